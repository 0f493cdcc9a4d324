import { invalidRequest } from "../errors/invalid.js";
import { fieldFault, type RequestFault, type RequestFaultReason } from "../errors/request-fault.js";
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
  requiredStringField,
  stringField,
  stringsField,
  UnexpectedField,
  withoutMissing,
} from "../http/json-fields.js";
import { buildRequest } from "../http/request.js";
import type { Amount } from "../money/amount.js";
import { idFaults } from "../validation/id.js";

/**
 * Identifies a payout by iyzico's id, by the merchant's own id, or by both. An id must be in Unicode's form NFC, without
 * white space around it and without invisible characters: otherwise iyzico might answer for another id that looks alike.
 */
export type MassPayoutReference =
  | { requestId: string; externalMassPayoutId?: string | undefined }
  | { requestId?: string | undefined; externalMassPayoutId: string };

/** iyzico's two kinds of items: those that it accepted, and those that it rejected. */
export type ItemType = "VALID" | "INVALID";

/** One page of a payout's items. */
export type RetrieveRequest = MassPayoutReference & {
  /** Counts from 0. */
  page: number;
  /** Items per page. iyzico's maximum is undocumented; its examples use 40. */
  size: number;
  /** Which items to list. Whether iyzico lists all items without it is undocumented. */
  itemType?: ItemType | undefined;
};

/** A payout as iyzico describes it. Statuses are an open set: `describePayoutStatus` says what one means. */
export interface MassPayout {
  /** The merchant's own id. */
  externalId?: string;
  merchantId?: number;
  massPayoutStatus: string;
  /** In units of `currency`, lira and not kuruş. What iyzico includes in it is undocumented. */
  totalAmount?: Amount;
  totalSuccessfulAmount?: Amount;
  totalCommissionAmount?: Amount;
  currency?: string;
  /** When iyzico received it, in iyzico's format. Only the unreleased Java SDK has this field and the next two. */
  receivedDate?: string;
  completedDate?: string;
  canceledDate?: string;
}

/** One item of a payout as iyzico describes it. Statuses are an open set: `describeItemStatus` says what one means. */
export interface MassPayoutItem {
  /** The merchant's own id. */
  itemExternalId?: string;
  /** iyzico's id. */
  referenceCode?: string;
  recipientType?: string;
  /** The IBAN, phone number, identity number or member id. Personal data. */
  recipientInfo?: string;
  /** Personal data. */
  recipientName?: string;
  description?: string;
  itemStatus: string;
  errorMessages: string[];
  /** In units of `currencyCode`, lira and not kuruş. What iyzico includes in it is undocumented. */
  totalAmount?: Amount;
  commissionAmount?: Amount;
  currencyCode?: string;
  /** The requestId of the item's payout. Only the unreleased Java SDK has this field. */
  massPayoutRequestId?: string;
}

/** One page of a payout. */
export interface RetrievedPage {
  massPayout: MassPayout;
  items: MassPayoutItem[];
  /** Counts from 0. */
  page: number;
  size: number;
  /** The number of items on all pages, as iyzico counts them. */
  total: number;
}

/** See `MassPayoutClient.retrieve`. */
export async function retrieve(context: Context, request: RetrieveRequest, limits: Limits): Promise<RetrievedPage> {
  return call(context, buildRequest("retrieve", { body: checkRequest(request) }), limits, readPage);
}

/**
 * Checks the request and returns the body. Only known fields: iyzico was seen to answer others with "invalid
 * signature".
 */
function checkRequest(request: RetrieveRequest): Record<string, unknown> {
  const { requestId, externalMassPayoutId, page, size, itemType } = request ?? {};
  const faults: RequestFault[] = [];
  const addFault = (field: string, reason: RequestFaultReason, words: string) =>
    faults.push(fieldFault(field, reason, words));
  if (requestId === undefined && externalMassPayoutId === undefined) {
    faults.push({ field: "requestId", reason: "missing", message: "requestId or externalMassPayoutId is required" });
  }
  for (const [name, id] of Object.entries({ requestId, externalMassPayoutId })) {
    if (id !== undefined) faults.push(...idFaults(name, id));
  }
  if (!Number.isSafeInteger(page) || page < 0) addFault("page", "out-of-range", "must be a non-negative integer");
  if (!Number.isSafeInteger(size) || size < 1) addFault("size", "out-of-range", "must be a positive integer");
  if (itemType !== undefined && itemType !== "VALID" && itemType !== "INVALID") {
    addFault("itemType", "unknown-value", "must be one of VALID, INVALID");
  }
  if (faults.length > 0) throw invalidRequest("retrieve", faults);
  return { requestId, externalMassPayoutId, page, size, itemType };
}

