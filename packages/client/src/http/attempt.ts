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
import type { Progress } from "./progress.js";
import type { CallRequest } from "./request.js";
import { NotSent, StartMissed, send } from "./send.js";
import { TimeoutReached, withTimeout } from "./with-timeout.js";

/**
 * Signs a request, sends it once and reads the whole answer, all within `timeoutMs` and the deadline. This is where a
 * request leaves the process. Throws a MassPayoutError when there is no answer.
 *
 * @param progress with this attempt.
 */
export async function attempt(
  context: Context,
  { operation, pathname, content, parts }: CallRequest,
  { signal, timeoutMs, deadline, start }: Limits,
  progress: Readonly<Progress>,
): Promise<Answer> {
  const url = new URL(pathname, context.origin);
  url.searchParams.set("locale", context.locale);
  const { attempts, totalDelayMs } = progress;
  const details = { attempts, totalDelayMs };
  /** Whether anything of the request may have left this process, in this attempt or an earlier one. */
  let { outcome } = progress;
  const attemptError = (
    code: MassPayoutErrorCode,
    message: string,
    hint: string,
    more: Partial<MassPayoutErrorDetails> = {},
  ) =>
    new MassPayoutError(code, `${operation}: ${message}.`, {
      ...details,
      outcome,
      operation,
      ...more,
      hint: `${hint} ${outcome === "unknown" ? nextStep(operation) : "Nothing was sent."}`,
    });

  let isBegun = false;
  let reading: Reading | undefined;
  const exchange = async (limit: AbortSignal): Promise<Answer> => {
    let authorization: string | null = null;
    // Made for each attempt: its fetch keeps the header of this one, and requests in flight must not mix theirs.
    const signedFetch = createSignedFetch(context.signer, (request) => {
      // The signer may have taken longer than this call lasted, and not every fetch heeds its signal.
      limit.throwIfAborted();
      authorization = request.headers.get("authorization");
      isBegun = true;
      return send(context.fetch, request, start);
    });
    const response = await signedFetch(url, {
      method: endpoints[operation].method,
      // iyzico documents Content-Type for all operations, also for those without a body.
      headers: { accept: "application/json", "content-type": "application/json" },
      body: content ?? null,
      signal: limit,
    });
    outcome = "unknown";
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
    if (isBegun && !(cause instanceof NotSent)) outcome = "unknown";
    if (cause instanceof StartMissed) {
      throw attemptError(
        "deadline_exceeded",
        "startWithinMs passed before it could be sent",
        "It is too late to begin.",
      );
    }
    if (cause instanceof TimeoutReached) {
      throw remaining <= timeoutMs
        ? attemptError("deadline_exceeded", "the deadline passed before the answer was complete", tooLong)
        : attemptError("timeout", `no complete answer within ${timeoutMs} ms`, tooLong);
    }
    if (signal?.aborted) {
      const when = isBegun ? "in flight" : "before it was sent";
      const hint = outcome === "unknown" ? nextStep(operation) : "Nothing was sent.";
      throw abortedError(operation, when, { ...details, outcome, operation, hint, cause: signal.reason });
    }
    const error = cause instanceof NotSent ? cause.cause : cause;
    const [message, hint] = isBegun ? (cause instanceof NotSent ? noConnection : brokenConnection) : failedSigner;
    const word = systemCode(error);
    throw attemptError("network_error", `${message}${word ? ` (${word})` : ""}`, hint, { cause: safeCause(error) });
  }
}

const tooLong = "The answer took too long.";

const noConnection = ["no connection was made", "Check the address, name resolution, TLS and any proxy."] as const;
const brokenConnection = ["no complete answer arrived", "The connection failed or broke."] as const;
const failedSigner = ["the request could not be signed", "The signer failed: its error is the cause."] as const;
