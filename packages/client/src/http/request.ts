import { endpoints, type OperationName } from "../api/endpoints.js";
import { invalidRequest } from "../errors/invalid.js";
import { fieldFault } from "../errors/request-fault.js";
import { idTextFaults } from "../validation/id.js";

/** The parts of a request. */
export interface RequestParts {
  /** The values of the path template. */
  path?: Readonly<Record<string, unknown>>;
  body?: Readonly<Record<string, unknown>>;
}

/** A request as it is sent. Every attempt signs and sends the same path and body. */
export interface CallRequest {
  operation: OperationName;
  /** The path with its values. */
  pathname: string;
  /** The bytes of the body; `undefined` for a request without one. */
  body: Uint8Array<ArrayBuffer> | undefined;
  /** The values that must not be repeated from an answer: see `redact`. */
  parts: RequestParts;
}

/**
 * Builds a request. Throws a MassPayoutError if a value must not stand in the path.
 *
 * @param stringify serialises the body. A body with amounts needs one that keeps their digits.
 */
export function buildRequest(
  operation: OperationName,
  parts: RequestParts,
  stringify: (body: unknown) => string | undefined = JSON.stringify,
): CallRequest {
  const { path, body } = parts;
  return {
    operation,
    pathname: expandPath(endpoints[operation].path, path, operation),
    body: body && new TextEncoder().encode(stringify(body)),
    parts,
  };
}

/**
 * Puts the values into a path template. Throws a MassPayoutError for a value that would have to be escaped, or that is
 * empty, "." or "..": "../balance" in the place of a reference would call another operation, and a proxy that unescapes
 * would break the signature. iyzico's ids contain nothing to escape.
 */
export function expandPath(
  template: string,
  values: Readonly<Record<string, unknown>> = {},
  operation?: OperationName,
): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === "string" && /^[\w.!~*'()-]+$/.test(value) && !/^\.{1,2}$/.test(value)) return value;
    const textFaults = typeof value === "string" ? idTextFaults(name, value) : [];
    if (textFaults.length > 0) throw invalidRequest(operation, textFaults);
    const words = 'must be a non-empty string without characters to escape, other than "." and ".."';
    throw invalidRequest(operation, [fieldFault(name, "unsafe-in-path", words)]);
  });
}
