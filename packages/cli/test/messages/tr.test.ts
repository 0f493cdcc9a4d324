import { expect, test } from "vitest";
import { tr } from "../../src/messages/tr.ts";

test.each([
  ["planned", 0, false],
  ["created", 0, false],
  ["created", 1, true],
  ["authorised", 0, true],
] as const)(
  "in Turkish, a payout that is not shown, %s with %i auths, may be authorised: %s",
  (phase, auths, isPossible) => {
    const text = tr.pay.reason({ reason: "payout-not-found", message: "", auths, phase });
    expect(text.startsWith("Bu toplu ödeme onaylanmış (auth) olabilir")).toBe(isPossible);
  },
);

test.each([
  ["INIT", true],
  ["CANCELED", true],
  ["COMPLETED", false],
  ["NEW_STATUS", false],
] as const)("in Turkish, another key is advised beside a found payout that is %s: %s", (status, isAdvised) => {
  const found = { externalId: "salaries", count: 1, amounts: { TRY: "1" } };
  const foundPayouts = [
    { ...found, status: "INIT" },
    { ...found, status },
  ];
  const action = { message: "", auths: 0, phase: "planned", foundPayouts } as const;
  const text = tr.pay.reason({ reason: "external-id-taken", ...action });
  expect(text.includes("başka bir key, planda varsa başka bir externalId de kullanın")).toBe(isAdvised);
  expect(text.includes("başka bir key ile ödeme yapmayın")).toBe(!isAdvised);
});

test("in Turkish, the requestId is asked for of the payout itself, and after a restart of the first one", () => {
  const action = { reason: "request-id-unknown", message: "", auths: 0, phase: "created" } as const;
  expect(tr.pay.reason(action)).toMatch(/^iyzico toplu ödemeyi oluşturdu/);
  const review = {
    requestId: "1",
    payoutStatus: "INIT",
    payable: { count: 0, amounts: {} },
    rejected: { count: 1, amounts: { TRY: "1" }, items: [{ itemExternalId: "salaries-1" }] },
    balance: "1",
    isLinkedManually: false,
    earlierAuths: 0,
    digest: "0f",
  };
  expect(tr.pay.reason({ ...action, review })).toContain("İlk toplu ödemenin requestId'sini iyzico'dan öğrenip");
});

test("in Turkish, a sum that may still change is marked", () => {
  expect(tr.pay.notFinal("₺1,00")).toBe("₺1,00 kesinleşmedi");
});
