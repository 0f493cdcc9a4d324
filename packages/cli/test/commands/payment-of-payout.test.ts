import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { paymentOf, readPlan } from "@iyzico-mass-payout/client/payment";
import { expect, test } from "vitest";
import { readPayoutOwners } from "../../src/commands/payment-of-payout.ts";
import { itemsOf, simulateMerchant } from "../support/simulated-merchant.ts";

async function storePayment(folder: string, changes: object) {
  const plan = await readPlan({ key: "nov", externalId: "payout", items: itemsOf("nov", 1) });
  const payment = { ...paymentOf(plan, undefined, 0), ...changes };
  await createFileStore(folder).compareAndSet("nov", undefined, payment);
  return readPayoutOwners(createFileStore(folder));
}

test("a payment owns the payouts of its key, externalId and requestId, and of those that it has abandoned", async () => {
  const { store } = await simulateMerchant();
  const abandoned = [{ externalId: "payout", restart: 0, inits: 1, count: 0, amounts: {}, rejected: [] }];
  const owners = await storePayment(store, { restart: 1, requestId: "r-2", abandoned, phase: "created" });
  for (const ids of [{ key: "nov" }, { externalId: "payout" }, { externalId: "payout-r2" }, { requestId: "r-2" }])
    expect(owners.find(ids)).toMatchObject({ key: "nov", requestId: "r-2" });
  expect(owners.find({ requestId: "r-1", externalId: "payout-r3" })).toBeUndefined();
});

test("a payment without a requestId owns the payout of its externalId", async () => {
  const { store } = await simulateMerchant();
  const owners = await storePayment(store, {});
  expect(owners.find({ requestId: "r-1", externalId: "payout" })).toEqual({ key: "nov", phase: "planned", auths: 0 });
});

test("a payment that is damaged stops the search: it may be the one", async () => {
  const { store } = await simulateMerchant();
  mkdirSync(join(store, "payment-nov"));
  writeFileSync(join(store, "payment-nov", "1.json"), "{");
  await expect(readPayoutOwners(createFileStore(store))).rejects.toMatchObject({ code: "payment_unreadable" });
});
