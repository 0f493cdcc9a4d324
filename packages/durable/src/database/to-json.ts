/**
 * A value as JSON that every function of Postgres can read: `jsonb` and `->>` refuse a whole document for one NUL or half of a
 * surrogate pair, which a text of iyzico's may have. They are replaced.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part) => {
    return typeof part === "string" ? part.toWellFormed().replaceAll("\0", "\ufffd") : part;
  });
}
