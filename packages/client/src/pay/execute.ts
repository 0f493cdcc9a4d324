import type { Failure } from "../errors/failure.js";
import { isMassPayoutError, type MassPayoutError } from "../errors/mass-payout-error.js";
import type { CallOptions } from "../http/call-options.js";
import { minPauseMs } from "../http/retry.js";
import type { Amount } from "../money/amount.js";
import type { InitOptions, InitResult } from "../operations/init.js";
import type { MassPayoutItem, MassPayoutReference } from "../operations/retrieve.js";
import type { PayoutSnapshot } from "../payouts/snapshot.js";
import type { InitChecks, InitItem, InitRequest } from "../validation/init-request.js";
import type { PaymentCommand } from "./machine/command.js";
import type { PaymentInput, PolledItem, PolledPayout } from "./machine/input.js";
import type { Plan } from "./machine/plan.js";
import { isSameRecipient } from "./same-recipient.js";

/** The methods of {@link MassPayoutClient} that a payment uses. */
export interface PaymentClient {
  snapshot(reference: MassPayoutReference, options?: CallOptions): Promise<PayoutSnapshot>;
  balance(options?: CallOptions): Promise<{ balance: Amount }>;
  init(request: InitRequest, options?: InitOptions): Promise<InitResult>;
  auth(requestId: string, options?: CallOptions): Promise<void>;
}

/** How to execute a command. */
export interface ExecuteOptions extends CallOptions {
  /** The checks of init that the plan was read with. */
  checks?: InitChecks | undefined;
  /** Items per page of a poll; 40 by default. */
  pageSize?: number | undefined;
  /** The maximum of requests of a poll in flight at once; 1 by default. */
  concurrency?: number | undefined;
  /** The wall time, in milliseconds since 1970; `Date.now` by default. */
  date?: (() => number) | undefined;
}

/**
 * Executes one command at once and returns its result. Store the payment first, and wait for a poll's `afterMs`. `request-approval`
 * is for `decideApproval`.
 *
 * @throws every error that is not a MassPayoutError.
 *
 * @example
 * ```ts
 * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
 * import { decideApproval, execute, next, type Payment, type PaymentCommand, type Plan } from "@iyzico-mass-payout/client/payment";
 *
 * export async function step(iyzico: MassPayoutClient, plan: Plan, state: Payment, command: PaymentCommand) {
 *   if (command.type === "request-approval") return next(state, await decideApproval(undefined, command.review));
 *   return next(state, await execute(iyzico, plan, command));
 * }
 * ```
 */
export async function execute(
  iyzico: PaymentClient,
  { request }: Plan,
  command: Exclude<PaymentCommand, { type: "request-approval" }>,
  { checks, date = Date.now, ...options }: ExecuteOptions = {},
): Promise<PaymentInput> {
  try {
    switch (command.type) {
      case "poll": {
        const payout = await pollPayout(iyzico, request, command, options);
        return { type: "polled", at: date(), payout };
      }
      case "init": {
        const { externalId } = command;
        const { requestId, invalidItems } = await iyzico.init(
          { ...request, externalId },
          { ...options, ...(checks && { checks }) },
        );
        return { type: "initiated", at: date(), requestId, rejected: invalidItems.map(rejectionOf) };
      }
      case "auth":
        await iyzico.auth(command.requestId, options);
        return { type: "authorised", at: date() };
    }
  } catch (error) {
    if (!isMassPayoutError(error)) throw error;
    const failed = { at: date(), failure: failureOf(error), minPauseMs: minPauseMs(error) };
    if (command.type === "init") return { type: "init-failed", ...failed };
    if (command.type === "auth") return { type: "auth-failed", ...failed };
    if (isNotFound(error)) return { type: "not-found", at: date() };
    return { type: "poll-failed", ...failed, attempts: Math.max(1, error.attempts) };
  }
}

/** Which answer means that there is no such payout is undocumented: every rejected retrieve may mean it. */
function isNotFound({ code, operation }: MassPayoutError): boolean {
  return operation === "retrieve" && (code === "request_rejected" || code === "not_found");
}

async function pollPayout(
  iyzico: PaymentClient,
  { items: planned }: InitRequest,
  { reference, withBalance }: Extract<PaymentCommand, { type: "poll" }>,
  options: CallOptions,
): Promise<PolledPayout> {
  const { massPayout, items } = await iyzico.snapshot(reference, options);
  const { externalId, merchantId, massPayoutStatus, totalAmount } = massPayout;
  const byId = new Map(planned.map((item) => [item.itemExternalId, item]));
  return {
    externalId,
    merchantId,
    payoutStatus: massPayoutStatus,
    totalAmount,
    items: items.map((item) => polledItemOf(item, byId.get(item.itemExternalId ?? ""))),
    ...(withBalance && (await iyzico.balance(options))),
  };
}

/** Only ids, status and amounts of an item: personal data does not go into a store. */
function polledItemOf(item: MassPayoutItem, planned: InitItem | undefined): PolledItem {
  const { itemExternalId, referenceCode, itemStatus, totalAmount, commissionAmount, massPayoutRequestId } = item;
  const isOtherRecipient = planned !== undefined && !isSameRecipient(item, planned);
  return {
    itemExternalId,
    referenceCode,
    itemStatus,
    totalAmount,
    commissionAmount,
    massPayoutRequestId,
    ...(isOtherRecipient && { isOtherRecipient }),
  };
}

function rejectionOf({ externalId, errorCode }: InitResult["invalidItems"][number]) {
  return { itemExternalId: externalId, ...(errorCode !== undefined && { errorCode }) };
}

function failureOf({ code, outcome, message, hint, errorCode }: MassPayoutError): Failure {
  return { code, outcome, message, hint, ...(errorCode !== undefined && { errorCode }) };
}
