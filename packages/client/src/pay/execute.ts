import type { Failure } from "../errors/failure.js";
import { isMassPayoutError, type MassPayoutError } from "../errors/mass-payout-error.js";
import { type CallOptions, type WriteOptions, writeNames } from "../http/call-options.js";
import { type Clock, systemClock } from "../http/clock.js";
import { deadlineIn } from "../http/deadline.js";
import { minPauseMs } from "../http/retry.js";
import type { Amount } from "../money/amount.js";
import type { InitOptions, InitResult } from "../operations/init.js";
import type { MassPayoutItem, RetrievedPage, RetrieveRequest } from "../operations/retrieve.js";
import { isNotFound } from "../payouts/not-found.js";
import { checkNames, type OptionNames } from "../validation/check-names.js";
import type { InitChecks, InitItem, InitRequest } from "../validation/init-request.js";
import type { PaymentCommand } from "./machine/command.js";
import type { OtherPayout, PaymentInput, PolledItem, PolledPayout } from "./machine/input.js";
import type { Plan } from "./machine/plan.js";
import type { PageReader } from "./read-listing.js";
import { readOthers } from "./read-others.js";
import { type PayoutReading, readPayout } from "./read-payout.js";
import { isSameRecipient } from "./same-recipient.js";

/** The methods of {@link MassPayoutClient} that a payment uses. */
export interface PaymentClient {
  retrieve(request: RetrieveRequest, options?: CallOptions): Promise<RetrievedPage>;
  balance(options?: CallOptions): Promise<{ balance: Amount }>;
  init(request: InitRequest, options?: InitOptions): Promise<InitResult>;
  auth(requestId: string, options?: WriteOptions): Promise<void>;
}

/** The commands that change something at iyzico. */
export type WriteName = "init" | "auth";

/**
 * How to execute a command. `startWithinMs` and `hasSlot` are for an init or auth: give the first what is left of the time in
 * which it may begin, counted from the compare-and-set that stored the payment, and the second if its slot was acquired
 * before that.
 */
export interface ExecuteOptions extends WriteOptions {
  /** The checks of init that the plan was read with. */
  checks?: InitChecks | undefined;
  /** Items per page of a poll. 40 by default, as in iyzico's examples; iyzico's maximum is undocumented. */
  pageSize?: number | undefined;
  /** The maximum of requests of a poll in flight at once. 1 by default. */
  concurrency?: number | undefined;
  /** The client's clock, by which `deadlineMs` limits all requests of a poll together; the runtime's by default. */
  clock?: Clock | undefined;
  /** The wall time, in milliseconds since 1970; `Date.now` by default. */
  date?: (() => number) | undefined;
}

const executeNames: OptionNames<ExecuteOptions> = {
  ...writeNames,
  checks: true,
  pageSize: true,
  concurrency: true,
  clock: true,
  date: true,
};

/**
 * Executes one command at once and returns its result. Store the payment first, and wait for a poll's `afterMs`. `request-approval`
 * is for `decideApproval`, and `supersede` for the function of that name.
 *
 * @throws every error that is not a MassPayoutError; and one with code `invalid_configuration` if an option has a name that
 * is not known.
 *
 * @example
 * ```ts
 * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
 * import { decideApproval, execute, next, type Payment, type PaymentCommand, type Plan } from "@iyzico-mass-payout/client/payment";
 *
 * export async function step(iyzico: MassPayoutClient, plan: Plan, state: Payment, command: PaymentCommand) {
 *   if (command.type === "request-approval") return next(state, await decideApproval(undefined, command.review));
 *   if (command.type === "supersede") throw new Error("No plan supersedes items: see supersede.");
 *   return next(state, await execute(iyzico, plan, command));
 * }
 * ```
 */
export async function execute(
  iyzico: PaymentClient,
  { request }: Plan,
  command: Exclude<PaymentCommand, { type: "request-approval" | "supersede" }>,
  executeOptions: ExecuteOptions = {},
): Promise<PaymentInput> {
  checkNames("options", executeOptions, executeNames);
  const { checks, date = Date.now, pageSize, concurrency, clock, startWithinMs, hasSlot, ...options } = executeOptions;
  try {
    switch (command.type) {
      case "poll": {
        const plannedById = new Map(request.items.map((item) => [item.itemExternalId, item]));
        const result = await poll(iyzico, plannedById, command, { pageSize, concurrency, clock, ...options });
        return { ...result, at: date() };
      }
      case "init": {
        const { externalId } = command;
        const initOptions = { ...options, startWithinMs, hasSlot, ...(checks && { checks }) };
        const { requestId, invalidItems } = await iyzico.init({ ...request, externalId }, initOptions);
        return { type: "initiated", at: date(), requestId, rejected: invalidItems.map(rejectionOf) };
      }
      case "auth":
        await iyzico.auth(command.requestId, { ...options, startWithinMs, hasSlot });
        return { type: "authorised", at: date() };
    }
  } catch (error) {
    if (!isMassPayoutError(error)) throw error;
    return failedInput(command.type, error, date());
  }
}

