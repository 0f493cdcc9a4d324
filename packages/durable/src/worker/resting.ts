import type { RestingPart } from "../payouts/rows.js";
import { ownValue, type Part, type Turn } from "./turn.js";

/** No part rests longer, in milliseconds, except for the time of its auth: the longest pause is 4 h, and iyzico may ask for 24. */
const maxRestMs = 25 * 3_600_000;

/** A part is advanced this long before it is due, in milliseconds: a wake-up may come early by that. */
const earlyMs = 500;

export function isDue({ payout, progress, date }: Turn, { key }: Part): boolean {
  const resting = ownValue(progress.resting, key);
  if (resting === undefined) return true;
  const pauseMs = resting.dueAt - date();
  // A longer pause was stored while the database's clock was wrong.
  return pauseMs <= earlyMs || pauseMs > Math.max(maxRestMs, (payout.authorizeAt ?? 0) - date());
}

export function putToRest(turn: Turn, { key }: Part, type: RestingPart["type"], afterMs: number): void {
  const resting = { ...turn.progress.resting, [key]: { type, dueAt: turn.date() + afterMs } };
  turn.progress = { ...turn.progress, resting };
}

/** The part is due at once. */
export function rouse(turn: Turn, { key }: Part): void {
  const { [key]: _, ...resting } = turn.progress.resting ?? {};
  turn.progress = { ...turn.progress, resting };
}
