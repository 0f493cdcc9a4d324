/** A parsed document, or a part of one that is an object. */
export type Document = Record<string, unknown>;

/** Whether a part of a document is an object. */
export function isObject(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
