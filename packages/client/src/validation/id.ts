import type { RequestFault } from "../errors/request-fault.js";

/** What is wrong with an id that goes into a body: it must be a text with something in it. */
export function idFaults(field: string, id: unknown): RequestFault[] {
  const isText = typeof id === "string";
  if (isText && id.trim() !== "") return [];
  return [{ field, reason: isText ? "empty" : "wrong-type", message: `${field} is not a text or is empty` }];
}
