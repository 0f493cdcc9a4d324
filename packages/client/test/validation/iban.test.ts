import fc from "fast-check";
import { countrySpecs, isValidIBAN } from "ibantools";
import { describe, expect, test } from "vitest";
import { ibanProblem } from "../../src/validation/iban.ts";

// ibantools is the reference: another implementation of the same registry.
const countries = Object.entries(countrySpecs).flatMap(([country, { bban_regexp: pattern }]) =>
  pattern === undefined ? [] : { country, pattern },
);

/** Account numbers of a form such as "^[0-9]{8}[A-Z0-9]{12}$". */
function accountsOf(pattern: string): fc.Arbitrary<string> {
  return fc.stringMatching(new RegExp(`^${pattern.replace(/^\^|\$$/g, "")}$`));
}

/** The IBAN of an account, with the right check digits. */
function ibanOf(country: string, account: string): string {
  const digits = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${account}`;
}

describe("an IBAN", () => {
  test("of any country is correct exactly if ibantools says so", () => {
    for (const { country, pattern } of countries) {
      const check = ([account, digits]: [string, number]) => {
        for (const iban of [ibanOf(country, account), country + String(digits).padStart(2, "0") + account]) {
          // Stricter: only digits are in use in Turkey, and ibantools reads letters of North Macedonia as nothing.
          if (country === "TR" && /[A-Z]/.test(account)) expect(ibanProblem(iban)).toBe("form");
          else if (country !== "MK" || /^\d+$/.test(account)) {
            expect(ibanProblem(iban) === undefined, iban).toBe(isValidIBAN(iban));
          }
        }
      };
      fc.assert(fc.property(fc.tuple(accountsOf(pattern), fc.nat(99)), check), { numRuns: 40 });
    }
  });

  // The registry's examples of the countries whose account numbers have check digits of their own, and of some others.
  test.each([
    "BA391290079401028494",
    "BE68539007547034",
    "CZ6508000000192000145399",
    "DE89370400440532013000",
    "EE382200221020145685",
    "ES9121000418450200051332",
    "FR1420041010050500013M02606",
    "HR1210010051863000160",
    "HU42117730161111101800000000",
    "MC5811222000010123456789030",
    "ME25505000012345678951",
    "MK07250120000058984",
    "NO9386011117947",
    "PL61109010140000071219812874",
    "PT50000201231234567890154",
    "RS35260005601001611379",
    "SI56263300012039086",
    "SK3112000000198742637541",
    "TR330006100519786457841326",
  ])("%s is correct, and no other with one digit changed", (iban) => {
    expect(ibanProblem(iban)).toBeUndefined();
    for (const [index, character] of [...iban].entries()) {
      if (!/\d/.test(character)) continue;
      const other = iban.slice(0, index) + String((Number(character) + 1) % 10) + iban.slice(index + 1);
      expect(ibanProblem(other), other).toBe("check-digits");
      // Under check digits that fit, the country's own decide.
      const fitting = ibanOf(iban.slice(0, 2), other.slice(4));
      expect(ibanProblem(fitting) === undefined, fitting).toBe(isValidIBAN(fitting));
    }
    for (const other of [iban.slice(0, -1), `${iban}0`, iban.toLowerCase(), ` ${iban}`, `${iban}\n`]) {
      expect(ibanProblem(other), other).toBe("form");
    }
  });

  test("of France has letters that stand for digits", () => {
    for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
      const keys = Array.from({ length: 100 }, (_, key) => String(key).padStart(2, "0"));
      const correct = keys.filter(
        (key) => ibanProblem(ibanOf("FR", `2004101005${letter}0500013026${key}`)) === undefined,
      );
      expect(correct).toEqual(keys.filter((key) => isValidIBAN(ibanOf("FR", `2004101005${letter}0500013026${key}`))));
      expect(correct).not.toEqual([]);
    }
  });

  test("of Belgium has 97 for the remainder 0", () => {
    const iban = ibanOf("BE", "000000009797");
    expect([ibanProblem(iban), isValidIBAN(iban)]).toEqual([undefined, true]);
    expect(ibanProblem(ibanOf("BE", "000000009700"))).toBe("check-digits");
  });

  test.each(["", "TR", "XX00", "US330006100519786457841326", "TR330006100519786457841３26"])("is not %j", (text) => {
    expect(ibanProblem(text)).toBe("form");
  });
});
