import { ValidationErrorsIBAN, validateIBAN } from "ibantools";
import type { RequestFault } from "../errors/request-fault.js";
import type { InitChecks, Recipient } from "./init-request.js";

/** What is wrong with a `recipientInfo`, in a word and in words that follow its name. */
type InfoFault = Pick<RequestFault, "reason" | "message">;

/** Looks at a recipient's number as far as the checks are on. The id of a member is opaque. */
export function infoFault(
  recipientType: Recipient["recipientType"],
  recipientInfo: string,
  { iban, identityNumber, phone }: InitChecks,
): InfoFault | undefined {
  switch (recipientType) {
    case "IBAN":
      return iban !== false ? ibanFault(recipientInfo) : undefined;
    case "IDENTITY_NUMBER":
      return identityNumber !== false && !isIdentityNumber(recipientInfo)
        ? { reason: "identity-number", message: "is not an identity number: 11 digits, of which the last two check" }
        : undefined;
    case "PHONE":
      return phone !== false && !/^\+90\d{10}$/.test(recipientInfo)
        ? { reason: "phone", message: "is not a phone number: +90 and 10 digits, without blanks" }
        : undefined;
    case "MEMBER_ID":
      return undefined;
  }
}

/** What only says that somebody mistyped, while the form is right. */
const checksums: readonly ValidationErrorsIBAN[] = [
  ValidationErrorsIBAN.WrongIBANChecksum,
  ValidationErrorsIBAN.WrongAccountBankBranchChecksum,
];

function ibanFault(iban: string): InfoFault | undefined {
  const { errorCodes } = validateIBAN(iban);
  // The registry allows letters in a Turkish account number; in use are digits alone.
  const isForm =
    errorCodes.every((code) => checksums.includes(code)) && (!iban.startsWith("TR") || /^TR\d+$/.test(iban));
  if (!isForm) {
    const message = "is not in the form of an IBAN of any country: capitals and digits, without blanks";
    return { reason: "iban-format", message };
  }
  return errorCodes.length === 0
    ? undefined
    : { reason: "iban-checksum", message: "is not an IBAN: its check digits don't fit, so something is mistyped" };
}

/** The identity number's own two check digits. */
function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{10}$/.test(text)) return false;
  const [d1 = 0, d2 = 0, d3 = 0, d4 = 0, d5 = 0, d6 = 0, d7 = 0, d8 = 0, d9 = 0, d10, d11] = [...text].map(Number);
  const odd = d1 + d3 + d5 + d7 + d9;
  const even = d2 + d4 + d6 + d8;
  // 7 * odd may be less than even.
  return d10 === (7 * odd - even + 40) % 10 && d11 === (odd + even + d10) % 10;
}
