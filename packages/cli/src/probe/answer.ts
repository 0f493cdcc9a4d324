import { type Node, parseTree } from "jsonc-parser";
import { isVendorName } from "./recording/vocabulary.js";
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
  /**
   * Whether it is a rejection that says so itself. Neither it nor a success: no answer, a page, a redirect, a system error or a
   * limit. That is no answer to any question, and does not say whether a write took effect.
   */
  readonly isRejected: boolean;
  /** Whether too much was asked. */
  readonly isLimited: boolean;
  /** How long the answer asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
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
  const httpStatus = wire?.status ?? 0;
  const isSuccess = status === "success";
  const isLimited = httpStatus === 429 || errorCode === "50000";
  const isEnvelope = status === "failure" || /^4\d\d$/.test(status ?? "") || errorCode !== undefined;
  const isClear = isDocumentedRejection(errorCode) || (httpStatus < 500 && (isEnvelope || httpStatus >= 400));
  const retryAfter = Number(wire?.headers.find(([name]) => name === "retry-after")?.[1]);
  return {
    id,
    httpStatus: wire?.status,
    text,
    body,
    isSuccess,
    isRejected:
      body !== undefined &&
      !isSuccess &&
      !isLimited &&
      !["1", "2", "100001"].includes(errorCode ?? "") &&
      (httpStatus === 200 || httpStatus >= 400) &&
      httpStatus !== 408 &&
      isClear,
    isLimited,
    retryAfterMs: retryAfter > 0 ? retryAfter * 1_000 : undefined,
    errorCode,
    isUnauthenticated: status === "401" || ["1000", "1001", "1007", "1009"].includes(errorCode ?? ""),
  };
}

/** Codes that iyzico's documents and SDKs give to requests that were not executed. */
export function isDocumentedRejection(errorCode: string | undefined): boolean {
  if (errorCode === undefined || !/^[1-9]\d{0,4}$/.test(errorCode)) return false;
  const code = Number(errorCode);
  return (code >= 3 && code <= 27) || [1000, 1001, 1007, 1009, 2000, 2005, 2030].includes(code);
}

/** Whether an answer says nothing: neither a success nor a rejection. */
export function isUnclear({ isSuccess, isRejected }: Answer): boolean {
  return !isSuccess && !isRejected;
}

/** The failures among answers, in words that are the same in every language; `undefined` if there are none. */
export function describeFailures(...answers: readonly Answer[]): string | undefined {
  const failed = answers.filter(({ isSuccess }) => !isSuccess).map(describeFailure);
  return failed.length === 0 ? undefined : failed.join(" · ");
}

/** The failure in words that are the same in every language: "errorCode 11, HTTP 200". */
export function describeFailure({ httpStatus, errorCode, body }: Answer): string {
  if (httpStatus === undefined) return "no answer";
  if (body === undefined) return `no JSON, HTTP ${httpStatus}`;
  const isWord = errorCode !== undefined && (/^\d{1,6}$/.test(errorCode) || isVendorName(errorCode));
  const code =
    errorCode === undefined ? "no errorCode" : isWord ? `errorCode ${errorCode}` : "errorCode of another form";
  return `${code}, HTTP ${httpStatus}`;
}

/** Deeper than any answer of the documents. What reads an answer calls itself for each level, and would run out of stack. */
const maxDepth = 60;

/** Whether a JSON text is nested more deeply than any answer. */
export function isDeep(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (isString && char === "\\") at += 1;
    else if (char === '"') isString = !isString;
    else if (!isString && (char === "[" || char === "{")) depth += 1;
    else if (!isString && (char === "]" || char === "}")) depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

function parseBody(text: string): object | undefined {
  if (isDeep(text)) return undefined;
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

/** Whether an answer of retrieve shows the payout with this externalId, and not another one. */
export function isShownAs(answer: Answer, externalId: string): boolean {
  if (payoutStatusOf(answer) === undefined) return false;
  const shown = textAt(answer.body, "massPayout", "externalId");
  if (shown !== undefined) return shown === externalId;
  const ids = itemsOf(answer).map((item) => textAt(item, "itemExternalId"));
  return ids.length > 0 && ids.every((id) => id?.startsWith(`${externalId}-`));
}

/** The payout's status, in an answer of retrieve that shows a payout. */
export function payoutStatusOf(answer: Answer): string | undefined {
  return answer.isSuccess ? textAt(answer.body, "massPayout", "massPayoutStatus") : undefined;
}

/** A status or another word of the API, as it may be shown and stored; "?" for what may be anything. */
export function wordOf(text: string | undefined): string {
  return text !== undefined && isVendorName(text) ? text : "?";
}

/** The type of a JSON value. */
export function typeOf(value: unknown): string {
  if (value instanceof Digits) return "number";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
