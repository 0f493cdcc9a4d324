import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InitRequest, RequestFault } from "../../src/index.ts";
import { checkInitRequest } from "../../src/validation/check-init-request.ts";
import { faultsIn, payoutOf, validItem } from "../support/init-faults.ts";

describe("a hostile request", () => {
  const thrower = () => {
    throw new Error("CANARY");
  };
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  };
  test.each<[string, unknown]>([
    [
      "a getter that throws",
      {
        ...payoutOf(validItem),
        get externalId() {
          return thrower();
        },
      },
    ],
    [
      "an item's getter that throws",
      payoutOf({
        ...validItem,
        get amount() {
          return thrower();
        },
      }),
    ],
    ["a proxy that throws", new Proxy({}, { get: thrower, ownKeys: thrower, has: thrower })],
    ["a proxy of a list that throws", payoutOf(new Proxy([], { get: thrower, ownKeys: thrower }))],
    ["items that throw", { externalId: "e", items: new Proxy([validItem], { get: thrower }) }],
    ["items that throw when they are listed", { externalId: "e", items: new Proxy([validItem], { ownKeys: thrower }) }],
    [
      "items with a false length",
      { externalId: "e", items: new Proxy([validItem], { get: (_, key) => (key === "length" ? 1e15 : validItem) }) },
    ],
    ["a revoked proxy", revoked()],
    ["revoked items", { externalId: "e", items: revoked() }],
    ["a revoked item", payoutOf(revoked())],
    [
      "strings that are objects",
      payoutOf({ ...validItem, recipientInfo: Object("TR"), description: { toString: thrower } }),
    ],
    [
      "an amount that serialises itself",
      payoutOf({ ...validItem, amount: { value: { toJSON: () => "1", toString: () => "1" }, currency: "TRY" } }),
    ],
    ["items of everything", payoutOf(undefined, null, 1, "x", Symbol("x"), () => 1, [], 1n)],
    ["a field behind __proto__", JSON.parse('{"externalId":"e","items":[{"__proto__":{"amount":1}}]}')],
  ])("has faults and causes no other error: %s", (_, request) => {
    const found = faultsIn(request);
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain("CANARY");
    expect(() => checkInitRequest(request as InitRequest)).toThrow(
      expect.objectContaining({ code: "invalid_request" }),
    );
  });

  test("has faults, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }), (value) => {
        for (const request of [
          value,
          { externalId: "e", items: value },
          payoutOf(value),
          payoutOf({ ...validItem, amount: value }),
        ]) {
          const found: RequestFault[] = faultsIn(request);
          expect(found.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("is read once in every field, so that the checked values are used", () => {
    const reads: string[] = [];
    const watched = <Target extends object>(target: Target, path: string): Target =>
      new Proxy(target, {
        get(own, key) {
          reads.push(`${path}${String(key)}`);
          return Reflect.get(own, key);
        },
      });
    const amount = watched({ value: "1.50", currency: "TRY" }, "amount.");
    const item = watched({ ...validItem, amount }, "item.");
    const request = watched({ externalId: "e", items: watched([item], "items.") }, "");
    expect(checkInitRequest(request as unknown as InitRequest)).toEqual({
      externalId: "e",
      items: [{ ...validItem, amount: { value: "1.50", currency: "TRY" } }],
    });
    expect(new Set(reads).size).toBe(reads.length);
  });

  test("does not change the checked request when it changes afterwards", () => {
    const item = structuredClone(validItem) as InitRequest["items"][number] & { amount: { value: string } };
    const request = { externalId: "e", items: [item] };
    const checked = checkInitRequest(request);
    item.amount.value = "999999";
    request.items.push(item);
    expect(checked.items).toEqual([validItem]);
  });

  test("an object of a class with getters is as validItem as a plain one", () => {
    class Payout {
      get externalId() {
        return "e";
      }
      get items() {
        return [validItem];
      }
    }
    expect(faultsIn(new Payout())).toEqual([]);
  });
});
