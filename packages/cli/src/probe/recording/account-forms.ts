/** The forms of what identifies a recipient, as far as a text alone shows them. */
export type AccountForm = "iban" | "identity-number" | "phone" | "digits" | "text";

/** The form of an account that stands by itself, with or without blanks and other separators. */
export function accountFormOf(text: string): AccountForm {
  if (uuid.test(text)) return "text";
  const compact = text.replace(/[\s().-]/g, "");
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/i.test(compact)) return "iban";
  if (isIdentityNumber(compact)) return "identity-number";
  if (/^(\+?90|0)?5\d{9}$/.test(compact) || /^\+\d{8,14}$/.test(compact)) return "phone";
  return /^\+?\d+$/.test(compact) ? "digits" : "text";
}

/** Some begin as an IBAN does. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the check digits of an IBAN are right. */
export function isIban(iban: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban) && remainderOf(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** The two check digits of an IBAN. */
export function ibanCheckDigits(country: string, bban: string): string {
  return String(98 - remainderOf(`${bban}${country}00`)).padStart(2, "0");
}

function remainderOf(text: string): number {
  const digits = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder;
}

/** Whether a text is a Turkish identity number: 11 digits with right check digits. */
export function isIdentityNumber(text: string): boolean {
  return /^[1-9]\d{10}$/.test(text) && text === withIdentityCheckDigits(text.slice(0, 9));
}

/** The identity number that begins with nine digits. */
export function withIdentityCheckDigits(nine: string): string {
  const digits = [...nine].map(Number);
  const at = (...places: number[]) => places.reduce((sum, place) => sum + (digits[place - 1] as number), 0);
  const tenth = (((at(1, 3, 5, 7, 9) * 7 - at(2, 4, 6, 8)) % 10) + 10) % 10;
  return `${nine}${tenth}${(at(1, 2, 3, 4, 5, 6, 7, 8, 9) + tenth) % 10}`;
}
