import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { type Payment, type PaymentItem, paymentOf, readPlan } from "@iyzico-mass-payout/client/payment";
import { onTestFinished } from "vitest";

/** When the stored payments of tests were created. */
export const createdAt: number = Date.UTC(2026, 10, 26, 9, 30);

/** Four recipients that do not exist: no bank has the code 99999. */
export const reportedPlan: PayoutPlan = {
  key: "salaries",
  purpose: "SALARY",
  items: [
    ["TR809999900000000000000001", "Alıcı Bir", "1000.50"],
    ["TR539999900000000000000002", "Alıcı İki", "200"],
    ["TR269999900000000000000003", "Alıcı Üç", "30.25"],
    ["TR969999900000000000000004", "Alıcı Dört", "7"],
  ].map(([recipientInfo = "", recipientName = "", value = ""]) => ({
    recipientType: "IBAN",
    recipientInfo,
    recipientName,
    amount: { value, currency: "TRY" },
    description: "Kasım maaşı",
  })),
};

/** What iyzico shows of an item. */
export type ShownItem = Partial<PaymentItem>;

/** An item whose status polls have confirmed, so that its ledger entries are final. */
export function confirmedItem(status: string, others: ShownItem = {}): ShownItem {
  const at = createdAt + 120_000;
  return { itemStatus: status, statusAt: at, finalStatuses: [{ status, at }], ...others };
}

/** A payment of a plan that was approved and authorised, with what iyzico shows of its items. */
export async function paymentOfPlan(
  plan: PayoutPlan,
  items: readonly ShownItem[],
  others: Partial<Payment> = {},
  baseUrl: string = "https://sandbox-api.iyzipay.com",
): Promise<Payment> {
  const checks = { iban: false, currency: false };
  const payment = paymentOf(await readPlan(plan, { baseUrl, checks }), undefined, createdAt);
  return {
    ...payment,
    phase: "settled",
    ...((others.phase ?? "settled") === "settled" && { settledAt: createdAt + 300_000 }),
    requestId: "request-1",
    isConfirmed: true,
    inits: 1,
    auths: 1,
    items: payment.items.map((item, index) => ({ ...item, ...items[index] })),
    history: [
      ...payment.history,
      { at: createdAt + 1_000, event: "init-sent" },
      { at: createdAt + 60_000, event: "approved", digest: "d".repeat(64), by: "Muhasebe Şefi", note: "Checked." },
      { at: createdAt + 61_000, event: "auth-sent" },
    ],
    ...others,
  };
}

/** The files that a report is made from. */
export interface StoredPayment {
  folder: string;
  store: string;
  planFile: string;
}

/** Stores a payment as `pay` does, beside its plan. The folder is removed after the test. */
export async function storePayment(plan: PayoutPlan, payment: Payment): Promise<StoredPayment> {
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-report-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = join(folder, "payments");
  await createFileStore(store, { create: true }).compareAndSet(payment.key, undefined, payment);
  const planFile = join(folder, "plan.json");
  writeFileSync(planFile, JSON.stringify(plan));
  return { folder, store, planFile };
}
