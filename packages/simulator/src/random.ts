/** Chance that comes again with the same seed. */
export interface Random {
  /** At least 0 and less than 1. */
  fraction(): number;
  /** In the form of a UUID. */
  uuid(): string;
}

/** Small, fast and the same everywhere (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const digit = () => Math.floor(fraction() * 16);
  return {
    fraction,
    uuid: () =>
      "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (place) =>
        (place === "x" ? digit() : (digit() & 3) | 8).toString(16),
      ),
  };
}
