import { invalidRequest } from "../errors/invalid.js";
import type { RequestFault, RequestFaultReason } from "../errors/request-fault.js";
import { call } from "../http/call.js";
import type { Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import {
  amountField,
  integerField,
  type JsonObject,
  objectField,
  objectsField,
  optionalObjectField,
  PayoutMissing,
  requiredTextField,
  textField,
  textsField,
  UnexpectedField,
  withoutMissing,
} from "../http/json-fields.js";
import { buildRequest } from "../http/request.js";
import type { Amount } from "../money/amount.js";
import { idFaults } from "../validation/id.js";

/** Names a payout by the id that iyzico gave it, by the merchant's own, or by both. */
export type MassPayoutReference =
  | { requestId: string; externalMassPayoutId?: string | undefined }
  | { requestId?: string | undefined; externalMassPayoutId: string };

/** One page of a payout's items. */
export type RetrieveRequest = MassPayoutReference & {
  /** Counts from 0. */
  page: number;
  /** Items a page. The largest that iyzico takes is undocumented; its examples use 40. */
  size: number;
  /** Which items to list. Whether iyzico lists all of them without it is undocumented. */
  itemType?: "VALID" | "INVALID" | undefined;
};

/** A payout, as far as iyzico said. Statuses are an open set: ask `describePayoutStatus` what one means. */
export interface MassPayout {
  /** The merchant's own id. */
  externalId?: string;
  merchantId?: number;
  massPayoutStatus: string;
  /** In units of `currency`, lira and not kuruş. What iyzico adds up in it is undocumented. */
  totalAmount?: Amount;
  totalSuccessfulAmount?: Amount;
  totalCommissionAmount?: Amount;
  currency?: string;
  /** When iyzico received it, in iyzico's own words; only the unreleased Java SDK knows this and the next two. */
  receivedDate?: string;
  completedDate?: string;
  canceledDate?: string;
}

/** One recipient of a payout, as far as iyzico said. Ask `describeItemStatus` what a status means. */
export interface MassPayoutItem {
  /** The merchant's own id. */
  itemExternalId?: string;
  /** iyzico's id. */
  referenceCode?: string;
  recipientType?: string;
  /** Personal data: the IBAN, phone number, identity number or member id. */
  recipientInfo?: string;
  /** Personal data. */
  recipientName?: string;
  description?: string;
  itemStatus: string;
  errorMessages: string[];
  /** In units of `currencyCode`, lira and not kuruş. What iyzico adds up in it is undocumented. */
  totalAmount?: Amount;
  commissionAmount?: Amount;
  currencyCode?: string;
  /** The requestId of the item's payout; only the unreleased Java SDK knows it. */
  massPayoutRequestId?: string;
}

/** One page of a payout. */
export interface RetrievedPage {
  massPayout: MassPayout;
  items: MassPayoutItem[];
  /** Counts from 0. */
  page: number;
  size: number;
  /** How many items there are on all pages. */
  total: number;
}

export async function retrieve(context: Context, request: RetrieveRequest, limits: Limits): Promise<RetrievedPage> {
  return call(context, buildRequest("retrieve", { body: checkedBody(request) }), limits, readPage);
}

/** The body to send. Only known fields: iyzico was seen to answer an unknown one with "invalid signature". */
function checkedBody(request: RetrieveRequest): Record<string, unknown> {
  const { requestId, externalMassPayoutId, page, size, itemType } = request ?? {};
  const faults: RequestFault[] = [];
  const fault = (field: string, reason: RequestFaultReason, words: string) =>
    faults.push({ field, reason, message: `${field} ${words}` });
  if (requestId === undefined && externalMassPayoutId === undefined) {
    faults.push({ field: "requestId", reason: "missing", message: "requestId or externalMassPayoutId is needed" });
  }
  for (const [name, id] of Object.entries({ requestId, externalMassPayoutId })) {
    if (id !== undefined) faults.push(...idFaults(name, id));
  }
  if (!Number.isSafeInteger(page) || page < 0) fault("page", "out-of-range", "is not a whole number from 0");
  if (!Number.isSafeInteger(size) || size < 1) fault("size", "out-of-range", "is not a whole number from 1");
  if (itemType !== undefined && itemType !== "VALID" && itemType !== "INVALID") {
    fault("itemType", "unknown-value", "is neither VALID nor INVALID");
  }
  if (faults.length > 0) throw invalidRequest("retrieve", faults);
  return { requestId, externalMassPayoutId, page, size, itemType };
}

function readPage(body: JsonObject): RetrievedPage {
  const itemsPage = optionalObjectField(body, "massPayoutItems") ?? {};
  const isEmpty = (objectsField(itemsPage, "items", "massPayoutItems.items") ?? []).length === 0;
  if (isEmpty && optionalObjectField(body, "massPayout") === undefined) throw new PayoutMissing("massPayout", "there");
  // The documents show paging in either place.
  const found = (key: "page" | "size" | "total") =>
    integerField(body, key) ?? integerField(itemsPage, key, `massPayoutItems.${key}`);
  const isUncounted = found("page") === undefined && found("size") === undefined && found("total") === undefined;
  // A listing of nobody may have nothing to count.
  if (isEmpty && isUncounted) {
    return { massPayout: readMassPayout(objectField(body, "massPayout")), items: [], page: 0, size: 0, total: 0 };
  }
  const paging = (key: "page" | "size" | "total") => {
    const value = found(key);
    if (value === undefined || value < 0) throw new UnexpectedField(key, "a whole number from 0");
    return value;
  };
  const total = paging("total");
  const items = objectsField(itemsPage, "items", "massPayoutItems.items");
  // Without this, an answer that lost its list would read as a payout with nobody in it.
  if (items === undefined && total > 0) throw new UnexpectedField("massPayoutItems.items", "a list");
  return {
    massPayout: readMassPayout(objectField(body, "massPayout")),
    items: (items ?? []).map((item, index) => readItem(item, `massPayoutItems.items[${index}]`)),
    page: paging("page"),
    size: paging("size"),
    total,
  };
}

function readMassPayout(object: JsonObject): MassPayout {
  const text = (key: string) => textField(object, key, `massPayout.${key}`);
  const amount = (key: string) => amountField(object, key, `massPayout.${key}`);
  return withoutMissing({
    externalId: text("externalId"),
    merchantId: integerField(object, "merchantId", "massPayout.merchantId"),
    massPayoutStatus: requiredTextField(object, "massPayoutStatus", "massPayout.massPayoutStatus"),
    totalAmount: amount("totalAmount"),
    totalSuccessfulAmount: amount("totalSuccessfulAmount"),
    totalCommissionAmount: amount("totalCommissionAmount"),
    currency: text("currency"),
    receivedDate: text("receivedDate"),
    completedDate: text("completedDate"),
    canceledDate: text("canceledDate"),
  });
}

/** An item, as a page of a payout and the answer of `item` have it. */
export function readItem(object: JsonObject, path: string): MassPayoutItem {
  const text = (key: string) => textField(object, key, `${path}.${key}`);
  const amount = (key: string) => amountField(object, key, `${path}.${key}`);
  return withoutMissing({
    itemExternalId: text("itemExternalId"),
    referenceCode: text("referenceCode"),
    recipientType: text("recipientType"),
    recipientInfo: text("recipientInfo"),
    recipientName: text("recipientName"),
    description: text("description"),
    itemStatus: requiredTextField(object, "itemStatus", `${path}.itemStatus`),
    errorMessages: errorMessagesOf(textsField(object, "errorMessages", `${path}.errorMessages`), text("errorMessage")),
    totalAmount: amount("totalAmount"),
    commissionAmount: amount("commissionAmount"),
    currencyCode: text("currencyCode"),
    massPayoutRequestId: text("massPayoutRequestId"),
  });
}

/** The documents have a list, the Java SDK has one text. */
function errorMessagesOf(list: string[], one: string | undefined): string[] {
  return one === undefined || one === "" || list.includes(one) ? list : [...list, one];
}
