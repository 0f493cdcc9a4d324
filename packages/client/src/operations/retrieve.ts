import { invalidRequest } from "../errors/invalid.js";
import { fieldFault, type RequestFault, type RequestFaultReason } from "../errors/request-fault.js";
import { call } from "../http/call.js";
import type { Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import {
  amountField,
  idField,
  ifReadable,
  integerField,
  type JsonObject,
  objectField,
  objectsField,
  optionalObjectField,
  PayoutMissing,
  readAt,
  readableId,
  readableString,
  readableStrings,
  readEach,
  requiredStringField,
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

/** Which page of a listing to read. */
type PageRequest = Pick<RetrieveRequest, "page" | "size" | "itemType">;

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
  const body = checkRequest(request);
  const { page, size, itemType } = request;
  return call(context, buildRequest("retrieve", { body }), limits, (answer) =>
    readPage(answer, { page, size, itemType }),
  );
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

// What decides is read strictly: if it is not what the API documents, the answer is unreadable. What only informs is read
// leniently: a value that cannot be read is treated as absent, because recipients may be paid already, and a date of another
// type must not keep a payout from being followed.

function readPage(body: JsonObject, request: PageRequest): RetrievedPage {
  const itemsPage = optionalObjectField(body, "massPayoutItems") ?? {};
  const list = objectsField(itemsPage, "items", "massPayoutItems.items");
  const items = list ?? [];
  if (items.length === 0 && optionalObjectField(body, "massPayout") === undefined) {
    throw new PayoutMissing("massPayout", "is required");
  }
  const paging = readPaging(body, itemsPage, request, items.length === 0);
  // Without this, an answer that lost its list would read as a payout without items. A total that counts what itemType leaves
  // out says nothing of a list of rejected items.
  if (list === undefined && paging.total > 0 && request.itemType !== "INVALID") {
    throw new UnexpectedField("massPayoutItems.items", "is required");
  }
  return {
    massPayout: readAt(objectField(body, "massPayout"), "massPayout", readMassPayout),
    items: readEach(items, "massPayoutItems.items", readItem),
    ...paging,
  };
}

/**
 * Reads page, size and total. The documents show them in two places, and both are read. The total decides whether a listing
 * is complete. page and size only repeat the request, which is taken in their place if they cannot be read.
 */
function readPaging(
  body: JsonObject,
  itemsPage: JsonObject,
  request: PageRequest,
  isEmpty: boolean,
): Pick<RetrievedPage, "page" | "size" | "total"> {
  const read = (key: "page" | "size" | "total") =>
    integerField(body, key) ?? integerField(itemsPage, key, `massPayoutItems.${key}`);
  const readRepeated = (key: "page" | "size") => {
    const value = ifReadable(() => read(key));
    return value !== undefined && value >= 0 ? value : undefined;
  };
  const [page, size, total] = [readRepeated("page"), readRepeated("size"), read("total")];
  // A listing without items may have no counts either.
  if (isEmpty && page === undefined && size === undefined && total === undefined) return { page: 0, size: 0, total: 0 };
  if (total === undefined) throw new UnexpectedField("total", "is required");
  if (total < 0) throw new UnexpectedField("total", "must be a non-negative integer");
  return { page: page ?? request.page, size: size ?? request.size, total };
}

function readMassPayout(object: JsonObject): MassPayout {
  const amount = (key: string) => ifReadable(() => amountField(object, key));
  return withoutMissing({
    // Strict: it decides whether the payout is authorised, cancelled or over.
    massPayoutStatus: requiredStringField(object, "massPayoutStatus"),
    // Lenient: `pay` compares the two with what it knows, and only a readable one can contradict that. Of the externalId a
    // number is no reading: it was sent as a string, so that a number is another id, such as that of a row.
    externalId: readableString(object, "externalId"),
    merchantId: ifReadable(() => integerField(object, "merchantId")),
    // Lenient: no ledger entry is made of iyzico's sums of a payout.
    totalAmount: amount("totalAmount"),
    totalSuccessfulAmount: amount("totalSuccessfulAmount"),
    totalCommissionAmount: amount("totalCommissionAmount"),
    currency: readableString(object, "currency"),
    // Lenient: their form is undocumented, and milliseconds are one of the forms that dates have in JSON.
    receivedDate: readableId(object, "receivedDate"),
    completedDate: readableId(object, "completedDate"),
    canceledDate: readableId(object, "canceledDate"),
  });
}

/** Reads an item, which has the same fields in a page and in the answer of `item`. */
export function readItem(object: JsonObject): MassPayoutItem {
  return withoutMissing({
    // Strict: it decides where the money is.
    itemStatus: requiredStringField(object, "itemStatus"),
    // Strict: it decides whose money that is. The digits of a number name the same item as the string of these digits.
    itemExternalId: idField(object, "itemExternalId"),
    // Strict: both become ledger entries. A commission that cannot be read must not be left out of the books in silence.
    totalAmount: amountField(object, "totalAmount"),
    commissionAmount: amountField(object, "commissionAmount"),
    // Lenient: it is the identity of an item only where there is no itemExternalId, and a placeholder such as "N/A" where
    // there is one says nothing. An item without either id is an error of the listing.
    referenceCode: readableId(object, "referenceCode"),
    // Lenient: they can only show that an item goes to another recipient than the plan's, or belongs to another payout. What
    // cannot be read shows neither. requestIds are strings, so that a number is another id, such as that of a row.
    recipientInfo: readableId(object, "recipientInfo"),
    recipientType: readableString(object, "recipientType"),
    currencyCode: readableString(object, "currencyCode"),
    massPayoutRequestId: readableString(object, "massPayoutRequestId"),
    // Lenient: for people.
    recipientName: readableId(object, "recipientName"),
    description: readableId(object, "description"),
    errorMessages: joinErrorMessages(readableStrings(object, "errorMessages"), readableString(object, "errorMessage")),
  });
}

/** Joins both forms of the field: the documents have a list, the Java SDK has one string. */
function joinErrorMessages(list: string[], one: string | undefined): string[] {
  return one === undefined || one === "" || list.includes(one) ? list : [...list, one];
}
