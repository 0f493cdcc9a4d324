import { type Answer, unreadable } from "./answer.js";
import { BodyFault, type Reading, readText } from "./body.js";
import { bounded, TimeIsUp } from "./bounded.js";
import type { Limits } from "./call-options.js";
import { harmlessCause, systemCode } from "./cause.js";
import type { Context } from "./context.js";
import { MassPayoutError, type MassPayoutErrorCode, type MassPayoutErrorDetails } from "./error.js";
import { type OperationName, operations } from "./operations.js";

/** A request of one operation. */
export interface CallRequest {
  operation: OperationName;
  body: Readonly<Record<string, unknown>>;
}

/**
 * Signs a request, sends it once and reads the whole answer, all within `timeoutMs` and the deadline. Throws a
 * MassPayoutError when there is no answer.
 */
export async function attempt(
  context: Context,
  { operation, body }: CallRequest,
  { signal, timeoutMs, deadline }: Limits,
  details: Answer["details"],
): Promise<Answer> {
  const { method, path } = operations[operation];
  const url = new URL(path, context.origin);
  url.searchParams.set("locale", context.locale);
  const content = JSON.stringify(body);
  const failure = (code: MassPayoutErrorCode, message: string, more: Omit<MassPayoutErrorDetails, "outcome">) =>
    new MassPayoutError(code, `${operation}: ${message}.`, { ...details, ...more, outcome: "unknown", operation });

  let reading: Reading | undefined;
  const exchange = async (limit: AbortSignal): Promise<Answer> => {
    const { response, authorization } = await context.send(url, {
      method,
      headers: { accept: "application/json", "content-type": "application/json" },
      body: content,
      signal: limit,
    });
    const diagnose = () => context.diagnose({ url: response.url || url.href, authorization, body: content });
    const answer = { operation, request: body, response, text: "", details, diagnose };
    // A redirect that was not followed has its status on servers and none in browsers.
    const isRedirect = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
    if (isRedirect || response.redirected) {
      // Ends the connection; how that goes is of no interest.
      void Promise.allSettled([response.body?.cancel()]);
      const hint = "iyzico's API does not redirect: check the address and any proxy on the way.";
      const message = isRedirect
        ? `the answer is a redirect (HTTP ${response.status}), which is not followed`
        : "the fetch that the client was given followed a redirect";
      throw failure("redirected", message, { hint, httpStatus: response.status, response });
    }
    reading = readText(response);
    try {
      return { ...answer, text: await reading.text };
    } catch (error) {
      throw error instanceof BodyFault ? unreadable(answer, error) : error;
    }
  };

  const remaining = deadline.remaining();
  try {
    return await bounded(exchange, Math.min(timeoutMs, remaining), signal);
  } catch (cause) {
    // A fetch that does not listen to its signal would read on.
    reading?.cancel();
    if (cause instanceof MassPayoutError) throw cause;
    if (cause instanceof TimeIsUp) {
      const hint = "The answer took too long. Reading again does no harm.";
      throw remaining <= timeoutMs
        ? failure("deadline_exceeded", "the deadline passed while the answer was awaited", { hint })
        : failure("timeout", `no complete answer within ${timeoutMs} ms`, { hint });
    }
    if (signal?.aborted) {
      const hint = "The signal was aborted while the answer was awaited.";
      throw failure("aborted", "aborted in flight", { hint, cause: signal.reason });
    }
    const hint = "The connection failed or broke. Reading again does no harm.";
    const word = systemCode(cause);
    throw failure("network_error", `no complete answer arrived${word ? ` (${word})` : ""}`, {
      hint,
      cause: harmlessCause(cause),
    });
  }
}
