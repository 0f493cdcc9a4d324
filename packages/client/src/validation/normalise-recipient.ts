/**
 * Writes an IBAN in its electronic form, which is what `InitRequest` takes: without blanks and invisible marks, in
 * capitals. Nothing else changes, so it is the same account. It throws for no value: one that is no IBAN stays one, and
 * `faultsOf`, `init` and `pay` report it with the position of its item.
 *
 * @param iban such as a column of a database has it; null and undefined give undefined.
 *
 * @example
 * ```ts
 * import { normaliseIban } from "@iyzico-mass-payout/client";
 *
 * normaliseIban("tr33 0006 1005 1978 6457 8413 26"); // "TR330006100519786457841326"
 * normaliseIban(null); // undefined
 * ```
 */
export function normaliseIban(iban: string): string;
/** The same for a value that may be missing. */
export function normaliseIban(iban: string | null | undefined): string | undefined;
export function normaliseIban(iban: string | null | undefined): string | undefined {
  // ASCII only: "ı" and "ß" have capitals of other letters.
  return rewrite(iban, (text) => compact(text).replace(/[a-z]+/g, (letters) => letters.toUpperCase()));
}

/**
 * Writes a phone number of Turkey as +90 and 10 digits, which is what `InitRequest` takes: without blanks, invisible
 * marks, brackets, hyphens and points between groups, and with +90 in the place of 0090, 90, 0 or nothing. **A number of 10 digits that
 * begins with 2, 3, 4, 5 or 8 is taken as one of Turkey**. Of every other value only the blanks and marks are left out. It throws for no value: `faultsOf`,
 * `init` and `pay` report what is no such number with the position of its item.
 *
 * @param phone such as a column of a database has it; null and undefined give undefined.
 *
 * @example
 * ```ts
 * import { normalisePhone } from "@iyzico-mass-payout/client";
 *
 * normalisePhone("0 (555) 555 55 55"); // "+905555555555"
 * normalisePhone("+49 170 1234567"); // "+491701234567", which `faultsOf` reports
 * normalisePhone(null); // undefined
 * ```
 */
export function normalisePhone(phone: string): string;
/** The same for a value that may be missing. */
export function normalisePhone(phone: string | null | undefined): string | undefined;
export function normalisePhone(phone: string | null | undefined): string | undefined {
  return rewrite(phone, (text) => {
    // A point beside one digit is a decimal point: "532123456.0" is a number of 9 digits out of a spreadsheet.
    const digits = compact(text)
      .replace(/[-()]/g, "")
      .replace(/(?<=\d{2})\.(?=\d{2})/g, "");
    // Area codes begin with 2, 3 or 4, mobile numbers with 5, those of services with 8. Other digits are of another country, or 90
    // is the country code and digits are missing.
    const [, national] = /^(?:\+90|0090|90|0)?([2-58]\d{9})$/.exec(digits) ?? [];
    return national === undefined ? digits : `+90${national}`;
  });
}

/** A value that is not a string stays as it is: the check of the request says that it must be one. */
function rewrite(value: string | null | undefined, write: (text: string) => string): string | undefined {
  return typeof value === "string" ? write(value) : (value ?? undefined);
}

/** Without white space, and without marks of the direction of writing, which are copied with numbers and are not seen. */
function compact(text: string): string {
  return text.replace(/[\s\p{Cf}]/gu, "");
}
