import { type Locale, massPayoutCurrencies, massPayoutPurposes, recipientTypes } from "@iyzico-mass-payout/types";
import { readFields, readJson } from "./body.js";
import { type Failure, failures, Refusal } from "./failure.js";
import { isMoney, money } from "./money.js";
import type { ItemOutcome, OrderedItem } from "./order.js";
import type { Item, Payout } from "./payout.js";
import type { Operate, Request, World } from "./world.js";

/** Receives a payout. Items with a fault of their own are stored as INVALID, and init succeeds all the same. */
export const init: Operate = (world, request) => {
  const { settings, book } = world;
  const fields = readFields(
    readJson(request.body),
    { externalId: "text", items: "list" },
    { conversationId: "text", purpose: "text" },
  );
  const { externalId, conversationId, purpose } = fields;
  request.ids.externalId = externalId;
  const items = fields.items.map((item) => readItem(item, externalId));
  const isPurpose = purpose === undefined || massPayoutPurposes.some((known) => known === purpose);
  const ids = new Set(items.map(({ itemExternalId }) => itemExternalId));
  const currencies = new Set(items.map(({ amount }) => amount.currency));
  const [currency] = currencies;
  if (currency === undefined || currencies.size > 1 || ids.size < items.length || !isPurpose) {
    throw new Refusal(failures.invalidRequest);
  }

  const earlier = book.withExternalId(externalId);
  if (earlier !== undefined && settings.repeatedInit === "refused") throw new Refusal(failures.externalIdTaken);
  const isSame = earlier !== undefined && settings.repeatedInit === "same-payout";
  const payout = isSame ? earlier : receive(world, request, { externalId, purpose, currency, items });
  request.ids.requestId = payout.requestId;
  const invalidItems = payout.items
    .filter(({ outcome }) => outcome === "refused")
    .map((item) => invalidItem(item, request.locale));
  return {
    conversationId,
    requestId: payout.requestId,
    ...(invalidItems.length > 0 && { invalidItems }),
  };
};

// Of other forms nobody knows what becomes of them; more than two decimals were refused.
const amountValue = /^-?\d{1,60}(\.\d{1,2})?$/;

function readItem(value: unknown, externalId: string): OrderedItem {
  const fields = readFields(
    value,
    { itemExternalId: "text", recipientType: "text", recipientInfo: "text", amount: "object" },
    { recipientName: "text", description: "text", nonWithdrawable: "flag" },
  );
  const amount = readFields(fields.amount, { value: "number", currency: "text" }, {});
  if (!amountValue.test(amount.value)) throw new Refusal(failures.invalidSignature);
  return { ...fields, externalId, amount };
}

function receive(
  { settings, random, book, lifeCycle }: World,
  { now }: Request,
  { items, ...payout }: Pick<Payout, "externalId" | "purpose" | "currency"> & { items: readonly OrderedItem[] },
): Payout {
  const requestId = random.uuid();
  const visibleAt = now + lifeCycle.draw("visible");
  const stored = items.map((ordered): Item => {
    const referenceCode = random.uuid();
    const outcome = isPayable(ordered) ? checkedOutcome(settings.outcomeOf(ordered, random.fraction)) : "refused";
    const isRefused = outcome === "refused";
    return {
      ordered,
      referenceCode,
      outcome,
      commission: checkedCommission(settings.commissionOf(ordered)),
      status: isRefused ? "INVALID" : "INIT",
      message: isRefused ? refusalOf(ordered).message.en : undefined,
      isFinal: isRefused,
      timesPaid: 0,
      taken: 0n,
      refunded: 0n,
    };
  });
  const received: Payout = {
    ...payout,
    requestId,
    receivedAt: now,
    items: stored,
    accepted: stored.filter(({ outcome }) => outcome !== "refused"),
    listing: [...stored],
    visibleAt,
    status: "INIT",
    phase: "received",
    auths: 0,
    answers: { paid: 0, failed: 0, other: 0 },
    openRepeats: 0,
    completedAt: undefined,
    canceledAt: undefined,
  };
  book.add(received);
  return received;
}

/** Whether an item has no fault of its own. IBANs are not checked: the vendor's own samples are not valid. */
function isPayable({ recipientType, recipientName, amount }: OrderedItem): boolean {
  return (
    recipientTypes.some((known) => known === recipientType) &&
    (recipientType !== "IBAN" || recipientName !== undefined) &&
    massPayoutCurrencies.some((known) => known === amount.currency) &&
    money(amount.value) > 0n
  );
}

function invalidItem({ ordered }: Item, locale: Locale) {
  const { errorCode, message } = refusalOf(ordered);
  return { externalId: ordered.itemExternalId, errorCode, errorMessage: message[locale] };
}

function refusalOf({ recipientType }: OrderedItem): Failure {
  return recipientType === "IBAN" ? failures.invalidIban : failures.invalidRequest;
}

const outcomes: readonly unknown[] = ["paid", "failed-refunded", "failed-unrefunded", "refused"];

function checkedOutcome(outcome: ItemOutcome): ItemOutcome {
  const { status } = Object(outcome) as { status?: unknown };
  if (outcomes.includes(outcome) || (typeof status === "string" && status !== "")) return outcome;
  throw new TypeError(`outcomeOf must return one of ${outcomes.join(", ")}, or { status }.`);
}

function checkedCommission(commission: string): string {
  if (isMoney(commission)) return commission;
  throw new TypeError('commissionOf must return a decimal number as a text, such as "100.50".');
}
