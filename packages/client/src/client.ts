import type { paths } from "@iyzico-mass-payout/types";
import type { Client } from "openapi-fetch";
import type { CallOptions } from "./http/call-options.js";
import type { Balance } from "./operations/balance.js";
import type { InitOptions, InitResult } from "./operations/init.js";
import type { MassPayoutItem, MassPayoutReference, RetrievedPage, RetrieveRequest } from "./operations/retrieve.js";
import type { PayoutPlan } from "./pay/machine/plan.js";
import type { PayOptions } from "./pay/pay-options.js";
import type { PayResult } from "./pay/pay-result.js";
import type { ListingOptions } from "./payouts/pages.js";
import type { PayoutSnapshot, SnapshotOptions } from "./payouts/snapshot.js";
import type { Waited, WaitOptions } from "./payouts/wait.js";
import type { InitRequest } from "./validation/init-request.js";

/** A client for one merchant. Neither the object nor anything that it throws shows the credentials. */
export interface MassPayoutClient {
  /**
   * Reads a payout and one page of its items. Amounts are decimal strings with the digits of the wire.
   *
   * @throws {MassPayoutError} for everything but an answer whose status is "success".
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
  retrieve(request: RetrieveRequest, options?: CallOptions): Promise<RetrievedPage>;

  /**
   * Reads all pages of a payout in order. Tells what iyzico says, page by page: an item that moves from one page to
   * another meanwhile may come twice or not at all. For recipients use {@link items}.
   *
   * @throws {MassPayoutError} as `retrieve` does.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function show(iyzico: MassPayoutClient) {
   *   for await (const { page, total } of iyzico.pages({ requestId: "79cdefc1" }, { size: 100 })) console.log(page, total);
   * }
   * ```
   */
  pages(
    reference: MassPayoutReference,
    options?: ListingOptions & CallOptions,
  ): AsyncGenerator<RetrievedPage, void, undefined>;

  /**
   * Reads every item of a payout: each once, none missing. Items are told apart by either of
   * their ids, `referenceCode` and `itemExternalId`. When the pages don't add up to iyzico's own count, they are read again.
   *
   * @throws {MassPayoutError} with code `incomplete_listing` when the count can't be made good, and as `retrieve` does.
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
   * Looks at a payout once: all of its items, those that iyzico refused included, and where its money stands.
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
   * Looks at a payout until its money is settled, until a person is needed, or until `maxWaitMs` is over. Looks come
   * less and less often, inside the rate limit, and once more just before the end. See {@link settlementOf} for what
   * counts as settled.
   *
   * @throws {MassPayoutError} for a failure that waiting doesn't help, as itself; what passes (a broken connection, a
   * limit, a listing that doesn't add up) is waited out.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function report(iyzico: MassPayoutClient) {
   *   const waited = await iyzico.waitUntilSettled({ requestId: "79cdefc1" }, { maxWaitMs: 30 * 60_000 });
   *   if (waited.outcome === "settled") return `${waited.paid} is paid`;
   *   return waited.outcome === "action-required" ? `${waited.items.length} items need somebody` : "not over yet";
   * }
   * ```
   */
  waitUntilSettled(reference: MassPayoutReference, options: WaitOptions): Promise<Waited>;

  /**
   * Has iyzico receive a payout. Nobody is paid before {@link auth}. The request is checked as a whole before anything is
   * sent, and is sent once: what a second one with the same externalId does is undocumented.
   *
   * **A success may have refused items**: look at `refused` of the result. Listeners are told with `items-rejected`.
   *
   * @throws {MassPayoutError} with code `invalid_request` and all `faults` of all items when the request can't be sent, and
   * for everything but an answer whose status is "success". When its `outcome` is "unknown", look for the payout before
   * anything else.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export async function begin(iyzico: MassPayoutClient) {
   *   const { requestId, refused, invalidItems } = await iyzico.init({
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
   *   if (refused !== "none") console.warn(invalidItems.map(({ externalId, errorCode }) => [externalId, errorCode]));
   *   return refused === "none" ? requestId : undefined;
   * }
   * ```
   */
  init(request: InitRequest, options?: InitOptions): Promise<InitResult>;

  /**
   * Authorises a payout that was received: its items are paid. Sent once. A success means that it was authorised, and not
   * that anybody is paid: see {@link waitUntilSettled}.
   *
   * @param requestId what `init` gave.
   * @throws {MassPayoutError} for everything but an answer whose status is "success". When its `outcome` is "unknown", the
   * payout may be under way: look at it before anything else.
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
  auth(requestId: string, options?: CallOptions): Promise<void>;

  /**
   * Cancels a payout with all its items, before it is authorised; what iyzico does later is undocumented. Sent once.
   *
   * @param requestId what `init` gave.
   * @throws {MassPayoutError} as `auth` does.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
   *
   * export const cancel = (iyzico: MassPayoutClient) => iyzico.cancel("79cdefc1-3ce6-4f51-bdd9-c050274db664");
   * ```
   */
  cancel(requestId: string, options?: CallOptions): Promise<void>;

  /**
   * Reads one item of a payout.
   *
   * @param referenceCode what iyzico calls the item.
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
  item(referenceCode: string, options?: CallOptions): Promise<MassPayoutItem>;

  /**
   * Reads the balance that mass payouts are paid from. The answer names no currency.
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
  balance(options?: CallOptions): Promise<Balance>;

  /**
   * Pays a plan, from init to the last recipient, and exactly once: polls before it acts, keeps what it is about to do in a
   * store before it does it, and needs an approval between init and auth. It may be killed at any moment; called again
   * with the same plan and store, it goes on where it was. `docs/paying.md` explains it.
   *
   * @throws {MassPayoutError} before anything is sent, with code `invalid_request` and all `faults` of the plan,
   * `plan_mismatch`, `payment_unreadable` or `payment_locked`; later with `payment_locked` when somebody else goes on with
   * the payment, `store_failed`, or `aborted`. What happens at iyzico is in the result.
   *
   * @example
   * ```ts
   * import type { MassPayoutClient, PayoutPlan } from "@iyzico-mass-payout/client";
   * import { createFileStore } from "@iyzico-mass-payout/client/file-store";
   *
   * export async function pay(iyzico: MassPayoutClient, plan: PayoutPlan) {
   *   const result = await iyzico.pay(plan, { store: createFileStore("/var/lib/payouts") });
   *   if (result.outcome === "settled") return result.ledger;
   *   throw new Error(result.outcome === "action-required" ? result.message : "not over yet: call again");
   * }
   * ```
   */
  pay(plan: PayoutPlan, options?: PayOptions): Promise<PayResult>;

  /**
   * The openapi-fetch client beneath, typed by the document, signed and inside the rate limit. It neither repeats nor
   * ends anything by itself, and refuses path values that would change the path. Its amounts are floats, and a failure
   * that came with HTTP 200 is in `data`: check `data.status`.
   */
  readonly raw: Client<paths>;
}
