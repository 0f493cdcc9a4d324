import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareAmounts, fromMinorUnits, sumAmounts, sumByCurrency, toMinorUnits } from "../../src/index.ts";

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 10 }))
  .map(([units, decimals]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals);
    return `${units < 0n ? "-" : ""}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ""}`;
  });

const invalid = { code: "invalid_amount", outcome: "not-sent" };

describe("minor units", () => {
  test.each([
    ["100.50", "TRY", 10050n],
    ["100.5", "TRY", 10050n],
    ["0", "TRY", 0n],
    ["-0.01", "TRY", -1n],
    ["20.00000000", "TRY", 2000n],
    ["9007199254740993.01", "TRY", 900719925474099301n],
    ["1e3", "TRY", 100000n],
    ["5.000", "EUR", 500n],
  ])("%s %s is %s of them", (text, currency, units) => {
    expect(toMinorUnits(text, currency)).toBe(units);
  });

  test.each([
    [10050n, "TRY", "100.50"],
    [1n, "USD", "0.01"],
    [-5n, "EUR", "-0.05"],
    [0n, "TRY", "0.00"],
    [900719925474099301n, "TRY", "9007199254740993.01"],
  ])("%s of them in %s is %s", (units, currency, text) => {
    expect(fromMinorUnits(units, currency)).toBe(text);
  });

  test("are the same number after a conversion there and back", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.constantFrom("TRY", "USD", "EUR"), (units, currency) => {
        expect(toMinorUnits(fromMinorUnits(units, currency), currency)).toBe(units);
      }),
    );
  });

  test.each(["100.505", "0.001", "0.00000001", "1e-3"])("%s TRY is finer than a kuruş and is not rounded", (text) => {
    expect(() => toMinorUnits(text, "TRY")).toThrow(expect.objectContaining(invalid));
  });

  test.each(["", "abc", "1,50", " 1", "1.", "NaN", "₺5"])("%j is not an amount", (text) => {
    expect(() => toMinorUnits(text, "TRY")).toThrow(expect.objectContaining(invalid));
  });

  test("a float is not an amount, because it may have lost digits", () => {
    expect(() => toMinorUnits(100.5 as never, "TRY")).toThrow(expect.objectContaining(invalid));
    expect(() => sumAmounts([0.1 as never])).toThrow(expect.objectContaining(invalid));
    expect(() => sumAmounts("100")).toThrow(expect.objectContaining(invalid));
  });

  test.each([10.5, Number.NaN, 10050, "10050"])("%s are not minor units", (units) => {
    expect(() => fromMinorUnits(units as never, "TRY")).toThrow(expect.objectContaining(invalid));
  });

  test.each(["", "lira", "try", "₺", "JPY", "XYZ", "toString"])("%j is not a currency of mass payout", (currency) => {
    expect(() => toMinorUnits("1", currency)).toThrow(expect.objectContaining(invalid));
    expect(() => fromMinorUnits(1n, currency)).toThrow(expect.objectContaining(invalid));
  });
});

describe("sums", () => {
  test("are exact where floats are not", () => {
    expect(sumAmounts(["0.1", "0.2"])).toBe("0.3");
    expect(sumAmounts(["9007199254740993", "0.01", "-0.01"])).toBe("9007199254740993.00");
    expect(sumAmounts(["100.50", "20.00000000"])).toBe("120.50000000");
  });

  test("of nothing are 0", () => {
    expect(sumAmounts([])).toBe("0");
  });

  test("don't depend on the order, nor on how the amounts are grouped", () => {
    fc.assert(
      fc.property(fc.array(amount), fc.nat(), (amounts, seed) => {
        const cut = amounts.length === 0 ? 0 : seed % amounts.length;
        const [head, tail] = [amounts.slice(0, cut), amounts.slice(cut)];
        expect(sumAmounts([...amounts].reverse())).toBe(sumAmounts(amounts));
        expect(sumAmounts([...tail, ...head])).toBe(sumAmounts(amounts));
        expect(compareAmounts(sumAmounts([sumAmounts(head), sumAmounts(tail)]), sumAmounts(amounts))).toBe(0);
      }),
    );
  });

  test("agree with the sum of minor units", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt()), (units) => {
        const amounts = units.map((unit) => fromMinorUnits(unit, "TRY"));
        const total = units.reduce((sum, unit) => sum + unit, 0n);
        expect(toMinorUnits(sumAmounts(amounts), "TRY")).toBe(total);
      }),
    );
  });
});

describe("sums by currency", () => {
  test("are exact and separate, in the order in which the currencies appear", () => {
    const sums = sumByCurrency([
      { amount: "0.1", currency: "TRY" },
      { amount: "9007199254740993", currency: "USD" },
      { amount: "0.2", currency: "TRY" },
      { amount: "0.01", currency: "USD" },
      { amount: "7", currency: "XAU" },
    ]);
    expect(sums).toEqual({ TRY: "0.3", USD: "9007199254740993.01", XAU: "7" });
    expect(Object.keys(sums)).toEqual(["TRY", "USD", "XAU"]);
  });

  test("of nothing are none", () => {
    expect(sumByCurrency([])).toEqual({});
  });

  test("have a currency of any name as a key of their own", () => {
    const sums = sumByCurrency([{ amount: "1", currency: "__proto__" }]);
    expect(Object.entries(sums)).toEqual([["__proto__", "1"]]);
  });

  test("agree with the sum of each currency", () => {
    const entry = fc.record({ amount, currency: fc.constantFrom("TRY", "USD", "EUR") });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const sums = sumByCurrency(entries);
        for (const currency of ["TRY", "USD", "EUR"]) {
          const amounts = entries.filter((each) => each.currency === currency).map((each) => each.amount);
          expect(sums[currency]).toBe(amounts.length === 0 ? undefined : sumAmounts(amounts));
        }
      }),
    );
  });

  test("reject what is not an amount", () => {
    expect(() => sumByCurrency([{ amount: "1,5", currency: "TRY" }])).toThrow(expect.objectContaining(invalid));
  });
});

describe("comparison", () => {
  test("is by value and not by string", () => {
    expect(compareAmounts("1.0", "1.00")).toBe(0);
    expect(compareAmounts("10", "9")).toBe(1);
    expect(compareAmounts("-1", "0.00")).toBe(-1);
    expect(["10", "9.99", "-1", "9007199254740993", "9007199254740992"].sort(compareAmounts)).toEqual([
      "-1",
      "9.99",
      "10",
      "9007199254740992",
      "9007199254740993",
    ]);
  });

  test("is a total order that agrees with addition", () => {
    fc.assert(
      fc.property(amount, amount, amount, (one, other, more) => {
        const order = compareAmounts(one, other);
        expect(compareAmounts(other, one)).toBe(order === 0 ? 0 : -order);
        expect(compareAmounts(sumAmounts([one, more]), sumAmounts([other, more]))).toBe(order);
        expect(compareAmounts(one, one)).toBe(0);
      }),
    );
  });
});
