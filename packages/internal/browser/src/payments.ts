import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { type Payment, type PaymentItem, paymentOf, readPlan } from "@iyzico-mass-payout/client/payment";

/** A payment as a store has it, and its plan. */
export interface SamplePayment {
  plan: PayoutPlan;
  payment: Payment;
}

/** How to make a sample. */
export interface SampleOptions {
  count: number;
  /** The statuses of the items, in turn. */
  statuses: readonly string[];
  /** The name of each recipient, in turn. */
  names?: readonly string[];
  /** The amounts, in turn. */
  amounts?: readonly string[];
  currencies?: readonly ("TRY" | "USD" | "EUR")[];
  /** Whether another payout of the payment was abandoned. */
  hasAbandoned?: boolean;
  description?: string;
  note?: string;
}

const usualNames = [
  "Alıcı Bir",
  "Müdür İki",
  "Çalışan Işüç",
  "İşçi Dört",
  "Görevli Beş",
  "Üretici Altı",
  "Yedinci Kişinin-Çok Uzun Olan Ad Soyadı",
  "Öğrenci Sekiz",
];

const usualAmounts = ["42150.75", "1000.50", "200", "30.25", "987654.32", "7", "5500.05"];

const createdAt = Date.UTC(2026, 10, 26, 9, 30);

/** Makes a payment in which polls have shown these statuses, as `pay` stores it. It is of the sandbox. */
export async function createSample({
  count,
  statuses,
  names = usualNames,
  amounts = usualAmounts,
  currencies = ["TRY"],
  hasAbandoned = false,
  description = "Kasım 2026 maaşı",
  note = "Kasım bordrosu, İK listesiyle karşılaştırıldı",
}: SampleOptions): Promise<SamplePayment> {
  const items = Array.from({ length: count }, (_, index) => ({
    itemExternalId: `maas-2026-11-${String(index + 1).padStart(4, "0")}`,
    recipientType: "IBAN" as const,
    recipientInfo: ibanOf(index + 1),
    recipientName: inTurn(names, index),
    amount: { value: inTurn(amounts, index), currency: inTurn(currencies, index) },
    description,
  }));
  const plan: PayoutPlan = { key: "maaslar-2026-11", purpose: "SALARY", items };
  const baseUrl = "https://sandbox-api.iyzipay.com";
  const begun = paymentOf(await readPlan(plan, { baseUrl, checks: { currency: false } }), undefined, createdAt);
  const isOpen = items.some((_, index) => !isFinal(inTurn(statuses, index)));
  const isOwed = !isOpen && items.some((_, index) => inTurn(statuses, index) === "DEPOSIT_FAIL");
  const isSettled = !isOpen && !isOwed;
  const payment: Payment = {
    ...begun,
    phase: isSettled ? "settled" : "authorised",
    ...(isSettled && { settledAt: createdAt + 400_000 }),
    requestId: "0b8c4c1e-7a35-4f7c-9d0b-0f7d6a1e2c3d",
    isConfirmed: true,
    inits: 1,
    auths: 1,
    ...(hasAbandoned && {
      restart: 1,
      abandoned: [{ externalId: plan.key, restart: 0, inits: 1, status: "INIT", count, amounts: {}, rejected: [] }],
    }),
    items: begun.items.map((item, index) => showItem(item, inTurn(statuses, index), index)),
    history: [
      ...begun.history,
      { at: createdAt + 1_000, event: "init-sent" },
      { at: createdAt + 60_000, event: "approved", digest: "a3".repeat(32), by: "Muhasebe Şefi", note },
      { at: createdAt + 61_000, event: "auth-sent" },
      ...(isOwed ? [{ at: createdAt + 500_000, event: "action-required", reason: "refund-failed" } as const] : []),
    ],
  };
  return { plan, payment };
}

function showItem(item: PaymentItem, status: string, index: number): PaymentItem {
  const at = createdAt + 120_000 + index;
  return {
    ...item,
    itemStatus: status,
    statusAt: at,
    ...(status === "INVALID"
      ? { errorCode: "2030" }
      : { referenceCode: `6f1c0000-9d2b-4a7e-8c31-${String(index).padStart(12, "0")}`, commissionAmount: "5.25" }),
    ...(isFinal(status) && { finalStatuses: [{ status, at }] }),
  };
}

function isFinal(status: string): boolean {
  return ["SUCCESS", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL", "INVALID", "MASS_PAYOUT_CANCELED"].includes(status);
}

function inTurn<Value>(values: readonly Value[], index: number): Value {
  return values[index % values.length] as Value;
}

/** An IBAN with correct check digits at a bank that does not exist: 99999. */
function ibanOf(account: number): string {
  const digits = `999990${String(account).padStart(16, "0")}`;
  // "TR00" at the end, with letters as numbers.
  const check = 98n - (BigInt(`${digits}292700`) % 97n);
  return `TR${String(check).padStart(2, "0")}${digits}`;
}
