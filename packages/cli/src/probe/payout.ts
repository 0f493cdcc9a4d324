import { type Amount, compareAmounts, sumAmounts } from "@iyzico-mass-payout/client";
import { type Answer, itemsOf, listAt, payoutStatusOf, textAt, valueAt } from "./answer.js";
import type { Redactor } from "./recording/redactor.js";

/** The description of every item that is sent. */
export const description = "Probe";

/** Whom a payout pays. */
export interface ProbeRecipient {
  recipientType: string;
  recipientInfo: string;
  recipientName?: string;
}

/** For a sandbox only: the sample of the IBAN registry, which no person has. */
export const sampleRecipient: ProbeRecipient = {
  recipientType: "IBAN",
  recipientInfo: "TR330006100519786457841326",
  recipientName: "Recipient One",
};

/** A payout that a series has sent an init for. */
export interface MadePayout {
  externalId: string;
  /** The number of its init in the run. */
  init: number;
  requestId: string | undefined;
  items: readonly { itemExternalId: string; amount: Amount }[];
  answer: Answer;
}

/** An item as an experiment sends it: a text that is not a number stands for a literal of JSON. */
export interface ProbeItem {
  recipientType?: string;
  recipientInfo?: string;
  /** `undefined` leaves it out. */
  recipientName?: string | undefined;
  itemExternalId?: string;
  amount: Amount;
  /** The literal that is sent, such as `"1.00"` with its quotes. The amount by default. */
  amountLiteral?: string;
  currency?: string;
  description?: string | undefined;
}

/** Whether a payout is shown exactly as it was ordered: INIT, each item once, in lira, and nothing that would pay more. */
export function isAsOrdered(shown: Answer, payout: MadePayout): boolean {
  const items = itemsOf(shown);
  const ids = items.map((item) => textAt(item, "itemExternalId"));
  const externalId = textAt(shown.body, "massPayout", "externalId");
  // A payout without valid items may be listed without any.
  const isNoneAccepted = listAt(payout.answer.body, "invalidItems").length === payout.items.length;
  const isListed = items.length > 0 || isNoneAccepted;
  const sum = amountAt(valueAt(shown.body, "massPayout"), "totalAmount");
  const commissions = items.map((item) => amountAt(item, "commissionAmount") ?? "0");
  const most = sumAmounts([...payout.items.map(({ amount }) => amount), ...commissions]);
  return (
    payoutStatusOf(shown) === "INIT" &&
    (externalId === undefined || externalId === payout.externalId) &&
    isListed &&
    new Set(ids).size === ids.length &&
    items.every((item) => isOrdered(item, payout)) &&
    sum !== undefined &&
    compareAmounts(sum, most) <= 0
  );
}

/** An item's JSON. The amount is a literal, because a float would lose digits. */
export function itemLiteral(
  item: ProbeItem,
  itemExternalId: string,
  recipient: ProbeRecipient,
  redactor: Redactor,
): string {
  const { amount, amountLiteral = amount, currency = "TRY", ...given } = item;
  const fields: Record<string, unknown> = { ...recipient, description, ...given, itemExternalId };
  if (typeof fields["description"] === "string") redactor.allow(fields["description"]);
  const json = JSON.stringify({ ...fields, amount: { value: 0, currency } });
  return json.replace(/"amount":\{"value":0/, () => `"amount":{"value":${amountLiteral}`);
}

const decimal = /^\d{1,30}(\.\d{1,12})?$/;

/** An amount of an answer; "0" if it is missing, `undefined` if it cannot be read. */
export function amountAt(item: unknown, field: string): Amount | undefined {
  const text = textAt(item, field);
  // Zero was seen as 0E-8.
  if (valueAt(item, field) === undefined || valueAt(item, field) === null || /^0E-?\d{1,2}$/.test(text ?? ""))
    return "0";
  return text !== undefined && decimal.test(text) ? text : undefined;
}

/** The balance in an answer, if it is a decimal number. */
export function balanceIn({ body }: Answer): Amount | undefined {
  const text = textAt(body, "balance");
  return text !== undefined && decimal.test(text) ? text : undefined;
}

/** Whether an item that is shown was ordered, with an amount that is the ordered one, the commission added or subtracted. */
function isOrdered(item: unknown, { items }: MadePayout): boolean {
  const ordered = items.find(({ itemExternalId }) => itemExternalId === textAt(item, "itemExternalId"));
  const total = amountAt(item, "totalAmount");
  const commission = amountAt(item, "commissionAmount");
  const currency = textAt(item, "currencyCode") ?? "TRY";
  if (ordered === undefined || total === undefined || commission === undefined || currency !== "TRY") return false;
  const isEqual = (one: Amount, other: Amount) => compareAmounts(one, other) === 0;
  const { amount } = ordered;
  return (
    isEqual(total, amount) ||
    isEqual(total, sumAmounts([amount, commission])) ||
    isEqual(sumAmounts([total, commission]), amount)
  );
}
