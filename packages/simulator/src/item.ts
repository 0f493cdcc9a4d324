import { digits } from "./answer.js";
import { failures, Refusal } from "./failure.js";
import type { Settings } from "./options.js";
import type { Item, Payout } from "./payout.js";
import type { Operate } from "./world.js";

/** Shows one item. */
export const item: Operate = ({ book, settings }, { parameter, now, ids }) => {
  ids.referenceCode = parameter;
  const found = book.itemWithReference(parameter);
  if (found === undefined || now < found.payout.visibleAt) throw new Refusal(failures.notFound);
  ids.requestId = found.payout.requestId;
  ids.externalId = found.payout.externalId;
  return { item: shownItem(found.payout, found.item, settings) };
};

/** An item as it stands on the wire. What iyzico includes in totalAmount is unknown: here it is the amount. */
export function shownItem({ requestId }: Payout, item: Item, { dialect }: Settings): object {
  const { ordered, referenceCode, status, message, commission } = item;
  const { itemExternalId, recipientType, recipientInfo, recipientName, description, amount } = ordered;
  return {
    ...(dialect === "java" && { massPayoutRequestId: requestId }),
    itemExternalId,
    referenceCode,
    recipientType,
    recipientInfo,
    recipientName,
    description,
    itemStatus: status,
    ...(dialect === "java" ? { errorMessage: message } : { errorMessages: message === undefined ? [] : [message] }),
    totalAmount: digits(amount.value),
    commissionAmount: digits(commission),
    currencyCode: amount.currency,
  };
}
