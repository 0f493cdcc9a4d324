import { endpoints, type OperationName } from "../api/endpoints.js";
import type { Finding } from "../errors/finding.js";
import { MassPayoutError, type MassPayoutErrorDetails } from "../errors/mass-payout-error.js";
import { isHtml, type UnreadableBody } from "./body.js";
import type { Reply } from "./exchange.js";
import {
  codeField,
  errorCodeField,
  ifReadable,
  integerField,
  type JsonObject,
  PayoutMissing,
  parseObject,
  readableString,
  UnexpectedField,
} from "./json-fields.js";
import { redact } from "./redact.js";
import type { RequestParts } from "./request.js";
import { vendorFailureOf } from "./vendor-failure.js";

/** The answer to one attempt, not interpreted yet. */
export interface Answer {
  operation: OperationName;
  parts: RequestParts;
  reply: Reply;
  /** The body. */
  text: string;
  /** What every error of this attempt reports. */
  details: Pick<MassPayoutErrorDetails, "attempts" | "totalDelayMs">;
  /** Looks for the cause of a rejected signature. */
  diagnose(): Promise<Finding[]>;
}

/**
 * Reads the result of a success; throws a MassPayoutError for every other answer. The body decides, not the HTTP
 * status: iyzico's failures were seen with HTTP 200, and only `status: "success"` is a success.
 */
export async function readSuccess<Result>(answer: Answer, read: (body: JsonObject) => Result): Promise<Result> {
  try {
    const body = await parseObject(answer.text);
    const status = codeField(body, "status");
    if (status === undefined) throw new UnexpectedField("status", "is required");
    if (status === "success") return read(body);
    throw await vendorError(answer, body, status);
  } catch (error) {
    if (error instanceof PayoutMissing) throw notFoundError(answer);
    if (error instanceof UnexpectedField) throw unreadableError(answer, error);
    throw error;
  }
}

async function vendorError(answer: Answer, body: JsonObject, status: string): Promise<MassPayoutError> {
  const { operation, parts, reply, details } = answer;
  const errorCode = errorCodeField(body, "errorCode");
  const { code, outcome, summary, hint } = vendorFailureOf(errorCode, status, reply.status);
  const numbers = `${errorCode === undefined ? "" : `errorCode ${errorCode}, `}HTTP ${reply.status}`;
  // Informational fields: one of another type must not hide the failure.
  const message = readableString(body, "errorMessage");
  const group = readableString(body, "errorGroup");
  return new MassPayoutError(code, `${operation}: ${summary} (${numbers}).`, {
    ...details,
    outcome,
    hint: outcome === "unknown" ? `${hint} ${nextStep(operation)}` : hint,
    operation,
    httpStatus: reply.status,
    errorCode,
    errorGroup: group && redact(group, parts),
    vendorMessage: message && redact(message, parts),
    systemTime: ifReadable(() => integerField(body, "systemTime")),
    findings: code === "authentication_failed" ? await answer.diagnose() : [],
    response: reply.response(),
  });
}

/**
 * The error for a success without a payout. How iyzico answers an unknown id is undocumented: so, or with a failure.
 */
function notFoundError({ operation, reply, details }: Answer): MassPayoutError {
  return new MassPayoutError("not_found", `${operation}: the answer shows no payout (HTTP ${reply.status}).`, {
    ...details,
    outcome: "rejected",
    hint: "Check the id and the environment. iyzico may not show a new payout at once.",
    operation,
    httpStatus: reply.status,
    response: reply.response(),
  });
}

const unreadableHints = {
  rate_limited: "Too many requests. Wait a minute before the next one, and send fewer a minute.",
  service_error: "iyzico or a proxy in front of it could not answer.",
  unreadable_response: "The answer is not in iyzico's form: check whether a proxy answers in its place.",
} as const;

/**
 * The error for an answer that is not the documented one. HTML and 5xx come from a proxy, or from an outage at iyzico.
 */
export function unreadableError(
  { operation, reply, text, details }: Pick<Answer, "operation" | "reply" | "text" | "details">,
  problem: UnexpectedField | UnreadableBody,
): MassPayoutError {
  const isPage = isHtml(text);
  const isOutage = isPage || reply.status >= 500;
  const code = reply.status === 429 ? "rate_limited" : isOutage ? "service_error" : "unreadable_response";
  const what = isPage ? "the answer must be JSON, and is HTML" : problem.message;
  return new MassPayoutError(code, `${operation}: ${what} (HTTP ${reply.status}).`, {
    ...details,
    outcome: "unknown",
    hint: `${unreadableHints[code]} ${nextStep(operation)}`,
    operation,
    httpStatus: reply.status,
    response: reply.response(),
  });
}

/** What to do when it is unknown whether a request took effect. */
export function nextStep(operation: OperationName): string {
  return endpoints[operation].isRead
    ? "Reading again is safe."
    : "It may have taken effect: read the payout before you send anything again.";
}
