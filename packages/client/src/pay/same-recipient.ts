import { recipientTypes } from "@iyzico-mass-payout/types";
import type { MassPayoutItem } from "../operations/retrieve.js";
import type { InitItem } from "../validation/init-request.js";

/** The last 4 characters of an account tell most recipients apart, and survive masking and formatting. */
const comparedLength = 4;

/**
 * Whether an item that iyzico shows may go to the recipient of the plan's item. How iyzico formats or masks an account is
 * undocumented beyond its examples, which repeat it as sent. So only a difference that no formatting explains counts.
 */
export function isSameRecipient(
  { recipientType, recipientInfo, currencyCode }: MassPayoutItem,
  planned: InitItem,
): boolean {
  // Only a known type, and a code of three letters, can contradict: "N/A" and "TL" say nothing.
  const isType = recipientTypes.some((known) => known === recipientType);
  if (isType && recipientType !== planned.recipientType) return false;
  const isCurrency = /^[A-Z]{3}$/.test(currencyCode ?? "");
  if (isCurrency && currencyCode !== planned.amount.currency) return false;
  // What follows the last masking character.
  const shown = (recipientInfo ?? "").replace(/[\s()-]/g, "").replace(/^.*(?:[^\p{L}\p{N}]|[Xx]{2})/su, "");
  const sent = planned.recipientInfo.replace(/[^\p{L}\p{N}]/gu, "");
  if (shown.length < comparedLength || sent.length < comparedLength) return true;
  return sent.slice(-comparedLength) === shown.slice(-comparedLength);
}
