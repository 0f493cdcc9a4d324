/**
 * The end of a recipient's IBAN, phone number, identity number or member id, for logs and screens: at most 4 characters,
 * and at most a third of it. Enough to tell recipients apart. A text that is logged is often kept and shared: log no more.
 *
 * @param recipientInfo such as a column of a database has it; null and undefined give undefined. Of a value that is not a
 * string, nothing is shown.
 *
 * @example
 * ```ts
 * import { maskRecipient } from "@iyzico-mass-payout/client";
 *
 * maskRecipient("TR330006100519786457841326"); // "…1326"
 * maskRecipient(null); // undefined
 * ```
 */
export function maskRecipient(recipientInfo: string): string;
/** The same for a value that may be missing. */
export function maskRecipient(recipientInfo: string | null | undefined): string | undefined;
export function maskRecipient(recipientInfo: string | null | undefined): string | undefined {
  if (recipientInfo === null || recipientInfo === undefined) return undefined;
  // By code points: half of a surrogate pair cannot be printed.
  const characters = typeof recipientInfo === "string" ? [...recipientInfo] : [];
  const visible = Math.min(4, Math.floor(characters.length / 3));
  return `…${visible > 0 ? characters.slice(-visible).join("") : ""}`;
}
