import { type Amount, compareAmounts, sumAmounts } from "@iyzico-mass-payout/client";
import { type Answer, describeFailure, itemsOf, payoutStatusOf, textAt, typeOf, valueAt } from "../answer.js";
import { type Lab, requestIdIn, SeriesStopped } from "../lab.js";
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
    const { requestId, externalId, answer } = payout;
    if (requestId === undefined) throw new SeriesStopped("no-payout");
    const byExternalId = await waitUntilShown(lab, { externalMassPayoutId: externalId });
    const shown = await lab.retrieve({ requestId });
    findVisibility(lab, answer, byExternalId, shown);
    if (payoutStatusOf(shown) === undefined) throw new SeriesStopped("not-found");
    findFields(lab, shown);
    await findPages(lab, requestId, shown);
    await findReferenceCode(lab, shown);
    const invalid = await lab.retrieve({ requestId, itemType: "INVALID" });
    lab.find(
      "empty-invalid-listing",
      listingOf(invalid),
      [invalid],
      invalid.isSuccess ? undefined : describeFailure(invalid),
    );
  },
};

async function waitUntilShown(
  lab: Lab,
  fields: Readonly<Record<string, unknown>>,
): Promise<{ tries: readonly Answer[]; waitedMs: number }> {
  const tries: Answer[] = [];
  const begin = lab.clock.now();
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0) await lab.sleep(pauseMs);
    const answer = await lab.retrieve(fields);
    tries.push(answer);
    if (payoutStatusOf(answer) !== undefined) break;
  }
  return { tries, waitedMs: lab.clock.now() - begin };
}

function findVisibility(
  lab: Lab,
  init: Answer,
  byExternalId: Awaited<ReturnType<typeof waitUntilShown>>,
  byRequestId: Answer,
): void {
  const { tries, waitedMs } = byExternalId;
  const last = tries.at(-1) as Answer;
  const isFound = payoutStatusOf(last) !== undefined;
  const evidence = [init, ...tries, byRequestId];
  if (isFound) {
    lab.find("external-id", "yes", [init, last]);
    const seconds = `${Math.round(waitedMs / 1_000)} s`;
    lab.find(
      "visible-after-init",
      tries.length === 1 ? "at-once" : "later",
      evidence,
      tries.length === 1 ? undefined : seconds,
    );
    const requestId = requestIdIn(last);
    const field =
      requestId === undefined
        ? undefined
        : textAt(last.body, "massPayout", "requestId") === undefined
          ? "massPayoutRequestId"
          : "massPayout.requestId";
    lab.find("lost-request-id", field === undefined ? "not-shown" : "shown", [last], field);
    return;
  }
  if (payoutStatusOf(byRequestId) !== undefined) lab.find("external-id", "no", evidence, describeFailure(last));
  else lab.leaveOpen("external-id", "not-found", evidence);
  lab.leaveOpen("visible-after-init", "not-found", evidence, `${Math.round(waitedMs / 1_000)} s`);
  lab.leaveOpen("lost-request-id", "not-found", evidence);
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
  const absent = [...missing(payout, payoutFields, "massPayout."), ...missing(item, itemFields, "item.")];
  lab.find(
    "missing-fields",
    absent.length === 0 ? "none-missing" : "some-missing",
    [shown],
    absent.join(", ") || undefined,
  );

  const merchantId = valueAt(payout, "merchantId");
  if (merchantId === undefined || merchantId === null) lab.find("merchant-id", "missing", [shown]);
  else lab.find("merchant-id", "there", [shown], typeOf(merchantId));

  const dates = ["receivedDate", "completedDate", "canceledDate"].filter(
    (field) => valueAt(payout, field) !== undefined,
  );
  const kinds = dates.map((field) => `${field}: ${typeOf(valueAt(payout, field))}`).join(", ");
  lab.find("dates", dates.length === 0 ? "missing" : "there", [shown], kinds || undefined);

  const odd = Object.entries(informing).flatMap(([field, [place, , type]]) => {
    const value = valueAt(place === "item" ? item : payout, field);
    return value === undefined || typeOf(value) === type ? [] : [`${field}: ${typeOf(value)}`];
  });
  lab.find("informing-types", odd.length === 0 ? "as-documented" : "otherwise", [shown], odd.join(", ") || undefined);

  const account = textAt(item, "recipientInfo");
  const { recipientInfo } = lab.recipient;
  if (account === undefined) lab.find("account-shown", "missing", [shown]);
  else if (account === recipientInfo) lab.find("account-shown", "in-full", [shown]);
  else lab.find("account-shown", /[*•xX]{2,}/.test(account) ? "masked" : "otherwise", [shown]);

  findTotal(lab, item, shown);
}

