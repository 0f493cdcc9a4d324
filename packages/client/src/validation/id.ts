import { fieldFault, type RequestFault } from "../errors/request-fault.js";
import { idTextFault } from "./text.js";

/**
 * The faults of an id or key: it must be a string that is not empty and cannot be mistaken for another one. See
 * `idTextFault`. An id in a path is checked by `expandPath`.
 */
export function idFaults(field: string, id: unknown): RequestFault[] {
  if (typeof id !== "string" || id.trim() === "") {
    const reason = typeof id === "string" ? "empty" : "wrong-type";
    return [fieldFault(field, reason, "must be a non-empty string")];
  }
  return idTextFaults(field, id);
}

/** The faults of a string as an id: see `idTextFault`. */
export function idTextFaults(field: string, id: string): RequestFault[] {
  const fault = idTextFault(id);
  return fault === undefined ? [] : [fieldFault(field, fault.reason, fault.words)];
}
