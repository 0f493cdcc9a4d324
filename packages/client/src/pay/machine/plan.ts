import { invalidRequest } from "../../errors/invalid.js";
import type { RequestFault } from "../../errors/request-fault.js";
import { readInitRequest } from "../../validation/check-init-request.js";
import type { InitChecks, InitItem, InitRequest } from "../../validation/init-request.js";
import { canonicalJson, sha256 } from "./digest.js";

/** An item of a plan: one of init, whose id may be left out. */
export type PlannedItem = InitItem extends infer Item
  ? Item extends InitItem
    ? Omit<Item, "itemExternalId"> & { itemExternalId?: string | undefined }
    : never
  : never;

/** Whom to pay, and under which ids. */
export interface PayoutPlan extends Omit<InitRequest, "externalId" | "items"> {
  /**
   * Your name for this payment, such as "salaries-2026-11": the same key is the same payment, however often it is
   * begun. The store keeps it under this name.
   */
  key: string;
  /** The payout's id at iyzico; the key when it is left out. */
  externalId?: string | undefined;
  /** Whom to pay. An item without an itemExternalId gets the externalId, a hyphen and its position from 1. */
  items: readonly PlannedItem[];
}

/** A plan that was checked, with all of its ids. */
export interface Plan {
  key: string;
  request: InitRequest;
  /** SHA-256 of the request and of where it is paid, in hexadecimal. */
  fingerprint: string;
}

/** How a plan is read. */
export interface PlanOptions {
  /** The checks of init. */
  checks?: InitChecks | undefined;
  /** The client's address: what was paid in the sandbox is not taken for paid in production. */
  baseUrl?: string | undefined;
}

/**
 * Checks a plan, as `init` would check it, and gives it its ids. The same plan always gets the same ids.
 *
 * @throws {MassPayoutError} with code `invalid_request`, and with all faults of all items in `faults`.
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
  // No operation of iyzico's has been asked for yet.
  if (allFaults.length > 0) throw invalidRequest(undefined, allFaults);
  const request = plain as InitRequest;
  return { key, request, fingerprint: await sha256(canonicalJson([request, baseUrl ?? ""])) };
}

function keyFaults(key: unknown): RequestFault[] {
  const fault = (reason: "wrong-type" | "empty", words: string) => [{ field: "key", reason, message: `key ${words}` }];
  if (typeof key !== "string") return fault("wrong-type", "is not a text");
  if (key.trim() === "") return fault("empty", "is empty");
  // Half of a pair of code units has no form in UTF-8, and so none in a store.
  return /\p{Surrogate}/u.test(key) ? fault("wrong-type", "is not well-formed text") : [];
}
