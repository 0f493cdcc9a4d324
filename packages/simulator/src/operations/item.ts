import { formatMoney, type Money, parseMoney } from "../model/money.js";
import type { Settings } from "../model/options.js";
import type { Item, Payout } from "../model/payout.js";
import type { OperationHandler } from "./context.js";
import { jsonNumber } from "./json.js";
import { answerNotFound } from "./not-found.js";

/** Returns one item. */
export const retrieveItem: OperationHandler = ({ payouts, settings }, { parameter, now, ids }) => {
  ids.referenceCode = parameter;
  const found = payouts.findItem(parameter);
  if (found === undefined || now < found.payout.visibleAt) return answerNotFound(settings);
  ids.requestId = found.payout.requestId;
  ids.externalId = found.payout.externalId;
  return { item: itemFields(found.payout, found.item, settings) };
};

/** An item's fields on the wire. */
export function itemFields({ requestId }: Payout, item: Item, settings: Settings): object {
  const { dialect, totalAmount } = settings;
  const { ordered, referenceCode, status, message, commission } = item;
  const { itemExternalId, recipientType, recipientInfo, recipientName, description, amount } = ordered;
  return {
    ...(dialect === "java" && { massPayoutRequestId: requestId }),
    itemExternalId,
    referenceCode,
    recipientType,
    recipientInfo: checkRecipientInfo(settings.recipientInfoOf(recipientInfo)),
    recipientName,
    description,
    itemStatus: status,
    ...(dialect === "java" ? { errorMessage: message } : { errorMessages: message === undefined ? [] : [message] }),
    // The digits of the request, if they are the total.
    totalAmount: jsonNumber(totalAmount === "amount" ? amount.value : formatMoney(totalAmountOf(item, settings))),
    commissionAmount: jsonNumber(commission),
    currencyCode: amount.currency,
  };
}

/** An item's totalAmount. What iyzico includes in it is unknown: an option decides. */
export function totalAmountOf({ ordered, commission }: Item, { totalAmount }: Settings): Money {
  const amount = parseMoney(ordered.amount.value);
  if (totalAmount === "amount") return amount;
  return totalAmount === "amount-and-commission" ? amount + parseMoney(commission) : amount - parseMoney(commission);
}

function checkRecipientInfo(recipientInfo: string): string {
  if (typeof recipientInfo === "string") return recipientInfo;
  throw new TypeError("recipientInfoOf must return a string.");
}
