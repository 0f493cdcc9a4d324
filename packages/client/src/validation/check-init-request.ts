import { massPayoutCurrencies, massPayoutPurposes, recipientTypes } from "@iyzico-mass-payout/types";
import { initFields } from "../api/endpoints.js";
import { invalidRequest } from "../errors/invalid.js";
import type { RequestFault } from "../errors/request-fault.js";
import { type Amount, readAmount } from "../money/amount.js";
import type { Currency, InitChecks, InitRequest } from "./init-request.js";
import { ObjectReader, root } from "./object-reader.js";
import { infoFault } from "./recipient.js";

const [itemFields] = initFields.items;

/**
 * Everything that is wrong with a request of `init`: all faults of all items, with positions and reasons and without any
 * value. An empty list means that `init` would send it. Whatever the request is, this throws nothing.
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
 * A request as plain values that nobody can change behind the client's back. Throws a MassPayoutError with all of its
 * faults when it has any.
 */
export function checkInitRequest(request: InitRequest, checks?: InitChecks): InitRequest {
  const { faults, plain } = readInitRequest(request, checks);
  if (faults.length > 0) throw invalidRequest("init", faults);
  // Without a fault, everything that is needed was there and of its type.
  return plain as InitRequest;
}

/** Reads a request once: what is wrong with it, and what it is if nothing is. */
export function readInitRequest(
  request: unknown,
  checks: InitChecks | null | undefined,
): { faults: RequestFault[]; plain: unknown } {
  const faults: RequestFault[] = [];
  const reader = new ObjectReader(request, root, initFields, faults);
  const payout = new Payout(checks ?? {});
  const plain = {
    externalId: reader.text("externalId", "needed"),
    ...present("conversationId", reader.text("conversationId", "optional")),
    ...present("purpose", reader.word("purpose", massPayoutPurposes, "optional")),
    items: reader.list("items").map((item, index) => payout.readItem(item, index, faults)),
  };
  return { faults, plain };
}

/** What items of one payout must agree on. */
class Payout {
  readonly #checks: InitChecks;
  readonly #positions = new Map<string, number>();
  #currency: Currency | undefined;

  constructor(checks: InitChecks) {
    this.#checks = checks;
  }

  /** An item as plain values; what is wrong with it is added to the faults. */
  readItem(value: unknown, index: number, faults: RequestFault[]) {
    const checks = this.#checks;
    const item = new ObjectReader(value, `items[${index}]`, itemFields, faults, index);
    return {
      itemExternalId: this.#readId(item, index),
      ...readRecipient(item, checks),
      amount: this.#readAmount(item.object("amount", itemFields.amount)),
      ...present("description", item.text("description", checks.description === false ? "optional" : "needed")),
      ...present("nonWithdrawable", item.boolean("nonWithdrawable")),
    };
  }

  #readId(item: ObjectReader, index: number): string | undefined {
    const id = item.text("itemExternalId", "needed");
    if (id === undefined) return undefined;
    const earlier = this.#positions.get(id);
    if (earlier === undefined) this.#positions.set(id, index);
    else item.fault("itemExternalId", "repeated", `is the same as that of items[${earlier}]`);
    return id;
  }

  #readAmount(amount: ObjectReader) {
    const value = readValue(amount);
    const currency = amount.word("currency", massPayoutCurrencies, "needed");
    this.#currency ??= currency;
    if (currency !== this.#currency && currency !== undefined && this.#checks.currency !== false) {
      amount.fault("currency", "several-currencies", "is another one than the first item's");
    }
    return { value, currency };
  }
}

function readRecipient(item: ObjectReader, checks: InitChecks) {
  const recipientType = item.word("recipientType", recipientTypes, "needed");
  const recipientInfo = item.text("recipientInfo", "needed");
  const recipientName = item.text("recipientName", recipientType === "IBAN" ? "needed" : "optional");
  if (recipientType !== undefined && recipientInfo !== undefined) {
    const fault = infoFault(recipientType, recipientInfo, checks);
    if (fault !== undefined) item.fault("recipientInfo", fault.reason, fault.message);
  }
  return { recipientType, recipientInfo, ...present("recipientName", recipientName) };
}

/** The digits as they will stand on the wire. */
function readValue(amount: ObjectReader): Amount | undefined {
  if (typeof amount.value("value") === "number") {
    const words = 'is a number, which may have lost digits already: write it as a text, such as "100.50"';
    return amount.fault("value", "number-for-amount", words);
  }
  const value = amount.text("value", "needed");
  if (value === undefined) return undefined;
  // Only the canonical form has on the wire the digits that it has here.
  if (readAmount(value) !== value) {
    const words = 'is not an amount: digits, and a point before the decimals, such as "100.50"';
    return amount.fault("value", "not-an-amount", words);
  }
  const [, decimals = ""] = value.split(".");
  if (decimals.length > 2) amount.fault("value", "too-many-decimals", "has more than two decimals");
  if (value.startsWith("-") || !/[1-9]/.test(value)) amount.fault("value", "not-above-zero", "is not above zero");
  return value;
}

/** A field that may be left out, only where it is there. */
function present<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;
}
