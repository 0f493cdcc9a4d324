import { invalidRequest } from "../../errors/invalid.js";
import type { RequestFault } from "../../errors/request-fault.js";
import { readInitRequest } from "../../validation/check-init-request.js";
import type { InitChecks, InitItem, InitRequest } from "../../validation/init-request.js";
import { canonicalJson, sha256 } from "./digest.js";

/** An item of a plan: an item of init whose id may be left out. */
export type PlannedItem = InitItem extends infer Item
  ? Item extends InitItem
    ? Omit<Item, "itemExternalId"> & { itemExternalId?: string | undefined }
    : never
  : never;

/** The recipients to pay, and the ids to pay them under. */
export interface PayoutPlan extends Omit<InitRequest, "externalId" | "items"> {
  /**
   * Your name of the payment, such as "salaries-2026-11". The same key is the same payment, in every call. The store keeps
   * it under this name.
   */
  key: string;
  /** The payout's id at iyzico; the key by default. */
  externalId?: string | undefined;
  /** The items to pay. An item without an itemExternalId gets the externalId, a hyphen and its position, counted from 1. */
  items: readonly PlannedItem[];
}

/** A checked plan with all of its ids. */
export interface Plan {
  key: string;
  request: InitRequest;
  /** SHA-256 of the request and the address, in hexadecimal. */
  fingerprint: string;
}

/** How to read a plan. */
export interface PlanOptions {
  /** The checks of init. */
  checks?: InitChecks | undefined;
  /** The client's address: a payment of the sandbox is another one than that of production. */
  baseUrl?: string | undefined;
}

/**
 * Checks a plan as `init` would, and adds the ids that it leaves out. The same plan always gets the same ids.
 *
 * @throws {MassPayoutError} with code `invalid_request` and all faults of all items in `faults`.
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
export async function readPlan(plan: PayoutPlan, { checks, baseUrl }: PlanOptions = {}): Promise<Plan> {
  const { key, externalId = key, items, ...others } = plan ?? {};
  const withIds = Array.isArray(items)
    ? items.map((item, index) => ({ ...item, itemExternalId: item?.itemExternalId ?? `${externalId}-${index + 1}` }))
    : items;
  const { faults, plain } = readInitRequest({ ...others, externalId, items: withIds }, checks);
  const allFaults = [...keyFaults(key), ...faults];
  // The faults belong to the plan, and to no operation.
  if (allFaults.length > 0) throw invalidRequest(undefined, allFaults);
  const request = plain as InitRequest;
  return { key, request, fingerprint: await sha256(canonicalJson([request, baseUrl ?? ""])) };
}

function keyFaults(key: unknown): RequestFault[] {
  const fault = (reason: "wrong-type" | "empty", words: string) => [{ field: "key", reason, message: `key ${words}` }];
  if (typeof key !== "string") return fault("wrong-type", "must be a string");
  if (key.trim() === "") return fault("empty", "must not be empty");
  // Half of a surrogate pair cannot be encoded in UTF-8, so a store cannot keep it.
  return /\p{Surrogate}/u.test(key) ? fault("wrong-type", "must be well-formed Unicode") : [];
}
