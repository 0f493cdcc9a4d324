import type { Failure } from "../errors/failure.js";
import { isMassPayoutError, type MassPayoutError, type MassPayoutErrorCode } from "../errors/mass-payout-error.js";
import type { CallOptions } from "../http/call-options.js";
import { leastPause } from "../http/retry.js";
import type { Amount } from "../money/amount.js";
import type { InitOptions, InitResult } from "../operations/init.js";
import type { MassPayoutItem, MassPayoutReference } from "../operations/retrieve.js";
import type { Look } from "../payouts/snapshot.js";
import type { InitChecks, InitItem, InitRequest } from "../validation/init-request.js";
import type { PaymentCommand } from "./machine/command.js";
import type { Observation, ObservedItem, ObservedPayout } from "./machine/input.js";
import type { Plan } from "./machine/plan.js";
import { isSamePayee } from "./same-recipient.js";

/** What a payment needs of a client: any {@link MassPayoutClient} has it. */
export interface PaymentClient {
  look(reference: MassPayoutReference, options?: CallOptions): Promise<Look>;
  balance(options?: CallOptions): Promise<{ balance: Amount }>;
  init(request: InitRequest, options?: InitOptions): Promise<InitResult>;
  auth(requestId: string, options?: CallOptions): Promise<void>;
}

/** How a command is carried out. */
export interface PerformOptions extends CallOptions {
  /** The checks of init that the plan was read with. */
  checks?: InitChecks | undefined;
}

/** What another look may get over. */
const passing: readonly MassPayoutErrorCode[] = [
  "network_error",
  "timeout",
  "deadline_exceeded",
  "service_error",
  "rate_limited",
  "incomplete_listing",
  "unreadable_response",
];

/**
 * Carries out one command, at once, and tells what came of it. Store the payment first, and wait for a look's `afterMs`.
 * `ask` is not for a client: answer it with `approved` or `declined`.
 *
 * @throws what is no MassPayoutError.
 *
 * @example
 * ```ts
 * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
 * import { next, type Payment, type PaymentCommand, perform, type Plan } from "@iyzico-mass-payout/client/payment";
 *
 * export async function step(iyzico: MassPayoutClient, plan: Plan, state: Payment, command: PaymentCommand) {
 *   if (command.type === "ask") return next(state, { type: "declined", review: command.review });
 *   return next(state, await perform(iyzico, plan, command));
 * }
 * ```
 */
export async function perform(
  iyzico: PaymentClient,
  { request }: Plan,
  command: Exclude<PaymentCommand, { type: "ask" }>,
  { checks, ...options }: PerformOptions = {},
): Promise<Observation> {
  try {
    switch (command.type) {
      case "look":
        return { type: "looked", payout: await observe(iyzico, request, command, options) };
      case "init": {
        const { requestId, invalidItems } = await iyzico.init(request, { ...options, ...(checks && { checks }) });
        return { type: "initiated", requestId, refused: invalidItems.map(refusalOf) };
      }
      case "auth":
        await iyzico.auth(command.requestId, options);
        return { type: "authorised" };
    }
  } catch (error) {
    if (!isMassPayoutError(error)) throw error;
    const failure = failureOf(error);
    const leastPauseMs = leastPause(error);
    if (command.type === "init") return { type: "init-failed", failure, leastPauseMs };
    if (command.type === "auth") return { type: "auth-failed", failure, leastPauseMs };
    if (isNotFound(error)) return { type: "not-found", isCertain: error.outcome === "rejected" };
    return { type: "look-failed", failure, leastPauseMs, isPassing: passing.includes(error.code) };
  }
}

/** Which answer means that there is no such payout is undocumented: every refusal of a retrieve may be it. */
function isNotFound({ code, operation }: MassPayoutError): boolean {
  return operation === "retrieve" && (code === "refused" || code === "not_found");
}

async function observe(
  iyzico: PaymentClient,
  { items: planned }: InitRequest,
  { reference, withBalance }: Extract<PaymentCommand, { type: "look" }>,
  options: CallOptions,
): Promise<ObservedPayout> {
  const { massPayout, items } = await iyzico.look(reference, options);
  const { externalId, massPayoutStatus, totalAmount } = massPayout;
  const byId = new Map(planned.map((item) => [item.itemExternalId, item]));
  return {
    externalId,
    payoutStatus: massPayoutStatus,
    totalAmount,
    items: items.map((item) => observedItem(item, byId.get(item.itemExternalId ?? ""))),
    ...(withBalance && (await iyzico.balance(options))),
  };
}

/** Nothing of a payee but ids, status and amounts: the rest has no place in a store. */
function observedItem(item: MassPayoutItem, planned: InitItem | undefined): ObservedItem {
  const { itemExternalId, referenceCode, itemStatus, totalAmount, commissionAmount, massPayoutRequestId } = item;
  const isAnotherPayee = planned !== undefined && !isSamePayee(item, planned);
  return {
    itemExternalId,
    referenceCode,
    itemStatus,
    totalAmount,
    commissionAmount,
    massPayoutRequestId,
    ...(isAnotherPayee && { isAnotherPayee }),
  };
}

function refusalOf({ externalId, errorCode }: InitResult["invalidItems"][number]) {
  return { itemExternalId: externalId, ...(errorCode !== undefined && { errorCode }) };
}

function failureOf({ code, outcome, message, hint, errorCode }: MassPayoutError): Failure {
  return { code, outcome, message, hint, ...(errorCode !== undefined && { errorCode }) };
}
