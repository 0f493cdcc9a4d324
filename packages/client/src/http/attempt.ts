import { endpoints } from "../api/endpoints.js";
import { abortedError } from "../errors/aborted.js";
import type { MassPayoutErrorCode } from "../errors/codes.js";
import { MassPayoutError, type MassPayoutErrorDetails } from "../errors/mass-payout-error.js";
import { safeCause, systemCode } from "../errors/safe-cause.js";
import { type Answer, nextStep, unreadableError } from "./answer.js";
import { decodeBody, UnreadableBody } from "./body.js";
import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import { type Reply, StartMissed } from "./exchange.js";
import type { Progress } from "./progress.js";
import type { CallRequest } from "./request.js";
import { send } from "./send.js";
import { TimeoutReached, withTimeout } from "./with-timeout.js";

/**
 * Signs a request, sends it once and reads the whole answer, all within `timeoutMs` and the deadline. This is where a
 * request leaves the process. Throws a MassPayoutError when there is no answer.
 *
 * @param progress with this attempt.
 */
export async function attempt(
  { signer, fetch, address, locale, diagnose }: Context,
  { operation, pathname, body, parts }: CallRequest,
  { signal, timeoutMs, deadline, start }: Limits,
  progress: Readonly<Progress>,
): Promise<Answer> {
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

  let failure: Failure = failedSigner;
  let reply: Reply | undefined;
  const exchange = async (limit: AbortSignal): Promise<Answer> => {
    const path = `${pathname}?locale=${locale}`;
    const { authorization, "x-iyzi-rnd": randomKey } = await signer.sign({ path, body });
    // The signer may have taken longer than this call lasted, and not every fetch heeds its signal.
    limit.throwIfAborted();
    failure = noConnection;
    const headers = {
      accept: "application/json",
      // iyzico documents Content-Type for all operations, also for those without a body.
      "content-type": "application/json",
      authorization,
      "x-iyzi-rnd": randomKey,
    };
    const onWrite = () => {
      failure = brokenConnection;
      outcome = "unknown";
    };
    const { method } = endpoints[operation];
    reply = await send(fetch, { address, method, path, headers, body }, { start, signal: limit, onWrite });
    const { url } = reply;
    const diagnosis = () => diagnose({ url, authorization, body: body && new TextDecoder().decode(body) });
    const answer = { operation, parts, reply, text: "", details, diagnose: diagnosis };
    if (reply.redirect !== undefined) {
      reply.cancel();
      // It is not read: an error of its body means nothing.
      reply.body.catch(() => undefined);
      const hint = "iyzico's API does not redirect: check the address and any proxy on the way.";
      const message =
        reply.redirect === "unfollowed"
          ? `the answer is a redirect (HTTP ${reply.status}), which is not followed`
          : "the fetch that the client was given followed a redirect";
      throw attemptError("redirected", message, hint, { httpStatus: reply.status, response: reply.response() });
    }
    try {
      return { ...answer, text: decodeBody(await reply.body) };
    } catch (error) {
      throw error instanceof UnreadableBody ? unreadableError(answer, error) : error;
    }
  };

  const remaining = deadline.remaining();
  try {
    return await withTimeout(exchange, Math.min(timeoutMs, remaining), signal);
  } catch (cause) {
    // A fetch that ignores its signal would go on reading.
    reply?.cancel();
    if (cause instanceof MassPayoutError) throw cause;
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
      const when = failure === brokenConnection ? "in flight" : "before it was sent";
      const hint = outcome === "unknown" ? nextStep(operation) : "Nothing was sent.";
      throw abortedError(operation, when, { ...details, outcome, operation, hint, cause: signal.reason });
    }
    const [message, hint] = failure;
    const word = systemCode(cause);
    throw attemptError("network_error", `${message}${word ? ` (${word})` : ""}`, hint, { cause: safeCause(cause) });
  }
}

/** What failed when there is no answer, and what to do about it. */
type Failure = readonly [message: string, hint: string];

const tooLong = "The answer took too long.";

const noConnection: Failure = ["no connection was made", "Check the address, name resolution, TLS and any proxy."];
const brokenConnection: Failure = ["no complete answer arrived", "The connection failed or broke."];
const failedSigner: Failure = ["the request could not be signed", "The signer failed: its error is the cause."];
