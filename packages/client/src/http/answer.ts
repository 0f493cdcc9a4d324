import { endpoints, type OperationName } from "../api/endpoints.js";
import type { Finding } from "../errors/finding.js";
import { MassPayoutError, type MassPayoutErrorDetails } from "../errors/mass-payout-error.js";
import { isHtml, type UnreadableBody } from "./body.js";
import {
  codeField,
  errorCodeField,
  ifReadable,
  integerField,
  type JsonObject,
  PayoutMissing,
  parseObject,
  textField,
  UnexpectedField,
} from "./json-fields.js";
import { redacted } from "./redact.js";
import type { RequestParts } from "./request.js";
import { vendorFailureOf } from "./vendor-failure.js";

/** What came back for one attempt, as it came. */
export interface Answer {
  operation: OperationName;
  parts: RequestParts;
  response: Response;
  text: string;
  /** What every error of this attempt says. */
  details: Pick<MassPayoutErrorDetails, "attempts" | "totalDelayMs">;
  /** Looks for the cause of a refused signature. */
  diagnose(): Promise<Finding[]>;
}

/**
 * The success that an answer carries, read by `read`; throws a MassPayoutError for everything else. The body decides
 * and not the HTTP status: iyzico's failures were seen with HTTP 200, and only `status: "success"` is a success.
 */
export async function successOf<Result>(answer: Answer, read: (body: JsonObject) => Result): Promise<Result> {
  try {
    const body = parseObject(answer.text);
    const status = codeField(body, "status");
    if (status === undefined) throw new UnexpectedField("status", "a text");
    if (status === "success") return read(body);
    throw await vendorError(answer, body, status);
  } catch (error) {
    if (error instanceof PayoutMissing) throw notFound(answer);
    if (error instanceof UnexpectedField) throw unreadable(answer, error);
    throw error;
  }
}

async function vendorError(answer: Answer, body: JsonObject, status: string): Promise<MassPayoutError> {
  const { operation, parts, response, details } = answer;
  const errorCode = errorCodeField(body, "errorCode");
  const { code, outcome, summary, hint } = vendorFailureOf(errorCode, status, response.status);
  const numbers = `${errorCode === undefined ? "" : `errorCode ${errorCode}, `}HTTP ${response.status}`;
  // Beside the code these only inform: one of another type must not hide what was refused.
  const message = ifReadable(() => textField(body, "errorMessage"));
  const group = ifReadable(() => textField(body, "errorGroup"));
  return new MassPayoutError(code, `${operation}: ${summary} (${numbers}).`, {
    ...details,
    outcome,
    hint: outcome === "unknown" ? `${hint} ${nextStep(operation)}` : hint,
    operation,
    httpStatus: response.status,
    errorCode,
    errorGroup: group && redacted(group, parts),
    vendorMessage: message && redacted(message, parts),
    systemTime: ifReadable(() => integerField(body, "systemTime")),
    findings: code === "authentication_failed" ? await answer.diagnose() : [],
    response,
  });
}

/** How iyzico answers an id that it does not know is undocumented: this is one way, a failure is another. */
function notFound({ operation, response, details }: Answer): MassPayoutError {
  return new MassPayoutError("not_found", `${operation}: the answer shows no payout (HTTP ${response.status}).`, {
    ...details,
    outcome: "rejected",
    hint: "Check the id, and the environment. A payout that was just made may not be shown yet.",
    operation,
    httpStatus: response.status,
    response,
  });
}

const unreadableHints = {
  rate_limited: "Too many requests. Wait a minute before the next one, and send fewer a minute.",
  service_error: "iyzico or a proxy in front of it could not answer.",
  unreadable_response: "The answer is not iyzico's: check that nothing between here and there answers in its place.",
} as const;

/** The error for an answer that is not the documented one. HTML and 5xx come from a proxy, or from an outage at iyzico. */
export function unreadable(
  { operation, response, text, details }: Pick<Answer, "operation" | "response" | "text" | "details">,
  problem: UnexpectedField | UnreadableBody,
): MassPayoutError {
  const isPage = isHtml(text);
  const isOutage = isPage || response.status >= 500;
  const code = response.status === 429 ? "rate_limited" : isOutage ? "service_error" : "unreadable_response";
  const what = isPage ? "the answer is HTML and not JSON" : problem.message;
  return new MassPayoutError(code, `${operation}: ${what} (HTTP ${response.status}).`, {
    ...details,
    outcome: "unknown",
    hint: `${unreadableHints[code]} ${nextStep(operation)}`,
    operation,
    httpStatus: response.status,
    response,
  });
}

/** What to do when it is unknown whether a request took effect. */
export function nextStep(operation: OperationName): string {
  return endpoints[operation].isRead
    ? "Reading again is safe."
    : "It may have taken effect: read the payout before you send anything again.";
}
