import type { Settings } from "../model/options.js";
import type { Item, Payout } from "../model/payout.js";
import type { OperationHandler } from "./context.js";
import { jsonNumber } from "./json.js";
import { Rejection, vendorFailures } from "./vendor-failure.js";

/** Returns one item. */
export const retrieveItem: OperationHandler = ({ payouts, settings }, { parameter, now, ids }) => {
  ids.referenceCode = parameter;
  const found = payouts.findItem(parameter);
  if (found === undefined || now < found.payout.visibleAt) throw new Rejection(vendorFailures.notFound);
  ids.requestId = found.payout.requestId;
  ids.externalId = found.payout.externalId;
  return { item: itemFields(found.payout, found.item, settings) };
};

/** An item's fields on the wire. What iyzico includes in totalAmount is unknown: here it is the amount. */
export function itemFields({ requestId }: Payout, item: Item, { dialect }: Settings): object {
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
    totalAmount: jsonNumber(amount.value),
    commissionAmount: jsonNumber(commission),
    currencyCode: amount.currency,
  };
}
