import { stringify } from "lossless-json";
import { endpoints, type OperationName } from "../api/endpoints.js";
import { invalidRequest } from "../errors/invalid.js";

/** What a request is made of. Amounts in the body are lossless numbers, and keep their digits. */
export interface RequestParts {
  /** What goes into the places of the path template. */
  path?: Readonly<Record<string, unknown>>;
  body?: Readonly<Record<string, unknown>>;
}

/** A request as it is sent: each attempt signs and sends the same. */
export interface CallRequest {
  operation: OperationName;
  /** The path with its values. */
  pathname: string;
  /** The body's text; `undefined` where there is none. */
  content: string | undefined;
  /** What the texts of an answer must not repeat. */
  parts: RequestParts;
}

/** Makes a request. Throws a MassPayoutError when a value can't stand in the path. */
export function buildRequest(operation: OperationName, parts: RequestParts): CallRequest {
  const { path, body } = parts;
  return {
    operation,
    pathname: expandPath(endpoints[operation].path, path, operation),
    content: body && stringify(body),
    parts,
  };
}

/**
 * A path template with its values put in. A value that would have to be escaped, or that is '.', '..' or empty, is
 * refused: "../balance" in the place of a reference would ask for another operation, and a proxy that unescapes would
 * break the signature. iyzico's ids have nothing to escape.
 */
export function expandPath(
  template: string,
  values: Readonly<Record<string, unknown>> = {},
  operation?: OperationName,
): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === "string" && /^[\w.!~*'()-]+$/.test(value) && !/^\.{1,2}$/.test(value)) return value;
    const message = `${name} can't stand in a path: it is no text, empty, '.' or '..', or has characters to escape`;
    throw invalidRequest(operation, [{ field: name, reason: "unsafe-in-path", message }]);
  });
}
