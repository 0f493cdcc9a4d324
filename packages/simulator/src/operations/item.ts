import { formatMoney, type Money } from "../model/money.js";
import type { Settings } from "../model/options.js";
import { type Attempt, changeAsOf, type ItemSums, type Payout } from "../model/payout.js";
import type { Context, OperationHandler } from "./context.js";
import { jsonNumber } from "./json.js";
import { answerNotFound } from "./not-found.js";

/** Returns one item: the attempt with this referenceCode. */
export const retrieveItem: OperationHandler = (context, { parameter, now, ids }) => {
  ids.referenceCode = parameter;
  const found = context.payouts.findAttempt(parameter);
  if (found === undefined || now < found.payout.visibleAt) return answerNotFound(context.settings);
  const { payout, attempt } = found;
  ids.requestId = payout.requestId;
  ids.externalId = payout.externalId;
  return { item: itemFields(payout, attempt, context) };
};

/** An item's fields on the wire. */
export function itemFields({ requestId }: Payout, attempt: Attempt, context: Context): object {
  const { settings, informingFields, asOf } = context;
  const { dialect, totalAmount } = settings;
  const { item } = attempt;
  const { status, message } = changeAsOf(attempt, asOf);
  const { itemExternalId, recipientType, recipientInfo, recipientName, description, amount } = item.ordered;
  return informingFields({
    ...(dialect === "java" && { massPayoutRequestId: requestId }),
    itemExternalId,
    referenceCode: checkText("referenceCodeOf", settings.referenceCodeOf(attempt.referenceCode, status)),
    recipientType,
    recipientInfo: checkText("recipientInfoOf", settings.recipientInfoOf(recipientInfo)),
    recipientName,
    description,
    itemStatus: status,
    ...(dialect === "java" ? { errorMessage: message } : { errorMessages: message === undefined ? [] : [message] }),
    // The digits of the request, if they are the total.
    totalAmount: jsonNumber(totalAmount === "amount" ? amount.value : formatMoney(totalAmountOf(item, settings))),
    commissionAmount: jsonNumber(item.commissionDigits),
    currencyCode: amount.currency,
  });
}

/** The totalAmount of an item or of all. What iyzico includes in it is unknown: an option decides. */
export function totalAmountOf({ amount, commission }: ItemSums, { totalAmount }: Settings): Money {
  if (totalAmount === "amount") return amount;
  return totalAmount === "amount-and-commission" ? amount + commission : amount - commission;
}

function checkText(option: string, text: string): string {
  if (typeof text === "string") return text;
  throw new TypeError(`${option} must return a string.`);
}
