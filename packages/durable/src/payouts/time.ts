import { invalidOption } from "../errors/invalid-option.js";

/** An earlier time is one in seconds that was taken for milliseconds, and would be long past. */
const minTime = Date.UTC(2002, 0);

/** The end of the year 9999: later ones have another form as text. */
const maxTime = 253_402_300_799_999;

/**
 * Reads a time that a caller gave.
 *
 * @param field the name of the option, for the error.
 * @returns milliseconds since 1970.
 */
export function readTime(field: string, time: unknown): number {
  const milliseconds = time instanceof Date ? time.getTime() : time;
  if (typeof milliseconds === "number" && milliseconds >= minTime && milliseconds <= maxTime) return milliseconds;
  throw invalidOption(`${field} must be a Date, or a time in milliseconds since 1970, in the years 2002 to 9999.`);
}
