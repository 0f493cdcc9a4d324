import { createSignedFetch } from "@iyzico-mass-payout/auth";
import { endpoints } from "../api/endpoints.js";
import { abortedError } from "../errors/aborted.js";
import type { MassPayoutErrorCode } from "../errors/codes.js";
import { MassPayoutError, type MassPayoutErrorDetails } from "../errors/mass-payout-error.js";
import { safeCause, systemCode } from "../errors/safe-cause.js";
import { type Answer, nextStep, unreadableError } from "./answer.js";
import { type Reading, readBody, UnreadableBody } from "./body.js";
import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import type { CallRequest } from "./request.js";
import { TimeoutReached, withTimeout } from "./with-timeout.js";

/**
 * Signs a request, sends it once and reads the whole answer, all within `timeoutMs` and the deadline. This is where a
 * request leaves the process. Throws a MassPayoutError when there is no answer.
 */
export async function attempt(
  context: Context,
  { operation, pathname, content, parts }: CallRequest,
  { signal, timeoutMs, deadline }: Limits,
  details: Answer["details"],
): Promise<Answer> {
  const url = new URL(pathname, context.origin);
  url.searchParams.set("locale", context.locale);
  const unknownOutcome = { ...details, outcome: "unknown", operation } as const;
  const attemptError = (
    code: MassPayoutErrorCode,
    message: string,
    hint: string,
    more: Partial<MassPayoutErrorDetails> = {},
  ) =>
    new MassPayoutError(code, `${operation}: ${message}.`, {
      ...unknownOutcome,
      ...more,
      hint: `${hint} ${nextStep(operation)}`,
    });

  let reading: Reading | undefined;
  const exchange = async (limit: AbortSignal): Promise<Answer> => {
    const { response, authorization } = await sendSigned(context, url, {
      method: endpoints[operation].method,
      // iyzico documents Content-Type for all operations, also for those without a body.
      headers: { accept: "application/json", "content-type": "application/json" },
      body: content ?? null,
      signal: limit,
    });
    const diagnose = () => context.diagnose({ url: response.url || url.href, authorization, body: content });
    const answer = { operation, parts, response, text: "", details, diagnose };
    // A redirect that was not followed has its status on servers, and status 0 in browsers.
    const isRedirect = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
    if (isRedirect || response.redirected) {
      // Ends the connection. An error of the cancellation is irrelevant.
      void Promise.allSettled([response.body?.cancel()]);
      const hint = "iyzico's API does not redirect: check the address and any proxy on the way.";
      const message = isRedirect
        ? `the answer is a redirect (HTTP ${response.status}), which is not followed`
        : "the fetch that the client was given followed a redirect";
      throw attemptError("redirected", message, hint, { httpStatus: response.status, response });
    }
    reading = readBody(response);
    try {
      return { ...answer, text: await reading.text };
    } catch (error) {
      throw error instanceof UnreadableBody ? unreadableError(answer, error) : error;
    }
  };

  const remaining = deadline.remaining();
  try {
    return await withTimeout(exchange, Math.min(timeoutMs, remaining), signal);
  } catch (cause) {
    // A fetch that ignores its signal would go on reading.
    reading?.cancel();
    if (cause instanceof MassPayoutError) throw cause;
    if (cause instanceof TimeoutReached) {
      throw remaining <= timeoutMs
        ? attemptError("deadline_exceeded", "the deadline passed before the answer was complete", tooLong)
        : attemptError("timeout", `no complete answer within ${timeoutMs} ms`, tooLong);
    }
    if (signal?.aborted) {
      const hint = nextStep(operation);
      throw abortedError(operation, "in flight", { ...unknownOutcome, hint, cause: signal.reason });
    }
    const word = systemCode(cause);
    const message = `no complete answer arrived${word ? ` (${word})` : ""}`;
    throw attemptError("network_error", message, "The connection failed or broke.", { cause: safeCause(cause) });
  }
}

const tooLong = "The answer took too long.";

/** Signs and sends. Returns the header that was sent too, for the diagnosis of a rejected signature. */
async function sendSigned(
  { signer, fetch }: Context,
  url: URL,
  init: RequestInit,
): Promise<{ response: Response; authorization: string | null }> {
  let authorization: string | null = null;
  // Made for each send: its fetch keeps the header of this send, and requests in flight at once must not mix theirs.
  const signedFetch = createSignedFetch(signer, (request) => {
    authorization = request.headers.get("authorization");
    return fetch(request);
  });
  return { response: await signedFetch(url, init), authorization };
}
