import { stringify } from "lossless-json";
import { type OperationName, operations } from "./operations.js";
import { expandPath } from "./path.js";

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
export function requestOf(operation: OperationName, parts: RequestParts): CallRequest {
  const { path, body } = parts;
  return {
    operation,
    pathname: expandPath(operations[operation].path, path, operation),
    content: body && stringify(body),
    parts,
  };
}
