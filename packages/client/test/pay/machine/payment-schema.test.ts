import { describe, expect, test } from "vitest";
import type { Failure } from "../../../src/errors/failure.ts";
import type {
  AbandonedPayout,
  FinalStatus,
  HistoryEntry,
  Payment,
  PaymentItem,
  PaymentPhase,
  PollEvidence,
  Review,
} from "../../../src/pay/machine/payment.ts";
import { paymentSchema, readPayment } from "../../../src/pay/machine/payment-schema.ts";
import { follow, planned, untilAuth } from "../../support/payment-steps.ts";

// Required<> makes a field that is missing here a compile error.
const full: Required<Payment> & { approved: Required<Review>; failure: Required<Failure> } = {
  version: 1,
  key: "salaries",
  externalId: "salaries",
  restart: 1,
  abandoned: [
    {
      externalId: "salaries",
      status: "INIT",
      count: 1,
      amounts: { TRY: "100.50" },
      rejected: ["b"],
      restart: 0,
      inits: 1,
    } satisfies Required<AbandonedPayout>,
  ],
  planFingerprint: "0123456789abcdef".repeat(4),
  createdAt: 1_759_155_442_830,
  settledAt: 1_759_155_442_831.5,
  phase: "created",
  requestId: "r-1",
  isConfirmed: false,
  isLinkedManually: false,
  hasForeignItems: true,
  merchantId: 1,
  inits: 1,
  auths: 0,
  unsentAuths: 1,
  statusBeforeAuth: "INIT",
  hasVendorAmounts: true,
  polls: 2,
  pauseMs: 7_500,
  pollEvidence: "not-authorised",
  pollEvidenceMs: 12_500.5,
  openPage: 1,
  allPagesAt: 1_759_155_442_831,
  allPagesMs: 5_000,
  stuckReportedAt: 1_759_155_442_832,
  repeatedRecipients: [["a", "b"]],
  listFingerprint: "0123456789abcdef",
  sameList: [{ key: "november", createdAt: 1_759_155_442_829 }],
  approved: {
    requestId: "r-1",
    payoutStatus: "INIT",
    payable: { count: 1, amounts: { TRY: "100.50" } },
    rejected: { count: 1, amounts: { USD: "1" }, items: [{ itemExternalId: "b", errorCode: "2030" }] },
    totalAmount: "100.50",
    balance: "1000",
    isCovered: true,
    isLinkedManually: false,
    hasForeignItems: true,
    earlierAuths: 0,
    found: { amounts: { TRY: "100.50" }, isConsistent: true },
    repeatedRecipients: [["a", "b"]],
    sameList: [{ key: "november", createdAt: 1_759_155_442_829 }],
    abandoned: [{ externalId: "salaries", status: "INIT", count: 1, amounts: { TRY: "100.50" }, rejected: ["b"] }],
  },
  failure: { code: "timeout", outcome: "unknown", message: "m", hint: "h", errorCode: "1" },
  items: [
    {
      itemExternalId: "a",
      recipientType: "IBAN",
      amount: "100.50",
      currency: "TRY",
      referenceCode: "ref-a",
      itemStatus: "INIT",
      statusAt: 1_759_155_442_830,
      waitingSince: 1_759_155_442_830,
      statusMs: 5_000,
      finalStatuses: [{ status: "SUCCESS", at: 1_759_155_442_830 } satisfies Required<FinalStatus>],
      errorCode: "2030",
      totalAmount: "100.50",
      commissionAmount: "0.00000000",
    } satisfies Required<PaymentItem>,
  ],
  history: [
    {
      at: 1_759_155_442_830,
      event: "polled",
      externalId: "salaries",
      requestId: "r-1",
      rejected: 1,
      code: "timeout",
      outcome: "unknown",
      errorCode: "1",
      payoutStatus: "INIT",
      itemStatuses: { INIT: 1 },
      digest: "d-1",
      by: "finance",
      note: "n",
      reason: "stuck",
    } satisfies Required<HistoryEntry>,
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
  "request-id-missing": true,
  "no-items": true,
  "items-missing": true,
  "not-authorised": true,
  "insufficient-balance": true,
  "balance-filled": true,
  "unknown-status": true,
  unreadable: true,
  refused: true,
  "abandoned-not-found": true,
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
    "approved.found",
    "approved.sameList.0",
    "sameList.0",
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
    ["with a number for an amount", { ...stored, items: [{ ...stored.items[0], amount: 100.5 }] }],
    ["without items", { ...stored, items: [] }],
    ["without the time of its creation", { ...stored, createdAt: undefined }],
    ["with an unknown type of recipient", { ...stored, items: [{ ...stored.items[0], recipientType: "CARD" }] }],
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
