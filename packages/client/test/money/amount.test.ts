import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAmount } from "../../src/money/amount.ts";

describe("an amount", () => {
  test.each([
    ["0", "0"],
    ["100", "100"],
    ["100.50", "100.50"],
    ["20.00000000", "20.00000000"],
    ["9007199254740993.01", "9007199254740993.01"],
    ["25399393.5", "25399393.5"],
    ["0E-8", "0.00000000"],
    ["0e3", "0"],
    ["1e3", "1000"],
    ["1E+3", "1000"],
    ["1.50e1", "15.0"],
    ["1.5e3", "1500"],
    ["5e-3", "0.005"],
    ["12.345e-2", "0.12345"],
    ["-0.10", "-0.10"],
    ["-0", "0"],
    ["-0.00", "0.00"],
    ["00012.5", "12.5"],
  ])("%s is read as %s", (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });

  test.each(["", " ", "1 ", "1,50", "1.", ".5", "+1", "abc", "NaN", "Infinity", "0x10", "1e", "1e1.5", "1_000", "١"])(
    "%j is not one",
    (text) => {
      expect(readAmount(text)).toBeUndefined();
    },
  );

  test("beyond 100 digits or an exponent of 100 is not one", () => {
    expect(readAmount("1e999999999")).toBeUndefined();
    expect(readAmount("1e-999999999999999999999")).toBeUndefined();
    expect(readAmount("1e101")).toBeUndefined();
    expect(readAmount("1e100")).toBe(`1${"0".repeat(100)}`);
    expect(readAmount("1e-100")).toBe(`0.${"0".repeat(99)}1`);
    expect(readAmount("9".repeat(101))).toBeUndefined();
    expect(readAmount("9".repeat(100))).toBe("9".repeat(100));
  });

  test("has the value that JavaScript's own parser reads, up to 15 digits", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }), (value) => {
        // JSON.stringify writes exponents for very small values; those parse back to the same double.
        fc.pre(value === 0 || Math.abs(value) > 1e-90);
        expect(Number(readAmount(JSON.stringify(value)))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test("is read as itself once it is canonical", () => {
    const literal = fc
      .tuple(
        fc.constantFrom("", "-"),
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.stringMatching(/^(\.\d{1,12})?$/),
        fc.stringMatching(/^([eE][+-]?\d)?$/),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(literal, (text) => {
        const amount = readAmount(text) ?? "not read";
        expect(amount).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
        expect(readAmount(amount)).toBe(amount);
      }),
    );
  });

  test("keeps its value to the digit", () => {
    const scaled = (text: string, scale: bigint) => {
      const [, sign, whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
      return BigInt(`${sign}${whole}${fraction}`) * 10n ** (scale - BigInt(fraction.length));
    };
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 25n }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: -20, max: 20 }),
        (digits, decimals, exponent) => {
          const text = digits.toString().padStart(decimals + 1, "0");
          const literal = `${text.slice(0, text.length - decimals)}${decimals > 0 ? `.${text.slice(-decimals)}` : ""}e${exponent}`;
          const scale = 40n;
          expect(scaled(readAmount(literal) ?? "", scale)).toBe(
            digits * 10n ** (scale - BigInt(decimals) + BigInt(exponent)),
          );
        },
      ),
    );
  });
});
