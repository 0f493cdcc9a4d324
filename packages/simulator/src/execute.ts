import type { Verification } from "@iyzico-mass-payout/auth";
import type { Locale } from "@iyzico-mass-payout/types";
import { type Answer, failureAnswer, gatewayAnswer, type Reader, successAnswer } from "./answer.js";
import { failures, Refusal } from "./failure.js";
import type { FaultQueue } from "./fault.js";
import type { OpenCall } from "./history.js";
import type { SimulatedOperation } from "./operation-name.js";
import { operations, type Route } from "./operations.js";
import type { RateLimit } from "./rate-limit.js";
import type { World } from "./world.js";

/** A request that has reached iyzico. */
export interface Reached extends Route {
  readonly body: Uint8Array;
  readonly verification: Verification;
  /** Undefined when the query has none, or one that does not exist. */
  readonly locale: Locale | undefined;
}

/** Checks a request, carries it out and answers it; in the call it notes what came of it. */
export function execute(
  world: World,
  { faults, isWithinLimit }: { faults: FaultQueue; isWithinLimit: RateLimit },
  { operation, parameter, body, verification, locale }: Reached,
  call: OpenCall,
): Answer {
  const now = call.at;
  const reader: Reader = { locale: locale ?? "tr", now };
  if (!verification.ok) {
    if (verification.reason === "missing") return gatewayAnswer(reader);
    const isUnknown = verification.reason === "unknown-key";
    return failureAnswer(isUnknown ? failures.unknownCredentials : failures.invalidSignature, reader);
  }
  if (!isWithinLimit(now)) return failureAnswer(failures.limitExceeded, reader);
  if (locale === undefined) return failureAnswer(failures.invalidRequest, reader);
  try {
    const fields = operations[operation].operate(world, { body, parameter, now, locale, ids: call });
    call.executed = true;
    meetFault(world, faults, operation, call);
    return successAnswer(fields, reader);
  } catch (error) {
    if (error instanceof Refusal) return failureAnswer(error.failure, reader);
    throw error;
  }
}

function meetFault({ book }: World, faults: FaultQueue, operation: SimulatedOperation, call: OpenCall): void {
  const fault = faults.onSuccess(operation);
  const payout = book.withRequestId(call.requestId ?? "");
  if (fault === undefined || payout === undefined) return;
  call.faults.push(fault.kind);
  if (fault.kind === "late") payout.visibleAt = Math.max(payout.visibleAt, call.at + fault.ms);
  else payout.listing.push(...payout.listing.splice(0, 1));
}
