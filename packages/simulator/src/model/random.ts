/** Random values that repeat with the same seed. */
export interface Random {
  /** At least 0 and less than 1. */
  nextFraction(): number;
  /** A version 4 UUID. */
  nextUuid(): string;
}

/** A copy in a random order. */
export function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  const copy = [...values];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const index = Math.floor(random.nextFraction() * (last + 1));
    [copy[last], copy[index]] = [copy[index] as Value, copy[last] as Value];
  }
  return copy;
}

/** mulberry32: small, fast, and the same on every runtime. */
export function createRandom(seed: number): Random {
  let state = seed;
  const nextFraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const nextDigit = () => Math.floor(nextFraction() * 16);
  return {
    nextFraction,
    nextUuid: () =>
      "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (place) =>
        (place === "x" ? nextDigit() : (nextDigit() & 3) | 8).toString(16),
      ),
  };
}
