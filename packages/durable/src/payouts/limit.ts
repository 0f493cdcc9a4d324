import { invalidOption } from "../errors/invalid-option.js";

/** Checks how many rows are asked for at most: 1 to `max`, and 100 by default. */
export function readLimit(limit: number = 100, max: number): number {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= max) return limit;
  throw invalidOption(`limit must be an integer from 1 to ${max}.`);
}
