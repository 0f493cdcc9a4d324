import type { RequestFault } from "../errors/request-fault.js";

/** The faults of an id in a body. An id in a path is checked by `expandPath`. */
export function idFaults(field: string, id: unknown): RequestFault[] {
  if (typeof id === "string" && id.trim() !== "") return [];
  const reason = typeof id === "string" ? "empty" : "wrong-type";
  return [{ field, reason, message: `${field} must be a non-empty string` }];
}
