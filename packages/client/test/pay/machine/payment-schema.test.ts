import { describe, expect, test } from "vitest";
import type { Failure } from "../../../src/errors/failure.ts";
import type { Payment, PaymentItem, PaymentPhase, PollEvidence, Review } from "../../../src/pay/machine/payment.ts";
import { paymentSchema, readPayment } from "../../../src/pay/machine/payment-schema.ts";

import { follow, planned, untilAuth } from "../../support/payment-steps.ts";

// Required<> makes a field that is missing here a compile error.
const full: Required<Payment> & { approved: Required<Review>; failure: Required<Failure> } = {
  version: 1,
  key: "salaries",
  externalId: "salaries",
  planFingerprint: "0123456789abcdef".repeat(4),
  phase: "created",
  requestId: "r-1",
  isLinkedManually: false,
  inits: 1,
  auths: 0,
  polls: 2,
  pauseMs: 7_500,
  pollEvidence: "not-authorised",
  pollEvidenceMs: 12_500.5,
  approved: {
    requestId: "r-1",
    payoutStatus: "INIT",
    payable: { count: 1, amounts: { TRY: "100.50" } },
    rejected: { count: 1, amounts: { USD: "1" }, items: [{ itemExternalId: "b", errorCode: "2030" }] },
    totalAmount: "100.50",
    balance: "1000",
    isCovered: true,
    isLinkedManually: false,
    earlierAuths: 0,
  },
  failure: { code: "timeout", outcome: "unknown", message: "m", hint: "h", errorCode: "1" },
  items: [
    {
      itemExternalId: "a",
      amount: "100.50",
      currency: "TRY",
      referenceCode: "ref-a",
      itemStatus: "INIT",
      errorCode: "2030",
      totalAmount: "100.50",
      commissionAmount: "0.00000000",
    } satisfies Required<PaymentItem>,
  ],
};

// A phase or an evidence that is missing here does not compile.
const phases: Record<PaymentPhase, true> = {
  planned: true,
  initiating: true,
  created: true,
  authorising: true,
  authorised: true,
  settled: true,
};
const evidence: Record<PollEvidence, true> = {
  "not-found": true,
  "no-items": true,
  "items-missing": true,
  "not-authorised": true,
  "insufficient-balance": true,
  "unknown-status": true,
  unreadable: true,
  moving: true,
};
const allValues = [
  ...Object.keys(phases).map((value) => ["phase", value] as const),
  ...Object.keys(evidence).map((value) => ["pollEvidence", value] as const),
];

describe("a stored payment", () => {
  const stored = follow(planned, ...untilAuth).step.state;
  const unreadable = expect.objectContaining({ code: "payment_unreadable", outcome: "not-sent" });

  test("is read as it is if it fits the schema, which is JSON itself", () => {
    expect(readPayment(stored, "salaries")).toBe(stored);
    expect(JSON.parse(JSON.stringify(paymentSchema))).toEqual(paymentSchema);
  });

  test("is read as it is with every field", () => {
    expect(readPayment(full, "salaries")).toBe(full);
    expect(readPayment(JSON.parse(JSON.stringify(full)), "salaries")).toEqual(full);
  });

  test.each([
    "",
    "items.0",
    "approved",
    "approved.payable",
    "approved.rejected",
    "approved.rejected.items.0",
    "failure",
  ])("is rejected with an unknown field in %j", (path) => {
    const changed = structuredClone(full);
    let place = changed as unknown as Record<string, unknown>;
    for (const key of path === "" ? [] : path.split(".")) place = place[key] as Record<string, unknown>;
    place["unknown"] = true;
    expect(() => readPayment(changed, "salaries")).toThrow(unreadable);
  });

  test("is read with an error code that only a later version knows, because it only informs", () => {
    const later = { ...full, failure: { ...full.failure, code: "a_later_code" } };
    expect(readPayment(later, "salaries")).toBe(later);
  });

  test.each(allValues)("is read with the %s %s", (field, value) => {
    expect(readPayment({ ...full, [field]: value }, "salaries")).toMatchObject({ [field]: value });
  });

  test.each<[string, unknown]>([
    ["of another key", { ...stored, key: "bonuses" }],
    ["of a later version", { ...stored, version: 2 }],
    ["in an unknown phase", { ...stored, phase: "paid" }],
    ["created without a requestId", { ...stored, requestId: undefined }],
    ["with a number for an amount", { ...stored, items: [{ itemExternalId: "a", amount: 100.5, currency: "TRY" }] }],
    ["without items", { ...stored, items: [] }],
    ["with an unknown field", { ...stored, sendAgain: true }],
    ["with half an approval", { ...stored, approved: { requestId: "r-1" } }],
    ["null", null],
    ["a list", [stored]],
  ])("is rejected when it is %s", (_, value) => {
    // JSON has no undefined fields.
    const kept = JSON.parse(JSON.stringify(value));
    expect(() => readPayment(kept, "salaries")).toThrow(unreadable);
  });
});
