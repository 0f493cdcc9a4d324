import { invalidRequest } from "../errors/invalid.js";
import { fieldFault } from "../errors/request-fault.js";
import { type CallOptions, callNames, checkMilliseconds, checkSignal } from "../http/call-options.js";
import { dateOf } from "../http/clock.js";
import { deadlineIn } from "../http/deadline.js";
import { describeItemStatus } from "../payouts/status.js";
import { checkNames, type OptionNames } from "../validation/check-names.js";
import { idFaults } from "../validation/id.js";
import type { InitChecks } from "../validation/init-request.js";
import { checkCounts, storeOf } from "./check-pay-options.js";
import { paymentOf } from "./machine/open-payment.js";
import { isRestartId, type Payment, type PaymentItem, statusOf } from "./machine/payment.js";
import { readPayment } from "./machine/payment-schema.js";
import type { PayoutPlan } from "./machine/payout-plan.js";
import { type Plan, readPlan } from "./machine/plan.js";
import { againIdOf, isCancelled, isRepayable, isReturned } from "./machine/superseding.js";
import type { PayContext } from "./pay.js";
import { loadStored, type RecordLimits, supersededMissingError } from "./record.js";
import type { PaymentStore } from "./store.js";
import { pollSettled } from "./supersede.js";

/** How to plan a repayment. Any other name is rejected with `invalid_configuration`, in `checks` too. */
export interface RepaymentOptions extends CallOptions {
  /** The store that has the payment. */
  store: PaymentStore | "memory";
  /** The key of the new plan. The same key again gives the same plan. */
  key: string;
  /** The checks that the payment was made with, as for `pay`. */
  checks?: InitChecks | undefined;
  /** Items per page of the poll. 40 by default, as in iyzico's examples; iyzico's maximum is undocumented. */
  pageSize?: number | undefined;
  /** The maximum of requests of the poll in flight at once. 1 by default. */
  concurrency?: number | undefined;
}

/** The names of all options of `planRepayment`: any other is refused. */
export const repaymentOptionNames: OptionNames<RepaymentOptions> = {
  ...callNames,
  store: true,
  key: true,
  checks: true,
  pageSize: true,
  concurrency: true,
};

/** Which items of a settled payment may be paid again, and which may not although they have or had come back. */
export interface Repayment {
  /** The plan that pays them again. Missing if there is no item for this key, or if one of this key's plan has changed. */
  plan?: PayoutPlan;
  excluded: readonly ExcludedItem[];
  /** Set if the plan's payment is settled already: paying the plan again sends nothing. */
  settled?: {
    /** The ids of its items that were cancelled. No plan of a repayment takes these again. */
    cancelled: readonly string[];
  };
}

/**
 * An item that is not in the plan.
 *
 * - `superseded`: another payment pays it again.
 * - `status-changed`: iyzico shows another status than the recorded one, or does not show the item.
 * - `id-taken`: the payment has an item of its id with "-again".
 */
export interface ExcludedItem {
  itemExternalId: string;
  reason: "superseded" | "status-changed" | "id-taken";
  /** The key of the payment that pays it again. */
  supersededBy?: string;
  /** The recorded status. */
  itemStatus: string;
  /** What iyzico shows now; missing if it does not show the item, or shows another payout. */
  polledStatus?: string;
}

/** See `MassPayoutClient.planRepayment`. */
export async function planRepayment(
  context: PayContext,
  payoutPlan: PayoutPlan,
  options: RepaymentOptions,
): Promise<Repayment> {
  const { iyzico, clock } = context;
  const { key, checks, signal, deadlineMs, timeoutMs, pageSize, concurrency } = options;
  checkNames("options", options, repaymentOptionNames);
  checkMilliseconds({ deadlineMs, timeoutMs });
  checkSignal(signal);
  checkCounts({ pageSize, concurrency });
  const store = storeOf(options.store, context);
  const plan = await readPlan(payoutPlan, { checks, baseUrl: iyzico.origin });
  const limits = { deadline: deadlineIn(deadlineMs, clock), signal };
  const made = await loadFree(key, plan, store, limits);
  const stored = await loadStored(store, plan.key, limits);
  if (stored === undefined) throw supersededMissingError("plan.key");
  const payment = paymentOf(plan, stored.payment ?? null, 0);
  if (!isRepayable(payment)) throw notSettledError();
  if (isCancelled(payment)) throw cancelledError();
  const planned = new Map(plan.request.items.map((item) => [item.itemExternalId, item]));
  const pollOptions = { signal, deadlineMs, timeoutMs, pageSize, concurrency, clock };
  const shown = await pollSettled(iyzico, payment, planned, { ...pollOptions, at: dateOf(clock) });
  return { ...repaymentOf(plan, payment, shown, key), ...(made?.phase === "settled" && { settled: settledOf(made) }) };
}

