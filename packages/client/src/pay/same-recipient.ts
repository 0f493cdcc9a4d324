import type { MassPayoutItem } from "../operations/retrieve.js";
import type { InitItem } from "../validation/init-request.js";

/** So many characters at the end of an account tell most payees apart, and survive masks and other ways to write it. */
const tail = 4;

/**
 * Whether an item that iyzico shows may go to the payee of the plan. How iyzico writes an account that it was sent is not
 * documented beyond its examples, which repeat it: only a difference that no way of writing explains counts.
 */
export function isSamePayee(
  { recipientType, recipientInfo, currencyCode }: MassPayoutItem,
  planned: InitItem,
): boolean {
  if (recipientType !== undefined && recipientType !== planned.recipientType) return false;
  if (currencyCode !== undefined && currencyCode !== planned.amount.currency) return false;
  // What stands behind the last mask.
  const shown = (recipientInfo ?? "").replace(/[\s()-]/g, "").replace(/^.*(?:[^\p{L}\p{N}]|[Xx]{2})/su, "");
  const sent = planned.recipientInfo.replace(/[^\p{L}\p{N}]/gu, "");
  return shown.length < tail || sent.length < tail || sent.slice(-tail) === shown.slice(-tail);
}