function findTotal(lab: Lab, item: unknown, shown: Answer): void {
  const total = textAt(item, "totalAmount") ?? "";
  const commission = textAt(item, "commissionAmount") ?? "0";
  const detail = `amount ${lab.unit}, totalAmount ${total}, commissionAmount ${commission}`;
  if (![total, commission].every((text) => /^\d{1,30}(\.\d{1,12})?$/.test(text))) {
    lab.leaveOpen("total-amount", "unreadable", [shown]);
  } else if (isSame(commission, "0")) lab.leaveOpen("total-amount", "no-commission", [shown], detail);
  else {
    const contents = { amount: lab.unit, "amount-and-commission": sumAmounts([lab.unit, commission]) } as const;
    const [content] = Object.entries(contents).find(([, sum]) => isSame(sum, total)) ?? [];
    const isReduced = isSame(sumAmounts([total, commission]), lab.unit);
    const code = (content as keyof typeof contents | undefined) ?? (isReduced ? "amount-minus-commission" : undefined);
    if (code === undefined) lab.leaveOpen("total-amount", "unreadable", [shown], detail);
    else lab.find("total-amount", code, [shown], detail);
  }
}

function isSame(one: Amount, other: Amount): boolean {
  return compareAmounts(one, other) === 0;
}

async function findPages(lab: Lab, requestId: string, shown: Answer): Promise<void> {
  const outside = typeOf(valueAt(shown.body, "total")) === "number";
  const inside = typeOf(valueAt(shown.body, "massPayoutItems", "total")) === "number";
  if (!outside && !inside) lab.find("paging-place", "missing", [shown]);
  else lab.find("paging-place", outside && inside ? "both-places" : outside ? "top-level" : "inside-items", [shown]);
  const second = await lab.retrieve({ requestId, page: 1 });
  const [onFirst, onSecond] = [shown, second].map((page) => itemsOf(page).length);
  if (onFirst === 1 && onSecond === 0) lab.find("first-page", "from-0", [shown, second]);
  else if (onFirst === 0 && onSecond === 1) lab.find("first-page", "from-1", [shown, second]);
  else lab.leaveOpen("first-page", "unreadable", [shown, second], `${onFirst}, ${onSecond}`);
}

async function findReferenceCode(lab: Lab, shown: Answer): Promise<void> {
  const code = textAt(itemsOf(shown)[0], "referenceCode");
  if (code === undefined) return lab.find("reference-code", "missing", [shown]);
  const item = /^[\w.!~*'()-]+$/.test(code) ? await lab.item(code) : undefined;
  const isFound = item?.isSuccess === true && typeOf(valueAt(item.body, "item")) === "object";
  lab.find("reference-code", isFound ? "from-init" : "placeholder", [shown, ...(item ? [item] : [])]);
}

function listingOf(answer: Answer): "rejected" | "empty-list" | "empty-success" | "listed" {
  if (!answer.isSuccess) return "rejected";
  if (payoutStatusOf(answer) === undefined) return "empty-success";
  return itemsOf(answer).length === 0 ? "empty-list" : "listed";
}
