import { createSignedFetch, type Signer } from "@iyzico-mass-payout/auth";
import { operations } from "../api/endpoints.js";
import { MassPayoutError, type MassPayoutErrorCode, type MassPayoutErrorDetails } from "../errors/mass-payout-error.js";
import { harmlessCause, systemCode } from "../errors/safe-cause.js";
import { type Answer, nextStep, unreadable } from "./answer.js";
import { BodyFault, type Reading, readText } from "./body.js";
import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import type { CallRequest } from "./request.js";
import { bounded, TimeIsUp } from "./with-timeout.js";

/**
 * Signs a request, sends it once and reads the whole answer, all within `timeoutMs` and the deadline. Throws a
 * MassPayoutError when there is no answer.
 */
export async function attempt(
  context: Context,
  { operation, pathname, content, parts }: CallRequest,
  { signal, timeoutMs, deadline }: Limits,
  details: Answer["details"],
): Promise<Answer> {
  const url = new URL(pathname, context.origin);
  url.searchParams.set("locale", context.locale);
  const failure = (
    code: MassPayoutErrorCode,
    message: string,
    what: string,
    more: Partial<MassPayoutErrorDetails> = {},
  ) =>
    new MassPayoutError(code, `${operation}: ${message}.`, {
      ...details,
      ...more,
      outcome: "unknown",
      operation,
      hint: `${what} ${nextStep(operation)}`,
    });

  let reading: Reading | undefined;
  const exchange = async (limit: AbortSignal): Promise<Answer> => {
    const { response, authorization } = await context.send(url, {
      method: operations[operation].method,
      headers: { accept: "application/json", ...(content !== undefined && { "content-type": "application/json" }) },
      body: content ?? null,
      signal: limit,
    });
    const diagnose = () => context.diagnose({ url: response.url || url.href, authorization, body: content });
    const answer = { operation, parts, response, text: "", details, diagnose };
    // A redirect that was not followed has its status on servers and none in browsers.
    const isRedirect = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
    if (isRedirect || response.redirected) {
      // Ends the connection; how that goes is of no interest.
      void Promise.allSettled([response.body?.cancel()]);
      const hint = "iyzico's API does not redirect: check the address and any proxy on the way.";
      const message = isRedirect
        ? `the answer is a redirect (HTTP ${response.status}), which is not followed`
        : "the fetch that the client was given followed a redirect";
      throw failure("redirected", message, hint, { httpStatus: response.status, response });
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
      throw remaining <= timeoutMs
        ? failure("deadline_exceeded", "the deadline passed while the answer was awaited", tooLong)
        : failure("timeout", `no complete answer within ${timeoutMs} ms`, tooLong);
    }
    if (signal?.aborted) {
      const hint = "The signal was aborted while the answer was awaited.";
      throw failure("aborted", "aborted in flight", hint, { cause: signal.reason });
    }
    const word = systemCode(cause);
    const message = `no complete answer arrived${word ? ` (${word})` : ""}`;
    throw failure("network_error", message, "The connection failed or broke.", { cause: harmlessCause(cause) });
  }
}

const tooLong = "The answer took too long.";

/** Signs a request and sends it, once. Tells the header that went with it, for the case that it is refused. */
export type SignedSend = (url: URL, init: RequestInit) => Promise<{ response: Response; authorization: string | null }>;

export function createSignedSend(signer: Signer, fetch: (request: Request) => Promise<Response>): SignedSend {
  return async (url, init) => {
    let authorization: string | null = null;
    const signedFetch = createSignedFetch(signer, (request) => {
      authorization = request.headers.get("authorization");
      return fetch(request);
    });
    return { response: await signedFetch(url, init), authorization };
  };
}
