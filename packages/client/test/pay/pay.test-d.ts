import { describe, expectTypeOf, test } from "vitest";
import type { MassPayoutClient, PaymentLock, PaymentStore, PayoutPlan, PayResult, Review } from "../../src/index.ts";
import type { Payment, PaymentClient, PaymentCommand, PaymentInput, paymentOf } from "../../src/payment.ts";

declare const iyzico: MassPayoutClient;
declare const store: PaymentStore;
const amount = { value: "100.50", currency: "TRY" } as const;

describe("a store", () => {
  test("may have a lock that is a plain function, or says whether it was taken over", () => {
    expectTypeOf({ ...store, lock: async () => async () => {} }).toExtend<PaymentStore>();
    expectTypeOf<NonNullable<PaymentStore["lock"]>>().returns.resolves.toEqualTypeOf<PaymentLock>();
    expectTypeOf<PaymentLock["isTakenOver"]>().toEqualTypeOf<boolean | undefined>();
  });
});

describe("a plan", () => {
  test("compiles with ids and without them", () => {
    iyzico.pay({ key: "k", items: [{ recipientType: "MEMBER_ID", recipientInfo: "1", amount }] }, { store });
    iyzico.pay(
      {
        key: "k",
        externalId: "e",
        conversationId: "c",
        purpose: "SALARY",
        allowRepeatedRecipients: true,
        allowRepeatedList: false,
        items: [{ itemExternalId: "i", recipientType: "MEMBER_ID", recipientInfo: "1", amount, description: "d" }],
      },
      { store: "memory", maxAmount: "1000", maxTotal: "10000", stuckAfterMs: 86_400_000 },
    );
  });

  test("doesn't compile without a key, without the name of an IBAN's holder, or with a float", () => {
    // @ts-expect-error no key
    iyzico.pay({ items: [{ recipientType: "MEMBER_ID", recipientInfo: "1", amount }] }, { store });
    // @ts-expect-error an IBAN without a name
    iyzico.pay({ key: "k", items: [{ recipientType: "IBAN", recipientInfo: "1", amount }] }, { store });
    const float = { value: 100.5, currency: "TRY" } as const;
    // @ts-expect-error a float
    iyzico.pay({ key: "k", items: [{ recipientType: "MEMBER_ID", recipientInfo: "1", amount: float }] }, { store });
  });

  test("doesn't compile with a property that is misspelt", () => {
    const item = { itemExternalID: "i", recipientType: "MEMBER_ID", recipientInfo: "1", amount } as const;
    // @ts-expect-error for itemExternalId
    iyzico.pay({ key: "k", items: [{ ...item, itemExternalID: "i" }] }, { store });
    // @ts-expect-error for purpose
    iyzico.pay({ key: "k", propose: "SALARY", items: [] }, { store });
    // @ts-expect-error for store
    iyzico.pay({ key: "k", items: [] }, { stor: undefined });
  });

  test("doesn't compile without a store: leaving it out is a decision", () => {
    // @ts-expect-error no options
    iyzico.pay({ key: "k", items: [] });
    // @ts-expect-error no store
    iyzico.pay({ key: "k", items: [] }, {});
    // @ts-expect-error undefined is not a store
    iyzico.pay({ key: "k", items: [] }, { store: undefined });
    // @ts-expect-error a path is not a store
    iyzico.pay({ key: "k", items: [] }, { store: "payments" });
  });

  test("may come from typed JSON", () => {
    expectTypeOf<PayoutPlan>().toExtend<Parameters<MassPayoutClient["pay"]>[0]>();
  });
});

describe("a result", () => {
  test("narrows by its outcome, and has every item and the ledger in each", () => {
    const read = (result: PayResult) => {
      if (result.outcome === "action-required") {
        expectTypeOf(result.review).toEqualTypeOf<(Review & { digest: string }) | undefined>();
        return result.reason === "refund-failed" ? result.message : result.reason;
      }
      // @ts-expect-error only a required action has a reason
      return result.reason;
    };
    expectTypeOf(read).toBeFunction();
    expectTypeOf<PayResult["ledger"][number]["kind"]>().toEqualTypeOf<
      "paid" | "commission" | "refund" | "receivable"
    >();
    expectTypeOf<PayResult["inDoubt"]>().toEqualTypeOf<"init" | "auth" | undefined>();
    expectTypeOf<PayResult["isNew"]>().toEqualTypeOf<boolean>();
    expectTypeOf<PayResult["settledAt"]>().toEqualTypeOf<number | undefined>();
  });
});

describe("the parts", () => {
  test("fit together: every client can execute the commands of a payment", () => {
    expectTypeOf<MassPayoutClient>().toExtend<PaymentClient>();
    expectTypeOf<Extract<PaymentCommand, { type: "auth" }>["requestId"]>().toEqualTypeOf<string>();
    expectTypeOf<ReturnType<typeof paymentOf>>().toEqualTypeOf<Payment>();
  });

  test("take undefined as missing", () => {
    expectTypeOf<{ type: "resumed"; at: number; pausedMs: undefined }>().toExtend<PaymentInput>();
  });
});