function readPage(body: JsonObject): RetrievedPage {
  const itemsPage = optionalObjectField(body, "massPayoutItems") ?? {};
  const list = objectsField(itemsPage, "items", "massPayoutItems.items");
  const items = list ?? [];
  if (items.length === 0 && optionalObjectField(body, "massPayout") === undefined) {
    throw new PayoutMissing("massPayout", "is required");
  }
  const paging = readPaging(body, itemsPage, items.length === 0);
  // Without this, an answer that lost its list would read as a payout without items.
  if (list === undefined && paging.total > 0) throw new UnexpectedField("massPayoutItems.items", "is required");
  return {
    massPayout: readMassPayout(objectField(body, "massPayout")),
    items: items.map((item, index) => readItem(item, `massPayoutItems.items[${index}]`)),
    ...paging,
  };
}

/** Reads page, size and total. The documents show them in two places, and both are read. */
function readPaging(
  body: JsonObject,
  itemsPage: JsonObject,
  isEmpty: boolean,
): Pick<RetrievedPage, "page" | "size" | "total"> {
  const read = (key: "page" | "size" | "total") =>
    integerField(body, key) ?? integerField(itemsPage, key, `massPayoutItems.${key}`);
  const [page, size, total] = [read("page"), read("size"), read("total")];
  // A listing without items may have no counts either.
  if (isEmpty && page === undefined && size === undefined && total === undefined) return { page: 0, size: 0, total: 0 };
  const requireCount = (key: string, value: number | undefined) => {
    if (value === undefined) throw new UnexpectedField(key, "is required");
    if (value < 0) throw new UnexpectedField(key, "must be a non-negative integer");
    return value;
  };
  return { page: requireCount("page", page), size: requireCount("size", size), total: requireCount("total", total) };
}

function readMassPayout(object: JsonObject): MassPayout {
  const string = (key: string) => stringField(object, key, `massPayout.${key}`);
  const amount = (key: string) => amountField(object, key, `massPayout.${key}`);
  return withoutMissing({
    externalId: string("externalId"),
    merchantId: integerField(object, "merchantId", "massPayout.merchantId"),
    massPayoutStatus: requiredStringField(object, "massPayoutStatus", "massPayout.massPayoutStatus"),
    totalAmount: amount("totalAmount"),
    totalSuccessfulAmount: amount("totalSuccessfulAmount"),
    totalCommissionAmount: amount("totalCommissionAmount"),
    currency: string("currency"),
    receivedDate: string("receivedDate"),
    completedDate: string("completedDate"),
    canceledDate: string("canceledDate"),
  });
}

/** Reads an item, which has the same fields in a page and in the answer of `item`. */
export function readItem(object: JsonObject, path: string): MassPayoutItem {
  const string = (key: string) => stringField(object, key, `${path}.${key}`);
  const amount = (key: string) => amountField(object, key, `${path}.${key}`);
  return withoutMissing({
    itemExternalId: string("itemExternalId"),
    referenceCode: string("referenceCode"),
    recipientType: string("recipientType"),
    recipientInfo: string("recipientInfo"),
    recipientName: string("recipientName"),
    description: string("description"),
    itemStatus: requiredStringField(object, "itemStatus", `${path}.itemStatus`),
    errorMessages: joinErrorMessages(
      stringsField(object, "errorMessages", `${path}.errorMessages`),
      string("errorMessage"),
    ),
    totalAmount: amount("totalAmount"),
    commissionAmount: amount("commissionAmount"),
    currencyCode: string("currencyCode"),
    massPayoutRequestId: string("massPayoutRequestId"),
  });
}

/** Joins both forms of the field: the documents have a list, the Java SDK has one string. */
function joinErrorMessages(list: string[], one: string | undefined): string[] {
  return one === undefined || one === "" || list.includes(one) ? list : [...list, one];
}
