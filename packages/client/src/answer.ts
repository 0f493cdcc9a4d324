import { MassPayoutError } from "./error.js";
import { codeField, FieldFault, integerField, type JsonObject, parseObject, textField } from "./fields.js";
import type { OperationName } from "./operations.js";
import { vendorFailureOf } from "./vendor-failure.js";

/** What came back for one attempt, as it came. */
export interface Answer {
  operation: OperationName;
  response: Response;
  text: string;
}

/**
 * The success that an answer carries, read by `read`; throws a MassPayoutError for everything else. The body decides
 * and not the HTTP status: iyzico's failures were seen with HTTP 200, and only `status: "success"` is a success.
 */
export function successOf<Result>(answer: Answer, read: (body: JsonObject) => Result): Result {
  try {
    const body = parseObject(answer.text);
    const status = codeField(body, "status");
    if (status === undefined) throw new FieldFault("status", "a text");
    if (status === "success") return read(body);
    throw vendorError(answer, body, status);
  } catch (error) {
    if (error instanceof FieldFault) throw unreadable(answer, error.message);
    throw error;
  }
}

function vendorError({ operation, response }: Answer, body: JsonObject, status: string): MassPayoutError {
  const errorCode = codeField(body, "errorCode");
  const { code, outcome, summary, hint } = vendorFailureOf(errorCode, status);
  const numbers = `${errorCode === undefined ? "" : `errorCode ${errorCode}, `}HTTP ${response.status}`;
  return new MassPayoutError(code, `${operation}: ${summary} (${numbers}).`, {
    outcome,
    hint,
    operation,
    attempts: 1,
    httpStatus: response.status,
    errorCode,
    // Beside the code these only inform: one of another type must not hide what was refused.
    errorGroup: ifReadable(() => textField(body, "errorGroup")),
    vendorMessage: ifReadable(() => textField(body, "errorMessage")),
    systemTime: ifReadable(() => integerField(body, "systemTime")),
    response,
  });
}

function ifReadable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function unreadable({ operation, response }: Answer, fault: string): MassPayoutError {
  const isServiceError = response.status >= 500;
  return new MassPayoutError(
    isServiceError ? "service_error" : response.status === 429 ? "rate_limited" : "unreadable_response",
    `${operation}: ${fault} (HTTP ${response.status}).`,
    {
      outcome: "unknown",
      hint: isServiceError
        ? "iyzico or a proxy in front of it failed. Reading again later does no harm."
        : "The answer does not look like iyzico's: check that nothing between here and there answers in its place.",
      operation,
      attempts: 1,
      httpStatus: response.status,
      response,
    },
  );
}
