import type { paths } from "@iyzico-mass-payout/types";
import type { Client } from "openapi-fetch";
import type { CallOptions, SlotOptions, WriteOptions } from "./http/call-options.js";
import type { ResponsePromise } from "./http/response-promise.js";
import type { Balance } from "./operations/balance.js";
import type { InitOptions, InitResult } from "./operations/init.js";
import type { MassPayoutItem, MassPayoutReference, RetrievedPage, RetrieveRequest } from "./operations/retrieve.js";
import type { PayoutPlan } from "./pay/machine/payout-plan.js";
import type { PayOptions } from "./pay/pay-options.js";
import type { PayResult } from "./pay/pay-result.js";
import type { Repayment, RepaymentOptions } from "./pay/plan-repayment.js";
import type { ListingOptions } from "./payouts/pages.js";
import type { PayoutSnapshot, SnapshotOptions } from "./payouts/snapshot.js";
import type { Waited, WaitOptions } from "./payouts/wait.js";
import type { InitRequest } from "./validation/init-request.js";

/**
 * A client for one merchant. Neither the object nor any error that it throws shows the credentials.
 *
 * Every method rejects options with a name that it does not know, with code `invalid_configuration`: a misspelt
 * `deadlineMs` would silently be none.
 *
 * The methods that send one request return a {@link ResponsePromise}: `await iyzico.balance().withResponse()` has status
 * and headers of the answer too.
 */
export interface MassPayoutClient {
  /**
   * Reads a payout and one page of its items. Pages count from 0. Amounts are decimal strings in lira (not kuruş), with
   * the digits that iyzico sent.
   *
   * @throws {MassPayoutError} if the status of the answer is not "success", or if no answer arrives. A failed read is
   * retried before, within the limits of the client's option `retry`.
   *
   * @example
   * ```ts
   * import { createMassPayoutClient, describeItemStatus } from "@iyzico-mass-payout/client";
   *
   * const iyzico = createMassPayoutClient({
   *   credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
   *   environment: "sandbox",
   * });
   * const { items } = await iyzico.retrieve({ externalMassPayoutId: "salaries-2026-11", page: 0, size: 40 });
   * const unpaid = items.filter(({ itemStatus }) => describeItemStatus(itemStatus).state !== "paid");
   * ```
   */
  retrieve(request: RetrieveRequest, options?: CallOptions): ResponsePromise<RetrievedPage>;

  /**
   * Reads all pages of a payout in order, 40 items per page by default. Yields each page as iyzico answers it: an item
   * that moves from one page to another meanwhile may come twice or not at all. To read every item once, use {@link
   * items}.
   *
   * @throws {MassPayoutError} as `retrieve` does.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function printPages(iyzico: MassPayoutClient) {
   *   for await (const { page, total } of iyzico.pages({ requestId: "79cdefc1" }, { size: 100 })) {
   *     console.log(page, total);
   *   }
   * }
   * ```
   */
  pages(
    reference: MassPayoutReference,
    options?: ListingOptions & CallOptions,
  ): AsyncGenerator<RetrievedPage, void, undefined>;

  /**
   * Reads every item of a payout exactly once. Two items are the same if they have the same `itemExternalId`;
   * the `referenceCode` counts only without one. If the pages do not add up to iyzico's own count, they are read again, up
   * to three times in all.
   *
   * @throws {MassPayoutError} with code `incomplete_listing` if they still do not add up, and as `retrieve` does. Items
   * may have been yielded before.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function unpaid(iyzico: MassPayoutClient) {
   *   const references: (string | undefined)[] = [];
   *   for await (const item of iyzico.items({ requestId: "79cdefc1" }, { itemType: "ALL", concurrency: 4 })) {
   *     if (item.itemStatus !== "SUCCESS") references.push(item.referenceCode);
   *   }
   *   return references;
   * }
   * ```
   */
  items(
    reference: MassPayoutReference,
    options?: ListingOptions & CallOptions,
  ): AsyncGenerator<MassPayoutItem, void, undefined>;

  /**
   * Reads a snapshot of a payout: all of its items, those that iyzico rejected included, and where its money stands.
   *
   * @throws {MassPayoutError} as `items` does.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function refunded(iyzico: MassPayoutClient) {
   *   const { settlement } = await iyzico.snapshot({ requestId: "79cdefc1" });
   *   return settlement.totals.refunded?.amounts ?? {};
   * }
   * ```
   */
  snapshot(reference: MassPayoutReference, options?: SnapshotOptions & CallOptions): Promise<PayoutSnapshot>;

