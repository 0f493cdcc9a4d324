import { ValidationErrorsIBAN, validateIBAN } from "ibantools";
import type { RequestFault } from "../errors/request-fault.js";
import type { InitChecks, Recipient } from "./init-request.js";

/** A fault of a `recipientInfo`. The message follows the path of the field. */
type InfoFault = Pick<RequestFault, "reason" | "message">;

/** The fault of a `recipientInfo`, for the checks that are on. A member id is opaque: it has none. */
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
        ? { reason: "identity-number", message: "must be an identity number: 11 digits with correct check digits" }
        : undefined;
    case "PHONE":
      return phone !== false && !/^\+90\d{10}$/.test(recipientInfo)
        ? { reason: "phone", message: "must be a phone number: +90 and 10 digits, without blanks" }
        : undefined;
    case "MEMBER_ID":
      return undefined;
  }
}

/** The errors for an IBAN whose form is right, but whose check digits are wrong. */
const checksums: readonly ValidationErrorsIBAN[] = [
  ValidationErrorsIBAN.WrongIBANChecksum,
  ValidationErrorsIBAN.WrongAccountBankBranchChecksum,
];

function ibanFault(iban: string): InfoFault | undefined {
  const { errorCodes } = validateIBAN(iban);
  // The IBAN registry allows letters in a Turkish account number, but only digits are in use.
  const isWellFormed =
    errorCodes.every((code) => checksums.includes(code)) && (!iban.startsWith("TR") || /^TR\d+$/.test(iban));
  if (!isWellFormed) {
    const message = "must have the form of an IBAN: capitals and digits as in its country, without blanks";
    return { reason: "iban-format", message };
  }
  return errorCodes.length === 0
    ? undefined
    : { reason: "iban-checksum", message: "must be an IBAN with correct check digits: it is mistyped" };
}

/** Whether a Turkish identity number has the right check digits, its last two. */
function isIdentityNumber(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  const [d1 = 0, d2 = 0, d3 = 0, d4 = 0, d5 = 0, d6 = 0, d7 = 0, d8 = 0, d9 = 0, d10, d11] = [...digits].map(Number);
  const odd = d1 + d3 + d5 + d7 + d9;
  const even = d2 + d4 + d6 + d8;
  // 40 keeps the sum positive: 7 * odd may be less than even, which is at most 36.
  return d10 === (7 * odd - even + 40) % 10 && d11 === (odd + even + d10) % 10;
}
