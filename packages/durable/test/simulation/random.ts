import { createHash } from "node:crypto";

/** Random decisions of one seed. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** Whether an event of this probability occurs. */
  chance(probability: number): boolean;
  /** An integer of both limits and what is between them. */
  between(min: number, max: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

/** A generator (mulberry32) that a seed and a subject determine, whatever order others are asked in. */
export function randomOf(seed: number, subject: string): Random {
  let state = createHash("sha256").update(`${seed} ${subject}`).digest().readUInt32LE();
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    pick: (values) => values[between(0, values.length - 1)] as (typeof values)[number],
  };
}