  /**
   * Polls a payout until its money is settled, until it requires action, or until `maxWaitMs` is over. The pause
   * between two polls grows from `pollEveryMs` (5,000 by default) to a minute, and the last poll comes just before
   * `maxWaitMs` is over. A pause that iyzico asks for (Retry-After) is kept up to 10 minutes, and is cut short for the
   * last poll; only the minute after a request limit is always kept. Every request takes a slot of the rate limit.
   * {@link settlementOf} defines what counts as settled.
   *
   * @throws {MassPayoutError} for a failure that waiting does not help. Failures that pass (`isWaitedOut` in
   * `errorCodes`: a broken connection, a request limit, a listing that does not add up) are waited out.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function report(iyzico: MassPayoutClient) {
   *   const waited = await iyzico.waitUntilSettled({ requestId: "79cdefc1" }, { maxWaitMs: 30 * 60_000 });
   *   if (waited.outcome === "settled") return `recipients paid: ${waited.paid}`;
   *   return waited.outcome === "action-required" ? `${waited.items.length} items require action` : "in progress";
   * }
   * ```
   */
  waitUntilSettled(reference: MassPayoutReference, options: WaitOptions): Promise<Waited>;

  /**
   * Creates a payout at iyzico. No recipient is paid before {@link auth}. The whole request is checked before it is
   * sent. It is sent once and never retried: the effect of a second init with the same externalId is undocumented.
   *
   * **iyzico may answer success and still reject items**: check `accepted` of the result. The event `items-rejected`
   * reports them too.
   *
   * @throws {MassPayoutError} with code `invalid_request` and the `faults` of all items if the request cannot be sent,
   * and as `retrieve` does, without retries. If its `outcome` is "unknown", read the payout before anything else.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function begin(iyzico: MassPayoutClient) {
   *   const { requestId, accepted, invalidItems } = await iyzico.init({
   *     externalId: "salaries-2026-11",
   *     purpose: "SALARY",
   *     items: [
   *       {
   *         itemExternalId: "salaries-2026-11-ayse",
   *         recipientType: "IBAN",
   *         recipientInfo: "TR330006100519786457841326",
   *         recipientName: "Ayşe Yılmaz",
   *         amount: { value: "100.50", currency: "TRY" },
   *         description: "November",
   *       },
   *     ],
   *   });
   *   if (accepted === "all") return requestId;
   *   console.warn(invalidItems.map(({ externalId, errorCode }) => [externalId, errorCode]));
   *   return undefined;
   * }
   * ```
   */
  init(request: InitRequest, options?: InitOptions): ResponsePromise<InitResult>;

  /**
   * Authorises a payout that init created: iyzico then pays its items. Sent once, never retried. A success means that
   * the payout is authorised, not that a recipient is paid: see {@link waitUntilSettled}.
   *
   * @param requestId the requestId that `init` returned.
   * @throws {MassPayoutError} as `retrieve` does, without retries. If its `outcome` is "unknown", the payout may be
   * authorised: read it before anything else.
   *
   * @example
   * ```ts
   * import { isMassPayoutError, type MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function authorise(iyzico: MassPayoutClient, requestId: string) {
   *   try {
   *     await iyzico.auth(requestId);
   *   } catch (error) {
   *     if (!isMassPayoutError(error) || error.outcome !== "unknown") throw error;
   *     const { massPayout } = await iyzico.snapshot({ requestId });
   *     console.warn(error.hint, massPayout.massPayoutStatus);
   *   }
   * }
   * ```
   */
  auth(requestId: string, options?: WriteOptions): ResponsePromise<void>;

  /**
   * Cancels a payout and all of its items before it is authorised. The effect after auth is undocumented. Sent once,
   * never retried.
   *
   * @param requestId the requestId that `init` returned.
   * @throws {MassPayoutError} as `auth` does.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export const cancel = (iyzico: MassPayoutClient) => iyzico.cancel("79cdefc1-3ce6-4f51-bdd9-c050274db664");
   * ```
   */
  cancel(requestId: string, options?: WriteOptions): ResponsePromise<void>;

  /**
   * Waits for one slot of the rate limit, for a write that is given `hasSlot`: so that what is stored before the write is
   * stored right before it is sent, however long there is no slot. A slot that is not used is lost.
   *
   * @throws {MassPayoutError} with outcome `not-sent` and code `deadline_exceeded` if there is none in time, `aborted`, or
   * `rate_limiter_failed`.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function authorise(iyzico: MassPayoutClient, requestId: string, storeThatItIsSent: () => Promise<void>) {
   *   await iyzico.acquireSlot({ deadlineMs: 60_000 });
   *   const begin = performance.now();
   *   await storeThatItIsSent();
   *   await iyzico.auth(requestId, { hasSlot: true, startWithinMs: 10_000 - (performance.now() - begin) });
   * }
   * ```
   */
  acquireSlot(options?: SlotOptions): Promise<void>;

