import { type Amount, compareAmounts, sumAmounts } from "@iyzico-mass-payout/client";
import {
  type Answer,
  describeFailure,
  isShownAs,
  isUnclear,
  itemsOf,
  payoutStatusOf,
  textAt,
  typeOf,
  valueAt,
  wordOf,
} from "../answer.js";
import { type Lab, SeriesStopped } from "../lab.js";
import { amountAt, type MadePayout } from "../payout.js";
import { isVendorName } from "../recording/vocabulary.js";
import type { Series } from "../series.js";

/** How often a new payout is looked for, with longer and longer pauses: for half a minute. */
const pausesMs = [0, 1_000, 2_000, 4_000, 8_000, 15_000];

/** One payout of one item, read in every way before it is cancelled. */
export const firstPayout: Series = {
  id: "first-payout",
  experiments: [
    ...([
      "visible-after-init",
      "external-id",
      "lost-request-id",
      "paging-place",
      "first-page",
      "total-amount",
    ] as const),
    ...([
      "merchant-id",
      "missing-fields",
      "dates",
      "account-shown",
      "empty-invalid-listing",
      "reference-code",
    ] as const),
    "informing-types",
  ],
  where: "anywhere",
  units: 0,
  async run(lab) {
    const payout = await lab.init([{ amount: lab.unit }]);
    const { requestId } = payout;
    if (requestId === undefined) throw new SeriesStopped("no-payout");
    const byExternalId = await waitUntilShown(lab, payout);
    const shown = await lab.retrieveShown({ requestId });
    findVisibility(lab, payout, byExternalId, shown);
    if (payoutStatusOf(shown) === undefined) throw new SeriesStopped(isUnclear(shown) ? "unclear" : "not-found");
    findFields(lab, shown);
    const second = await findPages(lab, requestId, shown);
    await findReferenceCode(lab, shown);
    const invalid = await lab.retrieve({ requestId, itemType: "INVALID" });
    const failed = invalid.isSuccess ? undefined : describeFailure(invalid);
    if (isUnclear(invalid)) lab.leaveOpen("empty-invalid-listing", "unclear", [invalid], failed);
    else lab.find("empty-invalid-listing", listingOf(invalid), [invalid], failed);
    findMerchant(lab, [...byExternalId.tries, shown, second, invalid]);
    await lab.cancel(requestId);
    findDates(lab, [shown, await lab.retrieve({ requestId })]);
  },
};

async function waitUntilShown(
  lab: Lab,
  { externalId }: MadePayout,
): Promise<{ tries: readonly Answer[]; waitedMs: number }> {
  const tries: Answer[] = [];
  const begin = lab.clock.now();
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0) await lab.sleep(pauseMs);
    const answer = await lab.retrieve({ externalMassPayoutId: externalId });
    tries.push(answer);
    if (payoutStatusOf(answer) !== undefined || isUnclear(answer)) break;
  }
  return { tries, waitedMs: lab.clock.now() - begin };
}

function findVisibility(
  lab: Lab,
  { answer: init, externalId, requestId }: MadePayout,
  { tries, waitedMs }: Awaited<ReturnType<typeof waitUntilShown>>,
  byRequestId: Answer,
): void {
  const last = tries.at(-1) as Answer;
  const evidence = [init, ...tries, byRequestId];
  const seconds = `${Math.round(waitedMs / 1_000)} s`;
  const ids = ["external-id", "visible-after-init", "lost-request-id"] as const;
  const isOwn = isShownAs(last, externalId);
  if (isUnclear(last)) for (const id of ids) lab.leaveOpen(id, "unclear", evidence, describeFailure(last));
  else if (isOwn) {
    lab.find("external-id", "yes", [init, last]);
    const isAtOnce = tries.length === 1;
    lab.find("visible-after-init", isAtOnce ? "at-once" : "later", evidence, isAtOnce ? undefined : seconds);
    const field = placeOf(last.body, requestId as string);
    lab.find("lost-request-id", field === undefined ? "not-shown" : "shown", [last], field);
  } else {
    const isKnown = isShownAs(byRequestId, externalId);
    // Not found by its own id, but by iyzico's: the other one is not an id of retrieve, or names another payout.
    if (isKnown) lab.find("external-id", "no", evidence, last.isSuccess ? undefined : describeFailure(last));
    for (const id of isKnown ? ids.slice(1) : ids) lab.leaveOpen(id, "not-found", evidence, seconds);
  }
}