/** The result of a command that failed. */
export function failedInput(command: "poll" | WriteName, error: MassPayoutError, at: number): PaymentInput {
  const failed = { at, failure: failureOf(error), minPauseMs: minPauseMs(error) };
  if (command !== "poll") return { type: `${command}-failed`, ...failed };
  return { type: "poll-failed", ...failed, attempts: Math.max(1, error.attempts) };
}

type PollResult = Omit<Extract<PaymentInput, { type: "polled" }>, "at"> | Omit<NotFound, "at">;
type NotFound = Extract<PaymentInput, { type: "not-found" }>;

/**
 * Reads the payout, the other payouts and the balance, as far as the command asks for them.
 *
 * @param plannedById every item of the payment, by its id. One without its recipient is not compared.
 */
export async function poll(
  iyzico: Pick<PaymentClient, "retrieve" | "balance">,
  plannedById: ReadonlyMap<string, InitItem | undefined>,
  { reference, withBalance, fromPage, others }: Extract<PaymentCommand, { type: "poll" }>,
  { pageSize = 40, concurrency = 1, clock = systemClock, deadlineMs, signal, ...options }: ExecuteOptions,
): Promise<PollResult> {
  const deadline = deadlineIn(deadlineMs, clock);
  // One deadline for all requests. A call without time left fails with it.
  const limits = () => ({
    ...options,
    signal,
    ...(deadlineMs !== undefined && { deadlineMs: Math.max(1, deadline.remaining()) }),
  });
  const read: PageReader = (request, pageSignal) => iyzico.retrieve(request, { ...limits(), signal: pageSignal });
  const common = { plannedIds: new Set(plannedById.keys()), pageSize, signal };
  const readBeside = async (own: string | undefined) => {
    const isWhole = fromPage === undefined;
    return others && (await readOthers(read, { ...common, others, own, concurrency, isWhole }));
  };
  let reading: PayoutReading;
  try {
    reading = await readPayout(read, { ...common, reference, fromPage, concurrency });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return { type: "not-found", others: await readBeside(reference.externalMassPayoutId) };
  }
  const shownOthers = await readBeside(reading.massPayout.externalId ?? reference.externalMassPayoutId);
  const balance = withBalance ? (await iyzico.balance(limits())).balance : undefined;
  return { type: "polled", payout: polledPayoutOf(reading, plannedById, shownOthers, balance) };
}

function polledPayoutOf(
  { massPayout, rows, openPage, isPartial, isIncomplete }: PayoutReading,
  plannedById: ReadonlyMap<string, InitItem | undefined>,
  others: readonly OtherPayout[] | undefined,
  balance: Amount | undefined,
): PolledPayout {
  const { externalId, merchantId, massPayoutStatus, totalAmount } = massPayout;
  return {
    externalId,
    merchantId,
    payoutStatus: massPayoutStatus,
    totalAmount,
    items: Array.from(rows, (row) => polledItemOf(row, plannedById.get(row.itemExternalId ?? ""))),
    ...(balance !== undefined && { balance }),
    ...(openPage !== undefined && { openPage }),
    ...(isPartial && { isPartial }),
    ...(isIncomplete && { isIncomplete }),
    ...(others && { others }),
  };
}

/** Only ids, status and amounts of an item: personal data does not go into a store. An empty id is none. */
function polledItemOf(row: MassPayoutItem, planned: InitItem | undefined): PolledItem {
  const { itemExternalId, referenceCode, itemStatus, totalAmount, commissionAmount, massPayoutRequestId } = row;
  const isOtherRecipient = planned !== undefined && !isSameRecipient(row, planned);
  return {
    itemExternalId: itemExternalId || undefined,
    referenceCode: referenceCode || undefined,
    itemStatus,
    totalAmount,
    commissionAmount,
    massPayoutRequestId: massPayoutRequestId || undefined,
    ...(isOtherRecipient && { isOtherRecipient }),
  };
}

function rejectionOf({ externalId, errorCode }: InitResult["invalidItems"][number]) {
  return { itemExternalId: externalId, ...(errorCode !== undefined && { errorCode }) };
}

export function failureOf({ code, outcome, message, hint, errorCode }: MassPayoutError): Failure {
  return { code, outcome, message, hint, ...(errorCode !== undefined && { errorCode }) };
}
