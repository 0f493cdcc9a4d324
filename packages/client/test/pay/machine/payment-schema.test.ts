import { Validator } from "@cfworker/json-schema";
import fc from "fast-check";
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
      moved: ["a"],
    } satisfies Required<AbandonedPayout>,
  ],
  planFingerprint: "0123456789abcdef".repeat(4),
  createdAt: 1_759_155_442_830,
  settledAt: 1_759_155_442_831.5,
  phase: "created",
  supersedes: { key: "october", items: ["b"] },
  supersession: "recorded",
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
  mayHaveLostWrites: true,
  restoredAt: 1_759_155_442_831,
  pausedMs: 7_000,
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
    mayHaveLostWrites: true,
    restoredAt: 1_759_155_442_831,
    earlierAuths: 0,
    found: { amounts: { TRY: "100.50" }, isConsistent: true },
    repeatedRecipients: [["a", "b"]],
    sameList: [{ key: "november", createdAt: 1_759_155_442_829 }],
    supersedes: { key: "october", items: ["b"] },
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
      supersededBy: "salaries-again",
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
      key: "salaries-again",
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
  "superseded-changed": true,
  moving: true,
};
const allValues = [
  ...Object.keys(phases).map((value) => ["phase", value] as const),
  ...Object.keys(evidence).map((value) => ["pollEvidence", value] as const),
];

/** The paths of all values in a value that are neither objects nor lists, such as "items.0.amount". */
function pathsIn(value: object, parent = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "object" && inner !== null ? pathsIn(inner, `${parent}${key}.`) : [`${parent}${key}`],
  );
}

/** The full payment with another value at a path; without one if it is undefined. */
function fullWith(path: string, value: unknown): unknown {
  return changedAt(full, path, value);
}

