import type { Verification } from "@iyzico-mass-payout/auth";
import type { Locale } from "@iyzico-mass-payout/types";
import { rotateListings } from "../model/payout.js";
import type { Context } from "../operations/context.js";
import type { SimulatedOperation } from "../operations/endpoints.js";
import { handlers } from "../operations/handlers.js";
import { staleContextOf } from "../operations/stale-context.js";
import { Rejection, vendorFailures } from "../operations/vendor-failure.js";
import { type Answer, type Envelope, failureAnswer, gatewayAnswer, successAnswer } from "./answer.js";
import type { FaultQueue } from "./fault-queue.js";
import type { OpenCall } from "./history.js";
import type { RateLimiter } from "./rate-limiter.js";
import type { Route } from "./route.js";

/** A request that has reached iyzico. */
export interface RoutedRequest extends Route {
  readonly body: Uint8Array;
  readonly verification: Verification;
  /** That of the signature; empty without one. */
  readonly randomKey: string;
  /** Undefined if the query has no locale, or an unknown one. */
  readonly locale: Locale | undefined;
}

/** Checks a request, executes its operation and returns the answer. Records the result in `call`. */
export function executeOperation(
  context: Context,
  {
    faults,
    rateLimiter,
    usedRandomKeys,
  }: { faults: FaultQueue; rateLimiter: RateLimiter; usedRandomKeys: Set<string> },
  { operation, parameter, body, verification, randomKey, locale }: RoutedRequest,
  call: OpenCall,
): Answer {
  const now = call.at;
  const envelope: Envelope = { locale: locale ?? "tr", now };
  if (!verification.ok) {
    if (verification.reason === "missing") return gatewayAnswer(envelope);
    const isUnknown = verification.reason === "unknown-key";
    return failureAnswer(isUnknown ? vendorFailures.unknownCredentials : vendorFailures.invalidSignature, envelope);
  }
  if (context.settings.usedRandomKey === "rejected") {
    if (usedRandomKeys.has(randomKey)) return failureAnswer(vendorFailures.invalidSignature, envelope);
    usedRandomKeys.add(randomKey);
  }
  if (!rateLimiter.tryAcquire(now)) return failureAnswer(vendorFailures.limitExceeded, envelope);
  if (locale === undefined) return failureAnswer(vendorFailures.invalidRequest, envelope);
  const stale = faults.takePayoutFault("stale", operation);
  if (stale !== undefined) call.faults.push(stale.kind);
  const shownAt = now - (stale?.ms ?? 0);
  const read = stale === undefined ? context : staleContextOf(context, shownAt);
  try {
    const fields = handlers[operation](read, { body, parameter, now: shownAt, locale, ids: call });
    call.executed = true;
    // A success without a payout, under the option notFound, must not use up the fault.
    if ("requestId" in fields || "massPayout" in fields) applyPayoutFault(context, faults, operation, call);
    return successAnswer(fields, envelope);
  } catch (error) {
    if (error instanceof Rejection) return failureAnswer(error.failure, envelope, error.httpStatus);
    throw error;
  }
}

function applyPayoutFault(
  { payouts }: Context,
  faults: FaultQueue,
  operation: SimulatedOperation,
  call: OpenCall,
): void {
  const fault = faults.takePayoutFault("late", operation) ?? faults.takePayoutFault("page-drift", operation);
  // Both operations have filled in the id.
  const payout = payouts.findByRequestId(call.requestId as string);
  if (fault === undefined || payout === undefined) return;
  call.faults.push(fault.kind);
  if (fault.kind === "late") payout.visibleAt = Math.max(payout.visibleAt, call.at + fault.ms);
  else rotateListings(payout);
}
