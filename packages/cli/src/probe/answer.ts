import { type Node, parseTree } from "jsonc-parser";
import type { WireAnswer } from "./transport.js";

/** A number of an answer, with its digits as they were sent. */
class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What was answered to one request, as far as an experiment reads it. */
export interface Answer {
  /** The number of the exchange in the recording. */
  readonly id: number;
  /** `undefined` if no whole answer arrived. */
  readonly httpStatus: number | undefined;
  /** The text of the body; empty without an answer. */
  readonly text: string;
  /** The body, if it is a JSON object. Of a key that occurs twice, the last value. */
  readonly body: object | undefined;
  /** Only `status: "success"` in the body is a success, whatever the HTTP status is. */
  readonly isSuccess: boolean;
  /** The vendor's code, as text. */
  readonly errorCode: string | undefined;
  /** Whether the signature or the credentials were rejected, or the body was: iyzico uses 1000 for both. */
  readonly isUnauthenticated: boolean;
}

/** Reads an answer. Nothing in it is trusted: every field may be missing or have another type. */
export function readAnswer(id: number, wire: WireAnswer | undefined): Answer {
  const text = wire === undefined ? "" : wire.body.toString("utf8");
  const body = parseBody(text);
  const status = textAt(body, "status");
  const errorCode = textAt(body, "errorCode");
  return {
    id,
    httpStatus: wire?.status,
    text,
    body,
    isSuccess: status === "success",
    errorCode,
    isUnauthenticated: status === "401" || ["1000", "1001", "1007", "1009"].includes(errorCode ?? ""),
  };
}

/** The failure in words that are the same in every language: "errorCode 11, HTTP 200". */
export function describeFailure({ httpStatus, errorCode, body }: Answer): string {
  if (httpStatus === undefined) return "no answer";
  const code = errorCode === undefined ? (body === undefined ? "no JSON" : "no errorCode") : `errorCode ${errorCode}`;
  return `${/^errorCode (\d{1,6}|[A-Za-z_]{1,20})$|^no /.test(code) ? code : "errorCode of another form"}, HTTP ${httpStatus}`;
}

function parseBody(text: string): object | undefined {
  const root = parseTree(text, [], { allowTrailingComma: false, disallowComments: true });
  return root?.type === "object" ? (readNode(root, text) as object) : undefined;
}

function readNode(node: Node, text: string): unknown {
  if (node.type === "number") return new Digits(text.slice(node.offset, node.offset + node.length));
  if (node.type === "array") return (node.children ?? []).map((child) => readNode(child, text));
  if (node.type !== "object") return node.value;
  const object: Record<string, unknown> = Object.create(null);
  for (const { children = [] } of node.children ?? []) {
    const [key, value] = children;
    if (key !== undefined && value !== undefined) object[String(key.value)] = readNode(value, text);
  }
  return object;
}

/** The value at a path of keys and indices; `undefined` if there is none. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

/** The text of a string, or the digits of a number, at a path. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...path);
  return found instanceof Digits ? found.text : typeof found === "string" ? found : undefined;
}

/** The list at a path; empty if there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The items that an answer of retrieve lists. */
export function itemsOf(answer: Answer): readonly unknown[] {
  return listAt(answer.body, "massPayoutItems", "items");
}

/** The payout's status, in an answer of retrieve that shows a payout. */
export function payoutStatusOf(answer: Answer): string | undefined {
  return answer.isSuccess ? textAt(answer.body, "massPayout", "massPayoutStatus") : undefined;
}

/** The type of a JSON value. */
export function typeOf(value: unknown): string {
  if (value instanceof Digits) return "number";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