/** Where an answer has a value, such as `massPayout.requestId`; `undefined` if it has it nowhere. */
function placeOf(value: unknown, wanted: string, path = ""): string | undefined {
  if (textAt({ value }, "value") === wanted) return path;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, entry] of Object.entries(value)) {
    const inner = Array.isArray(value)
      ? `${path}[]`
      : `${path}${path === "" ? "" : "."}${isVendorName(key) ? key : "?"}`;
    const found = placeOf(entry, wanted, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

const informing = {
  merchantId: ["massPayout", "merchantId", "number"],
  recipientName: ["item", "recipientName", "string"],
  description: ["item", "description", "string"],
  errorMessages: ["item", "errorMessages", "array"],
  errorMessage: ["item", "errorMessage", "string"],
  receivedDate: ["massPayout", "receivedDate", "string"],
  completedDate: ["massPayout", "completedDate", "string"],
  canceledDate: ["massPayout", "canceledDate", "string"],
} as const;

const payoutFields = [
  "externalId",
  "merchantId",
  "totalAmount",
  "totalSuccessfulAmount",
  "massPayoutStatus",
  "totalCommissionAmount",
  "currency",
];
const itemFields = [
  ...[
    "itemExternalId",
    "referenceCode",
    "recipientType",
    "recipientInfo",
    "recipientName",
    "description",
    "itemStatus",
  ],
  ...["totalAmount", "commissionAmount", "currencyCode"],
];

function findFields(lab: Lab, shown: Answer): void {
  const payout = valueAt(shown.body, "massPayout");
  const [item] = itemsOf(shown);
  const missing = (object: unknown, fields: readonly string[], prefix: string) =>
    fields
      .filter((field) => valueAt(object, field) === undefined || valueAt(object, field) === null)
      .map((field) => `${prefix}${field}`);
  const expected = itemFields.filter((field) => field !== "recipientName" || lab.recipient.recipientName !== undefined);
  const absent = [...missing(payout, payoutFields, "massPayout."), ...missing(item, expected, "item.")];
  const code = absent.length === 0 ? "none-missing" : "some-missing";
  if (item === undefined) lab.leaveOpen("missing-fields", "unreadable", [shown]);
  else lab.find("missing-fields", code, [shown], absent.join(", ") || undefined);

  const there = Object.entries(informing)
    .map(([field, [place, , type]]) => ({ field, type, value: valueAt(place === "item" ? item : payout, field) }))
    .filter(({ value }) => value !== undefined);
  const odd = there.filter(({ type, value }) => typeOf(value) !== type);
  const types = (odd.length === 0 ? there : odd).map(({ field, value }) => `${field}: ${typeOf(value)}`).join(", ");
  if (item === undefined || there.length === 0) lab.leaveOpen("informing-types", "unreadable", [shown]);
  else lab.find("informing-types", odd.length === 0 ? "as-documented" : "otherwise", [shown], types || undefined);

  const account = textAt(item, "recipientInfo");
  const { recipientInfo } = lab.recipient;
  if (item === undefined) lab.leaveOpen("account-shown", "unreadable", [shown]);
  else if (account === undefined) lab.find("account-shown", "missing", [shown]);
  else if (account === recipientInfo) lab.find("account-shown", "in-full", [shown]);
  else lab.find("account-shown", /[*•xX]{2,}/.test(account) ? "masked" : "otherwise", [shown]);

  findTotal(lab, item, shown);
}

/** Dates of a payout at its begin and once it is cancelled: that there are none then does not say that there never are. */
function findDates(lab: Lab, answers: readonly Answer[]): void {
  const kinds = answers.flatMap((answer) =>
    ["receivedDate", "completedDate", "canceledDate"].flatMap((field) => {
      const value = valueAt(answer.body, "massPayout", field);
      return value === undefined ? [] : `${field}: ${typeOf(value)} (${wordOf(payoutStatusOf(answer))})`;
    }),
  );
  const statuses = answers.map((answer) => wordOf(payoutStatusOf(answer))).join(", ");
  if (kinds.length === 0) lab.leaveOpen("dates", "not-seen", answers, statuses);
  else lab.find("dates", "there", answers, kinds.join(", "));
}

function findTotal(lab: Lab, item: unknown, shown: Answer): void {
  const total = textAt(item, "totalAmount") === undefined ? undefined : amountAt(item, "totalAmount");
  const commission = amountAt(item, "commissionAmount");
  if (total === undefined || commission === undefined) {
    lab.leaveOpen("total-amount", "unreadable", [shown]);
    return;
  }
  const detail = `amount ${lab.unit}, totalAmount ${total}, commissionAmount ${commission}`;
  const isSame = (one: Amount, other: Amount) => compareAmounts(one, other) === 0;
  if (isSame(commission, "0")) lab.leaveOpen("total-amount", "no-commission", [shown], detail);
  else if (isSame(total, lab.unit)) lab.find("total-amount", "amount", [shown], detail);
  else if (isSame(total, sumAmounts([lab.unit, commission])))
    lab.find("total-amount", "amount-and-commission", [shown], detail);
  else if (isSame(sumAmounts([total, commission]), lab.unit))
    lab.find("total-amount", "amount-minus-commission", [shown], detail);
  else lab.leaveOpen("total-amount", "unreadable", [shown], detail);
}

/** Whether every answer that shows the payout has one and the same merchantId. */
function findMerchant(lab: Lab, answers: readonly Answer[]): void {
  const shown = answers.filter((answer) => payoutStatusOf(answer) !== undefined);
  const ids = shown.map(({ body }) => valueAt(body, "massPayout", "merchantId"));
  const there = ids.filter((id) => id !== undefined && id !== null);
  const types = [...new Set(there.map(typeOf))].join(", ");
  const isOne = new Set(shown.map(({ body }) => textAt(body, "massPayout", "merchantId"))).size === 1;
  const code = there.length === 0 ? "missing" : isOne && there.length === ids.length ? "there" : "differs";
  lab.find("merchant-id", code, shown, types || undefined);
}

/** Returns the answer for the second page. */
async function findPages(lab: Lab, requestId: string, shown: Answer): Promise<Answer> {
  const outside = valueAt(shown.body, "total") !== undefined;
  const inside = valueAt(shown.body, "massPayoutItems", "total") !== undefined;
  if (!outside && !inside) lab.find("paging-place", "missing", [shown]);
  else lab.find("paging-place", outside && inside ? "both-places" : outside ? "top-level" : "inside-items", [shown]);
  const second = await lab.retrieve({ requestId, page: 1 });
  const [onFirst, onSecond] = [shown, second].map((page) => itemsOf(page).length);
  const failed = second.isSuccess ? undefined : describeFailure(second);
  if (isUnclear(second)) lab.leaveOpen("first-page", "unclear", [shown, second], failed);
  else if (onFirst === 1 && onSecond === 0) lab.find("first-page", "from-0", [shown, second], failed);
  else if (onFirst === 0 && onSecond === 1) lab.find("first-page", "from-1", [shown, second]);
  else lab.leaveOpen("first-page", "unreadable", [shown, second], `${onFirst}, ${onSecond}`);
  return second;
}

async function findReferenceCode(lab: Lab, shown: Answer): Promise<void> {
  const [first] = itemsOf(shown);
  const code = textAt(first, "referenceCode");
  if (first === undefined) return lab.leaveOpen("reference-code", "unreadable", [shown]);
  if (code === undefined) return lab.find("reference-code", "missing", [shown]);
  // A path of dots would be another one.
  if (/^\.*$/.test(code)) return lab.find("reference-code", "placeholder", [shown]);
  let item = await lab.item(code);
  if (item.isRejected) {
    // It may be found a little later.
    await lab.sleep(15_000);
    item = await lab.item(code);
  }
  if (isUnclear(item)) return lab.leaveOpen("reference-code", "unclear", [shown, item], describeFailure(item));
  const isFound = item.isSuccess && textAt(item.body, "item", "itemStatus") !== undefined;
  const failed = item.isSuccess ? undefined : describeFailure(item);
  // A rejection of the request, or of the merchant, says nothing of the code.
  if (item.errorCode === "2000" || item.errorCode === "1001")
    return lab.leaveOpen("reference-code", "failed", [shown, item], failed);
  return lab.find("reference-code", isFound ? "from-init" : "placeholder", [shown, item], failed);
}

function listingOf(answer: Answer): "rejected" | "empty-list" | "empty-success" | "listed" {
  if (!answer.isSuccess) return "rejected";
  if (payoutStatusOf(answer) === undefined) return "empty-success";
  return itemsOf(answer).length === 0 ? "empty-list" : "listed";
}
