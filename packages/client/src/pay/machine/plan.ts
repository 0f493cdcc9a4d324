import { invalidRequest } from "../../errors/invalid.js";
import { fieldFault, type RequestFault } from "../../errors/request-fault.js";
import type { Amount } from "../../money/amount.js";
import { compareAmounts, sumByCurrency, toMinorUnits } from "../../money/arithmetic.js";
import { readInitRequest } from "../../validation/check-init-request.js";
import { checkNames, type OptionNames } from "../../validation/check-names.js";
import { idFaults } from "../../validation/id.js";
import type { InitChecks, InitRequest } from "../../validation/init-request.js";
import { canonicalJson, sha256 } from "./hash.js";
import type { Superseding } from "./payment.js";
import { copyPlan, type PayoutPlan } from "./payout-plan.js";
import { readSuperseding } from "./superseding.js";

/** A checked plan with all of its ids. */
export interface Plan {
  key: string;
  request: InitRequest;
  /** What the plan allows the default approval. Not part of the fingerprint: a payment that was begun may be allowed it. */
  allow: PlanAllowances;
  /** The items of another payment that the plan pays again. */
  supersedes?: Superseding;
  /** SHA-256 of the request, what it supersedes and the address, in hexadecimal. */
  fingerprint: string;
}

/** What a plan allows the default approval to pass. */
export interface PlanAllowances {
  repeatedRecipients: boolean;
  repeatedList: boolean;
}

/** How to read a plan. */
export interface PlanOptions {
  /** The checks of init. */
  checks?: InitChecks | undefined;
  /** The client's address: a payment of the sandbox is another one than that of production. */
  baseUrl?: string | undefined;
  /** The largest amount that an item may have, in units of its currency. No limit by default. */
  maxAmount?: Amount | undefined;
  /** The largest sum that the items of one currency may have, in its units. No limit by default. */
  maxTotal?: Amount | undefined;
}

const planOptionNames: OptionNames<PlanOptions> = { checks: true, baseUrl: true, maxAmount: true, maxTotal: true };

/**
 * Checks a plan as `init` would, and adds the ids that it leaves out. The same plan always gets the same ids.
 *
 * @throws {MassPayoutError} with code `invalid_request` and all faults of all items in `faults`; with
 * `invalid_configuration` if an option has a name that is not known.
 *
 * @example
 * ```ts
 * import { readPlan } from "@iyzico-mass-payout/client/payment";
 *
 * const { request } = await readPlan({
 *   key: "salaries-2026-11",
 *   items: [
 *     {
 *       recipientType: "PHONE",
 *       recipientInfo: "+905555555555",
 *       amount: { value: "100.50", currency: "TRY" },
 *       description: "November",
 *     },
 *   ],
 * });
 * request.items[0]?.itemExternalId; // "salaries-2026-11-1"
 * ```
 */
export async function readPlan(plan: PayoutPlan, options: PlanOptions = {}): Promise<Plan> {
  checkNames("options", options, planOptionNames);
  const { checks, baseUrl } = options;
  const {
    key,
    externalId = key,
    items,
    allowRepeatedRecipients,
    allowRepeatedList,
    supersedes: given,
    ...others
  } = copyPlan(plan) ?? ({} as PayoutPlan);
  const withIds = Array.isArray(items)
    ? items.map((item, index) => ({ ...item, itemExternalId: item?.itemExternalId ?? `${externalId}-${index + 1}` }))
    : items;
  const { faults, plain } = readInitRequest({ ...others, externalId, items: withIds }, checks);
  const supersedingFaults: RequestFault[] = [];
  const supersedes = readSuperseding(given, { key, items: (plain as InitRequest).items }, supersedingFaults);
  const allFaults = [
    ...idFaults("key", key),
    ...flagFaults({ allowRepeatedRecipients, allowRepeatedList }),
    ...faults,
    ...supersedingFaults,
    ...(faults.length === 0 ? limitFaults(plain as InitRequest, options) : []),
  ];
  // The faults belong to the plan, and to no operation.
  if (allFaults.length > 0) throw invalidRequest(undefined, allFaults);
  const request = plain as InitRequest;
  const allow = { repeatedRecipients: allowRepeatedRecipients === true, repeatedList: allowRepeatedList === true };
  const content = [request, baseUrl ?? "", ...(supersedes === undefined ? [] : [supersedes])];
  return {
    key,
    request,
    allow,
    ...(supersedes !== undefined && { supersedes }),
    fingerprint: await sha256(canonicalJson(content)),
  };
}

/**
 * The recipients and amounts of a request as one string: the same for the same list, whatever its order, ids, names and
 * descriptions, as a store's `findSameList` takes it. It has accounts in it: only a keyed hash of it may be stored.
 *
 * @example
 * ```ts
 * import { createFileStore } from "@iyzico-mass-payout/client/file-store";
 * import { canonicalList, readPlan, type PayoutPlan } from "@iyzico-mass-payout/client/payment";
 *
 * export async function findSameList(payoutPlan: PayoutPlan) {
 *   const { key, request } = await readPlan(payoutPlan);
 *   return createFileStore("/var/lib/payouts").findSameList(key, canonicalList(request));
 * }
 * ```
 */
export function canonicalList({ items }: InitRequest): string {
  const entries = items.map(({ recipientType, recipientInfo, amount: { value, currency } }) =>
    JSON.stringify([recipientType, recipientInfo, String(toMinorUnits(value, currency)), currency]),
  );
  return JSON.stringify(entries.sort());
}

function flagFaults(flags: Readonly<Record<string, unknown>>): RequestFault[] {
  return Object.entries(flags).flatMap(([field, value]) =>
    value === undefined || typeof value === "boolean" ? [] : [fieldFault(field, "wrong-type", "must be true or false")],
  );
}

function limitFaults({ items }: InitRequest, { maxAmount, maxTotal }: PlanOptions): RequestFault[] {
  const overAmount = items.flatMap(({ amount: { value } }, item) => {
    const isOver = maxAmount !== undefined && compareAmounts(value, maxAmount) > 0;
    return isOver ? [fieldFault(`items[${item}].amount.value`, "above-limit", "must not exceed maxAmount", item)] : [];
  });
  const sums = sumByCurrency(items.map(({ amount: { value, currency } }) => ({ amount: value, currency })));
  const overTotal = Object.entries(sums).flatMap(([currency, sum]): RequestFault[] => {
    const isOver = maxTotal !== undefined && compareAmounts(sum, maxTotal) > 0;
    const message = `the sum of the items in ${currency} must not exceed maxTotal`;
    return isOver ? [{ field: "items", reason: "above-limit", message }] : [];
  });
  return [...overAmount, ...overTotal];
}
