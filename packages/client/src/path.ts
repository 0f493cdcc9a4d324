import { invalidRequest } from "./invalid-request.js";
import type { OperationName } from "./operations.js";

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
