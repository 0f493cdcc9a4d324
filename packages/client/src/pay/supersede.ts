import { isMassPayoutError } from "../errors/mass-payout-error.js";
import { type CallOptions, callNames } from "../http/call-options.js";
import { type Clock, systemClock } from "../http/clock.js";
import { deadlineIn } from "../http/deadline.js";
import { incompleteListingError } from "../payouts/not-found.js";
import { checkNames, type OptionNames } from "../validation/check-names.js";
import type { InitItem } from "../validation/init-request.js";
import { failedInput, type PaymentClient, poll } from "./execute.js";
import { othersOf } from "./machine/abandoned.js";
import type { PaymentCommand } from "./machine/command.js";
import type { PaymentInput } from "./machine/input.js";
import type { Payment } from "./machine/payment.js";
import { polledStatuses, supersedeItems } from "./machine/superseding.js";
import { openSuperseded } from "./record.js";
import type { PaymentStore } from "./store.js";

/** How to poll a settled payment. */
export interface SupersedeOptions extends CallOptions {
  /** Items per page of the poll. 40 by default, as in iyzico's examples; iyzico's maximum is undocumented. */
  pageSize?: number | undefined;
  /** The maximum of requests of the poll in flight at once. 1 by default. */
  concurrency?: number | undefined;
  /** The client's clock, by which `deadlineMs` limits all requests of the poll together; the runtime's by default. */
  clock?: Clock | undefined;
  /** The wall time, in milliseconds since 1970; `Date.now` by default. */
  date?: (() => number) | undefined;
}

const supersedeNames: OptionNames<SupersedeOptions> = {
  ...callNames,
  pageSize: true,
  concurrency: true,
  clock: true,
  date: true,
};

/**
 * Executes the command `supersede` at once: polls the settled payment, and records in the store, by compare-and-set, which
 * payment supersedes its items. Wait for the command's `afterMs` before. Repeated, as after a crash, it changes nothing.
 *
 * @returns `superseded`, or `poll-failed` if the settled payment could not be polled.
 * @throws {MassPayoutError} with code `invalid_request` and a fault for each item that may not be paid again, or if the store
 * does not have the settled payment; with `payment_locked` if another process works on it; and as the store.
 *
 * @example
 * ```ts
 * import type { MassPayoutClient, PaymentStore } from "@iyzico-mass-payout/client";
 * import { next, type Payment, type PaymentCommand, supersede } from "@iyzico-mass-payout/client/payment";
 *
 * type Supersede = Extract<PaymentCommand, { type: "supersede" }>;
 *
 * export async function step(iyzico: MassPayoutClient, store: PaymentStore, state: Payment, command: Supersede) {
 *   return next(state, await supersede(iyzico, store, command));
 * }
 * ```
 */
export async function supersede(
  iyzico: Pick<PaymentClient, "retrieve" | "balance">,
  store: PaymentStore,
  command: Extract<PaymentCommand, { type: "supersede" }>,
  options: SupersedeOptions = {},
): Promise<Extract<PaymentInput, { type: "superseded" | "poll-failed" }>> {
  checkNames("options", options, supersedeNames);
  const { date = Date.now, ...pollOptions } = options;
  const { deadlineMs, signal, clock = systemClock } = options;
  const record = await openSuperseded(store, command.key, { deadline: deadlineIn(deadlineMs, clock), signal });
  try {
    const { payment } = record;
    // What the record refuses needs no poll.
    supersedeItems(payment, command, undefined, date());
    let shown: ReadonlyMap<string, string>;
    try {
      const planned = new Map(payment.items.map(({ itemExternalId }) => [itemExternalId, undefined]));
      shown = await pollSettled(iyzico, payment, planned, { ...pollOptions, at: date() });
    } catch (error) {
      if (!isMassPayoutError(error)) throw error;
      return failedInput("poll", error, date()) as Extract<PaymentInput, { type: "poll-failed" }>;
    }
    const superseded = supersedeItems(payment, command, shown, date());
    if (superseded !== payment) await record.save(superseded);
    return { type: "superseded", at: date() };
  } finally {
    await record.close();
  }
}

/**
 * Reads a settled payment's payout whole, and returns the status of each item; none if it shows another payout.
 *
 * @throws {MassPayoutError} if it cannot be read, or its pages do not add up.
 */
export async function pollSettled(
  iyzico: Pick<PaymentClient, "retrieve" | "balance">,
  payment: Payment,
  plannedById: ReadonlyMap<string, InitItem | undefined>,
  { at, ...options }: Omit<SupersedeOptions, "date"> & { at: number },
): Promise<ReadonlyMap<string, string>> {
  const { requestId = "" } = payment;
  const others = othersOf(payment);
  const command = { type: "poll", reference: { requestId }, withBalance: false, afterMs: 0 } as const;
  const polled = await poll(iyzico, plannedById, { ...command, ...(others && { others }) }, options);
  if (polled.type === "not-found") throw incompleteListingError("iyzico does not show the settled payout");
  const { payout } = polled;
  if (payout.isIncomplete === true) throw incompleteListingError("pages overlapped, and rows may be missing");
  return polledStatuses(payment, payout, at);
}