/** A copy with another value at a path, as far as the path is there. */
function changedAt(payment: unknown, path: string, value: unknown): unknown {
  const changed = structuredClone(payment);
  const keys = path.split(".");
  const last = keys.pop() as string;
  let place = changed as Record<string, unknown>;
  for (const key of keys) place = Object(place[key]) as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return changed;
}

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
    const changed = fullWith(path === "" ? "unknown" : `${path}.unknown`, true);
    expect(() => readPayment(changed, "salaries")).toThrow(unreadable);
  });

  test.each(pathsIn(full))("is rejected with a value of another type in %s", (path) => {
    for (const other of [null, [], {}])
      expect(() => readPayment(fullWith(path, other), "salaries")).toThrow(unreadable);
    const isText = typeof path.split(".").reduce((place: unknown, key) => Object(place)[key], full) === "string";
    expect(() => readPayment(fullWith(path, isText ? 1 : "1"), "salaries")).toThrow(unreadable);
  });

  test.each([
    ...["version", "key", "externalId", "planFingerprint", "createdAt", "phase", "isConfirmed", "isLinkedManually"],
    ...["inits", "auths", "polls", "pauseMs", "pollEvidenceMs", "items", "requestId"],
    ...["items.0.itemExternalId", "items.0.recipientType", "items.0.amount", "items.0.currency"],
    ...["approved.requestId", "approved.payoutStatus", "approved.payable", "approved.rejected", "approved.balance"],
    ...["approved.isLinkedManually", "approved.earlierAuths", "approved.payable.count", "approved.payable.amounts"],
    ...["approved.rejected.count", "approved.rejected.amounts", "approved.rejected.items"],
    ...["approved.rejected.items.0.itemExternalId", "approved.found.amounts", "approved.found.isConsistent"],
    ...["approved.sameList.0.key", "approved.sameList.0.createdAt", "sameList.0.key", "sameList.0.createdAt"],
    ...["failure.code", "failure.outcome", "failure.message", "failure.hint"],
  ])("is rejected without %s", (path) => {
    expect(() => readPayment(fullWith(path, undefined), "salaries")).toThrow(unreadable);
  });

  test.each([
    ...["settledAt", "hasForeignItems", "merchantId", "statusBeforeAuth", "hasVendorAmounts", "pollEvidence"],
    ...["stuckReportedAt", "repeatedRecipients", "listFingerprint", "sameList", "approved", "failure"],
    ...["items.0.referenceCode", "items.0.itemStatus", "items.0.statusAt", "items.0.statusMs", "items.0.finalStatuses"],
    ...["items.0.errorCode", "items.0.totalAmount", "items.0.commissionAmount", "approved.totalAmount"],
    ...["approved.isCovered", "approved.hasForeignItems", "approved.found", "approved.repeatedRecipients"],
    ...["approved.sameList", "approved.rejected.items.0.errorCode", "failure.errorCode"],
  ])("is read without %s", (path) => {
    const without = fullWith(path, undefined);
    expect(readPayment(without, "salaries")).toBe(without);
  });

  test.each<[string, ...unknown[]]>([
    ["planFingerprint", "0".repeat(63), "0".repeat(65), `x${"0".repeat(64)}`, "A".repeat(64), ""],
    ["inits", -1, 0.5],
    ["auths", -1, 0.5],
    ["polls", -1, 0.5],
    ["pauseMs", -1],
    ["pollEvidenceMs", -0.5],
    ["items", []],
    ["items.0.amount", "", "1,5", "+1", "1.", ".5", "1e3", " 1", "1 ", "--1", "1.5.5"],
    ["items.0.statusMs", -1],
    ["items.0.finalStatuses", []],
    ["repeatedRecipients", [], [["a"]]],
    ["sameList", []],
    ["approved.payable.amounts.TRY", "", "1,5", "1."],
    ["approved.earlierAuths", -1, 0.5],
    ["failure.outcome", "sent"],
    ["pollEvidence", "paid"],
  ])("is rejected with a value that none can have in %s", (path, ...values) => {
    for (const value of values) expect(() => readPayment(fullWith(path, value), "salaries")).toThrow(unreadable);
  });

  test("is read with an amount that is negative, a whole number or has many decimals, and with any type of recipient", () => {
    for (const [path, values] of [
      ["items.0.amount", ["-1", "0", "123", "-0.5", "20.00000000"]],
      ["items.0.recipientType", ["IBAN", "PHONE", "IDENTITY_NUMBER", "MEMBER_ID"]],
      ["failure.outcome", ["not-sent", "rejected", "unknown"]],
      ["approved.rejected.items", [[]]],
      ["inits", [0, 1, 7]],
      ["pauseMs", [0, 0.5]],
      ["createdAt", [-1, 0.5]],
    ] as const) {
      for (const value of values) {
        const other = fullWith(path, value);
        expect(readPayment(other, "salaries")).toBe(other);
      }
    }
  });

  test("needs a requestId in every phase but the two before the payout is known", () => {
    const isRead = (phase: string) => {
      try {
        return readPayment({ ...(fullWith("requestId", undefined) as object), phase }, "salaries").phase === phase;
      } catch {
        return false;
      }
    };
    expect(Object.keys(phases).filter(isRead)).toEqual(["planned", "initiating"]);
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

  test("is read exactly if another implementation of JSON Schema accepts it, whatever was changed in it", () => {
    const validator = new Validator({ ...paymentSchema }, "2020-12");
    const isRead = (value: unknown) => {
      try {
        return readPayment(value, "salaries") === value;
      } catch {
        return false;
      }
    };
    const places = [
      ...pathsIn(full),
      "items",
      "items.0",
      "history",
      "approved",
      "approved.rejected",
      "sameList",
      "new",
    ];
    const change = fc.tuple(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed: unknown = JSON.parse(
          JSON.stringify(changes.reduce<unknown>((value, [path, other]) => changedAt(value, path, other), full)),
        );
        const isKey = (changed as { key?: unknown }).key === "salaries";
        expect(isRead(changed)).toBe(isKey && validator.validate(changed).valid);
      }),
      { numRuns: 1_000 },
    );
  });
});
