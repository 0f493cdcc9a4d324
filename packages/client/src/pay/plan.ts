import { checkedInitRequest } from "../checked-init-request.js";
import { MassPayoutError } from "../error.js";
import type { InitChecks, InitItem, InitRequest } from "../init-request.js";
import { canonicalJson } from "./canonical-json.js";
import { sha256 } from "./sha256.js";

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
  /** SHA-256 of the request, in hexadecimal. */
  fingerprint: string;
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
export async function readPlan(plan: PayoutPlan, checks?: InitChecks): Promise<Plan> {
  const { key, externalId = key, items, ...others } = plan ?? {};
  if (typeof key !== "string" || key.trim() === "") {
    throw new MassPayoutError("invalid_request", "pay: key is not a text or is empty.", {
      outcome: "not-sent",
      hint: "Give the payment a name of its own, such as salaries-2026-11. Nothing was sent.",
    });
  }
  const withIds = Array.isArray(items)
    ? items.map((item, index) => ({ ...item, itemExternalId: item?.itemExternalId ?? `${externalId}-${index + 1}` }))
    : items;
  const request = checkedInitRequest({ ...others, externalId, items: withIds } as InitRequest, checks);
  return { key, request, fingerprint: await sha256(canonicalJson(request)) };
}