  /**
   * Reads one item of a payout.
   *
   * @param referenceCode iyzico's id of the item.
   * @throws {MassPayoutError} as `retrieve` does.
   *
   * @example
   * ```ts
   * import { describeItemStatus, type MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function isPaid(iyzico: MassPayoutClient, referenceCode: string) {
   *   const { itemStatus } = await iyzico.item(referenceCode);
   *   return describeItemStatus(itemStatus).state === "paid";
   * }
   * ```
   */
  item(referenceCode: string, options?: CallOptions): ResponsePromise<MassPayoutItem>;

  /**
   * Reads the balance that mass payouts are paid from, as a decimal string in lira (not kuruş) as far as the examples
   * show. The answer names no currency.
   *
   * @throws {MassPayoutError} as `retrieve` does.
   *
   * @example
   * ```ts
   * import { compareAmounts, type MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function covers(iyzico: MassPayoutClient, sum: string) {
   *   const { balance } = await iyzico.balance();
   *   return compareAmounts(balance, sum) >= 0;
   * }
   * ```
   */
  balance(options?: CallOptions): ResponsePromise<Balance>;

  /**
   * Pays a plan, from init until its money is settled, and exactly once: it polls before it acts, stores what it is
   * about to send before it sends it, and requires an approval between init and auth. The process may be killed at any
   * moment: a later call with the same plan and store continues the payment. `docs/paying.md` explains it.
   *
   * A `store` is required. The store of the example must exist: create it once with `{ create: true }`, and not in a
   * program that runs repeatedly. The call takes `maxWaitMs` at most, an hour by default. It sends init and auth only
   * while at least `timeoutMs` of that is left.
   *
   * @throws {MassPayoutError} before anything is sent, with code `invalid_configuration` for an option,
   * `invalid_request` and all `faults` of the plan, those above `maxAmount` and `maxTotal` included, `plan_mismatch`,
   * `payment_unreadable`, `payment_locked`, `load_failed`, or `store_missing` from a file store; later with
   * `payment_locked` if another process has continued the payment or the lock is lost, `payment_lost` if the store has lost
   * it, `store_failed`, or `aborted`. What happens at iyzico is reported in the result.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient, PayoutPlan } from "@iyzico-mass-payout/client";
   * import { createFileStore } from "@iyzico-mass-payout/client/file-store";
   *
   * export async function pay(iyzico: MassPayoutClient, plan: PayoutPlan) {
   *   const store = createFileStore("/var/lib/payouts");
   *   const result = await iyzico.pay(plan, { store, maxTotal: "2000000" });
   *   if (result.outcome === "settled") return result.ledger;
   *   throw new Error(result.outcome === "action-required" ? result.message : "in progress: call pay again");
   * }
   * ```
   */
  pay(plan: PayoutPlan, options: PayOptions): Promise<PayResult>;

  /**
   * Plans to pay the items of a settled payment again that have come back: refunded or rejected, in the store and in a
   * poll that is made now. No other item is in the plan. It changes nothing: `pay` of the new plan records in the store, before
   * anything is sent, that the items are superseded, and no other key can pay them again.
   *
   * @param plan the plan that the payment was made with.
   * @returns the new plan, with the same recipients and amounts, under ids that end with "-again"; the same for the same key
   * once it was paid. And the items that came back and are not in it, with the reason.
   * @throws {MassPayoutError} with code `invalid_request` if the payment is not in the store, not settled or cancelled, or the key
   * is that of another payment; `plan_mismatch` if the payment was made with another plan; and as {@link retrieve}.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient, PaymentStore, PayoutPlan } from "@iyzico-mass-payout/client";
   *
   * export async function payAgain(iyzico: MassPayoutClient, november: PayoutPlan, store: PaymentStore) {
   *   const { plan, excluded } = await iyzico.planRepayment(november, { store, key: `${november.key}-again` });
   *   for (const { itemExternalId, reason } of excluded) console.warn(itemExternalId, reason);
   *   return plan && iyzico.pay(plan, { store });
   * }
   * ```
   */
  planRepayment(plan: PayoutPlan, options: RepaymentOptions): Promise<Repayment>;

  /** Where requests go, such as "https://api.iyzipay.com": the `baseUrl` for `readPlan`. */
  readonly origin: string;

  /**
   * The underlying openapi-fetch client, typed by the OpenAPI document. It signs requests and takes slots of the rate
   * limit, but has no retries and no time limits, and rejects path values that would change the path. Its amounts are
   * floats, and a failure that came with HTTP 200 is in `data`: check `data.status`.
   */
  readonly raw: Client<paths>;
}