function settledOf({ items }: Payment): NonNullable<Repayment["settled"]> {
  const cancelled = items.filter((item) => describeItemStatus(statusOf(item)).state === "cancelled");
  return { cancelled: cancelled.map(({ itemExternalId }) => itemExternalId) };
}

/** The new key must be free, or that of a payment that supersedes items of this one, which is returned. */
async function loadFree(
  key: string,
  plan: Plan,
  store: PaymentStore,
  limits: RecordLimits,
): Promise<Payment | undefined> {
  const faults = idFaults("key", key);
  if (faults.length > 0) throw invalidRequest(undefined, faults);
  // The payout of this id may be one with which another payment begins again.
  if (isRestartId(key)) {
    const words = 'must not end with "-r2", "-r3" or "-r4"';
    throw invalidRequest(undefined, [fieldFault("key", "unfit-supersedes", words)]);
  }
  const stored = key === plan.key ? undefined : await loadStored(store, key, limits);
  const made = stored && readPayment(stored.payment ?? null, key);
  if (key !== plan.key && (made === undefined || made.supersedes?.key === plan.key)) return made;
  throw invalidRequest(undefined, [fieldFault("key", "unfit-supersedes", "must not be that of another payment")]);
}

function repaymentOf(plan: Plan, payment: Payment, shown: ReadonlyMap<string, string>, key: string): Repayment {
  const ids = new Set(payment.items.map(({ itemExternalId }) => itemExternalId));
  const isChanged = (item: PaymentItem) => shown.get(item.itemExternalId) !== statusOf(item);
  const reasonOf = (item: PaymentItem): ExcludedItem["reason"] | undefined => {
    if (isChanged(item)) return "status-changed";
    if (!isReturned(item)) return undefined;
    if (item.supersededBy !== undefined && item.supersededBy !== key) return "superseded";
    return ids.has(againIdOf(item.itemExternalId)) ? "id-taken" : undefined;
  };
  const excluded = payment.items.flatMap((item): ExcludedItem[] => {
    const { itemExternalId, supersededBy } = item;
    const reason = reasonOf(item);
    const polledStatus = shown.get(itemExternalId);
    if (reason === undefined) return [];
    return [
      {
        itemExternalId,
        reason,
        ...(supersededBy !== undefined && { supersededBy }),
        itemStatus: statusOf(item),
        ...(polledStatus !== undefined && { polledStatus }),
      },
    ];
  });
  // Once pay has recorded which items this key supersedes, its plan is made of exactly these.
  const recorded = payment.items.filter(({ supersededBy }) => supersededBy === key);
  const candidates = recorded.length > 0 ? recorded : payment.items.filter(isReturned);
  const isExcluded = new Set(excluded.map(({ itemExternalId }) => itemExternalId));
  const again = candidates.filter(({ itemExternalId }) => !isExcluded.has(itemExternalId));
  if (again.length === 0 || (recorded.length > 0 && again.length < recorded.length)) return { excluded };
  const superseded = again.map(({ itemExternalId }) => itemExternalId);
  return { plan: planAgain(plan, superseded, key), excluded };
}

/** The plan that pays these items again, with everything else as it was planned. */
function planAgain({ key, request, allow }: Plan, superseded: readonly string[], newKey: string): PayoutPlan {
  const { externalId: _, items, ...others } = request;
  return {
    key: newKey,
    ...others,
    ...(allow.repeatedRecipients && { allowRepeatedRecipients: true }),
    supersedes: { key, items: superseded },
    items: items
      .filter(({ itemExternalId }) => superseded.includes(itemExternalId))
      .map((item) => ({ ...item, itemExternalId: againIdOf(item.itemExternalId) })),
  };
}

function notSettledError() {
  const words = "must be that of a payment that is settled and of which no abandoned payout may pay";
  const hint =
    "Nothing was sent. Run pay with this plan until the payment is settled. Until then its recipients may still be paid: pay " +
    "them in no other way.";
  return invalidRequest(undefined, [fieldFault("plan.key", "not-repayable", words)], hint);
}

function cancelledError() {
  const words = "must not be that of a payment that was cancelled";
  const hint =
    "Nothing was sent. What is still owed goes into one new plan with a key of its own, items that were rejected included; if an " +
    "auth was sent before the cancel, only after iyzico has confirmed that it paid none of them. If such a plan was made " +
    "already, nothing is left to pay.";
  return invalidRequest(undefined, [fieldFault("plan.key", "not-repayable", words)], hint);
}
