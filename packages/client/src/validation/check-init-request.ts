import { massPayoutCurrencies, massPayoutPurposes, recipientTypes } from "@iyzico-mass-payout/types";
import { initFields } from "../api/endpoints.js";
import { invalidRequest } from "../errors/invalid.js";
import type { RequestFault } from "../errors/request-fault.js";
import { type Amount, readAmount } from "../money/amount.js";
import { checkNames } from "./check-names.js";
import { copyFields } from "./copy-fields.js";
import { type Currency, type InitChecks, type InitRequest, initCheckNames } from "./init-request.js";
import { ObjectReader, root } from "./object-reader.js";
import { infoFault } from "./recipient.js";

const [itemFields] = initFields.items;

/**
 * Checks a request of `init` without sending it. Returns the faults of all items, with positions and reasons and
 * without any value; an empty list means that `init` would send the request. Whatever the request is, it causes no error.
 *
 * @param checks the checks to switch off; all are on by default.
 * @throws {MassPayoutError} with code `invalid_configuration` if `checks` has a name that is no check.
 *
 * @example
 * ```ts
 * import { faultsOf } from "@iyzico-mass-payout/client";
 *
 * const faults = faultsOf({
 *   externalId: "salaries-2026-11",
 *   items: [
 *     {
 *       itemExternalId: "salaries-2026-11-1",
 *       recipientType: "PHONE",
 *       recipientInfo: "+905555555555",
 *       amount: { value: "100.505", currency: "TRY" },
 *       description: "November",
 *     },
 *   ],
 * });
 * // [{ item: 0, field: "items[0].amount.value", reason: "too-many-decimals", message: "…" }]
 * ```
 */
export function faultsOf(request: InitRequest, checks?: InitChecks): RequestFault[] {
  return readInitRequest(request, checks).faults;
}

/**
 * Checks a request and returns it as plain values, which the caller cannot change while it is sent. Throws a
 * MassPayoutError with all of its faults if it has any.
 */
export function checkInitRequest(request: InitRequest, checks?: InitChecks): InitRequest {
  const { faults, plain } = readInitRequest(request, checks);
  if (faults.length > 0) throw invalidRequest("init", faults);
  // Without a fault, every required field is present and of its type.
  return plain as InitRequest;
}

/**
 * Reads a request once: its faults, and its plain values, which are an `InitRequest` if there are no faults. Throws a
 * MassPayoutError if `checks` has a name that is no check.
 */
export function readInitRequest(
  request: unknown,
  checks: InitChecks | null | undefined,
): { faults: RequestFault[]; plain: unknown } {
  checkNames("checks", checks, initCheckNames);
  const faults: RequestFault[] = [];
  const reader = new ObjectReader(copyFields(request, initFields), root, initFields, faults);
  const items = new ItemsReader(checks ?? {}, faults);
  const plain = {
    externalId: reader.readId("externalId", "required"),
    ...ifPresent("conversationId", reader.readId("conversationId", "optional")),
    ...ifPresent("purpose", reader.readOneOf("purpose", massPayoutPurposes, "optional")),
    items: reader.readList("items").map((item, index) => items.readItem(item, index)),
  };
  return { faults, plain };
}

/** Reads the items of one payout, which must have different ids and, unless the check is off, the same currency. */
class ItemsReader {
  readonly #checks: InitChecks;
  readonly #faults: RequestFault[];
  readonly #positions = new Map<string, number>();
  #currency: Currency | undefined;

  constructor(checks: InitChecks, faults: RequestFault[]) {
    this.#checks = checks;
    this.#faults = faults;
  }

  readItem(value: unknown, index: number) {
    const checks = this.#checks;
    const item = new ObjectReader(value, `items[${index}]`, itemFields, this.#faults, index);
    return {
      itemExternalId: this.#readId(item, index),
      ...readRecipient(item, checks),
      amount: this.#readItemAmount(item.readObject("amount", itemFields.amount)),
      ...ifPresent("description", item.readText("description", checks.description === false ? "optional" : "required")),
      ...ifPresent("nonWithdrawable", item.readBoolean("nonWithdrawable")),
    };
  }

  #readId(item: ObjectReader, index: number): string | undefined {
    const id = item.readId("itemExternalId", "required");
    if (id === undefined) return undefined;
    const earlier = this.#positions.get(id);
    if (earlier === undefined) this.#positions.set(id, index);
    else item.addFault("itemExternalId", "repeated", `must be unique, and items[${earlier}] has the same`);
    return id;
  }

  #readItemAmount(amount: ObjectReader) {
    const value = readSentValue(amount);
    const currency = amount.readOneOf("currency", massPayoutCurrencies, "required");
    this.#currency ??= currency;
    if (currency !== this.#currency && currency !== undefined && this.#checks.currency !== false) {
      amount.addFault("currency", "several-currencies", "must be the same as the first item's");
    }
    return { value, currency };
  }
}

function readRecipient(item: ObjectReader, checks: InitChecks) {
  const recipientType = item.readOneOf("recipientType", recipientTypes, "required");
  const recipientInfo = item.readText("recipientInfo", "required");
  const recipientName = item.readText("recipientName", recipientType === "IBAN" ? "required" : "optional");
  if (recipientType !== undefined && recipientInfo !== undefined) {
    const fault = infoFault(recipientType, recipientInfo, checks);
    if (fault !== undefined) item.addFault("recipientInfo", fault.reason, fault.message);
  }
  return { recipientType, recipientInfo, ...ifPresent("recipientName", recipientName) };
}

/** The value of an amount, with the digits that are sent. */
function readSentValue(amount: ObjectReader): Amount | undefined {
  if (typeof amount.readValue("value") === "number") {
    const words = 'must be a string, such as "100.50": a number may have lost digits already';
    return amount.addFault("value", "number-for-amount", words);
  }
  const value = amount.readString("value", "required");
  if (value === undefined) return undefined;
  // Only a canonical amount is sent digit for digit.
  if (readAmount(value) !== value) {
    const words = 'must be a decimal number, such as "100.50": digits, and a point before the decimals';
    return amount.addFault("value", "not-an-amount", words);
  }
  const [, decimals = ""] = value.split(".");
  if (decimals.length > 2) amount.addFault("value", "too-many-decimals", "must not have more than two decimals");
  if (value.startsWith("-") || !/[1-9]/.test(value)) amount.addFault("value", "not-above-zero", "must be above zero");
  return value;
}

/** An object with the field, or an empty one if the value is `undefined`. */
function ifPresent<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;
}
