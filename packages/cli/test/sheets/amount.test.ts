import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAmountNumber, readAmountText } from "../../src/sheets/amount.ts";

describe("an amount that can be read in one way is read exactly", () => {
  test.each([
    ["100", "100"],
    ["0", "0"],
    ["42.150,75", "42150.75"],
    ["42,150.75", "42150.75"],
    ["42 150,75", "42150.75"],
    ["42\u00a0150.75", "42150.75"],
    ["1 234", "1234"],
    ["42150,75", "42150.75"],
    ["1.234.567", "1234567"],
    ["1,234,567", "1234567"],
    ["1.234.567,89", "1234567.89"],
    ["1,5", "1.50"],
    ["1.5", "1.50"],
    ["100,00", "100"],
    ["100.50", "100.50"],
    ["0,75", "0.75"],
    ["\u200e12,30 ", "12.30"],
    ["\ufeff12,30\u200f", "12.30"],
    ["42\u202f150,75", "42150.75"],
    ["42\u2009150,75", "42150.75"],
    // One reading alone is possible. More than two decimals are for the client to refuse.
    ["0.123", "0.123"],
    ["1234.567", "1234.567"],
    ["1.234,567", "1234.567"],
    ["1 234,567", "1234.567"],
  ])("%s", (text, amount) => expect(readAmountText(text, undefined)).toEqual({ amount }));
});

describe("one that can be read in two ways is refused until the sign is given", () => {
  test.each(["1.234", "1,234", "12.345", "999,999"])("%s", (text) => {
    expect(readAmountText(text, undefined)).toEqual({ code: "ambiguous-amount" });
    const digits = text.replace(/[.,]/, "");
    const decimals = { amount: text.replace(",", ".") };
    expect(readAmountText(text, text.includes(".") ? "comma" : "point")).toEqual({ amount: digits });
    expect(readAmountText(text, text.includes(".") ? "point" : "comma")).toEqual(decimals);
  });

  test("and a text that does not fit the given sign is refused", () => {
    expect(readAmountText("1.25", "comma")).toEqual({ code: "not-an-amount" });
    expect(readAmountText("1.234,56", "point")).toEqual({ code: "not-an-amount" });
  });
});

describe("what is not digits and separators is refused", () => {
  test.each([
    ["unit-in-amount", "100 TL"],
    ["unit-in-amount", "₺100"],
    ["unit-in-amount", "$ 1,250.50"],
    ["unit-in-amount", "100 bin"],
    ["unit-in-amount", "50%"],
    ["unit-in-amount", "１００lira"],
    ["sign-in-amount", "-100"],
    ["sign-in-amount", "+100"],
    ["sign-in-amount", "−5"],
    ["sign-in-amount", "100-"],
    ["sign-in-amount", "(100,00)"],
    ["lost-digits", "1E+05"],
    ["lost-digits", "9,05555E+11"],
    ["not-an-amount", "=100"],
    ["not-an-amount", "１００"],
    ["not-an-amount", "100/2"],
    ["not-an-amount", "007"],
    ["not-an-amount", ",50"],
    ["not-an-amount", "5,"],
    ["not-an-amount", "1.23.4"],
    ["not-an-amount", "1,23,456"],
    ["not-an-amount", "1234.567.890"],
    ["not-an-amount", "0.123.456"],
    ["not-an-amount", "1.234,5,6"],
    ["not-an-amount", "1 2345"],
    ["not-an-amount", "1 234.567,5"],
    ["not-an-amount", "."],
    // Two amounts in one cell.
    ["not-an-amount", "100\n200"],
    ["not-an-amount", "1\r\n234,50"],
    ["not-an-amount", "100\t200"],
    ["not-an-amount", "100\u2028200"],
    // What is seen differs: "521" is seen as 125 behind U+202E.
    ["not-an-amount", "\u202e521"],
    ["not-an-amount", "\u00ad100"],
    ["not-an-amount", "1\u2063 000"],
    ["not-an-amount", "12\u200f345"],
    ["not-an-amount", "9".repeat(41)],
  ])("%s: %s", (code, text) => expect(readAmountText(text, undefined)).toEqual({ code }));
});

const cents = fc.bigInt({ min: 1n, max: 10n ** 13n });

function group(whole: string, separator: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, separator);
}

test("every amount that is written in Turkish or English is read back", () => {
  const forms = fc.constantFrom([",", "."], [".", ","], [",", ""], [".", ""], [",", " "]);
  fc.assert(
    fc.property(cents, forms, (value, [point = "", separator = ""]) => {
      const [whole, decimals] = [String(value / 100n), String(value % 100n).padStart(2, "0")];
      const reading = readAmountText(`${group(whole, separator)}${point}${decimals}`, undefined);
      expect(reading).toEqual({ amount: decimals === "00" ? whole : `${whole}.${decimals}` });
    }),
  );
});

test("with the sign given, no text is read with it as the other one", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d.,]{1,12}$/), (text) => {
      const [both, comma, point] = [undefined, "comma", "point"].map((sign) => readAmountText(text, sign as "comma"));
      const amounts = new Set(
        [comma, point].flatMap((reading) => (reading && "amount" in reading ? [reading.amount] : [])),
      );
      const expected =
        [...amounts].length === 1
          ? { amount: [...amounts][0] }
          : { code: amounts.size === 0 ? "not-an-amount" : "ambiguous-amount" };
      expect(both).toEqual(expected);
    }),
  );
});

describe("the number of a cell is what a spreadsheet shows", () => {
  test.each([
    ["100", "100"],
    ["1.1000000000000001", "1.10"],
    ["0.30000000000000004", "0.30"],
    ["42150.75", "42150.75"],
    ["42150.750000000007", "42150.75"],
    ["1E2", "100"],
    ["999999999999999", "999999999999999"],
    ["1.005", "1.005"],
    ["0", "0"],
  ])("%s", (digits, amount) => expect(readAmountNumber(digits, undefined)).toEqual({ amount }));

  test.each([
    ["sign-in-amount", "-1"],
    ["lost-digits", "9999999999999999"],
    ["lost-digits", "1E21"],
    ["lost-digits", "1E-7"],
    ["lost-digits", "NaN"],
    ["lost-digits", "1e999"],
  ])("or it is refused: %s", (code, digits) => expect(readAmountNumber(digits, undefined)).toEqual({ code }));

  test("and not one that its format rounds", () => {
    expect(readAmountNumber("42150.75", 0)).toEqual({ code: "shown-differently" });
    expect(readAmountNumber("42150.75", 1)).toEqual({ code: "shown-differently" });
    expect(readAmountNumber("42150.5", 1)).toEqual({ amount: "42150.50" });
    expect(readAmountNumber("42150", 0)).toEqual({ amount: "42150" });
  });

  test("to the kuruş, whatever double a program stored", () => {
    fc.assert(
      fc.property(cents, (value) => {
        const number = Number(value) / 100;
        const [whole, decimals] = [String(value / 100n), String(value % 100n).padStart(2, "0")];
        expect(readAmountNumber(String(number), 2)).toEqual({
          amount: decimals === "00" ? whole : `${whole}.${decimals}`,
        });
      }),
    );
  });
});
