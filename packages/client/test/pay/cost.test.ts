// What a payment costs in counts, which are the same on every machine. `pnpm bench` measures the times.
import { createSigner, type Signer } from "@iyzico-mass-payout/auth";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import { createMassPayoutClient, type PaymentStore, type PayoutPlan } from "../../src/index.ts";
import { credentials } from "../support/client.ts";
import { withSteps } from "../support/file-steps.ts";
import { useFolder } from "../support/folder.ts";
import { memberItem } from "../support/recipients.ts";
import { countOf } from "../support/simulated.ts";

const sizeOf = (body: string | Uint8Array | undefined) =>
  typeof body === "string" ? Buffer.byteLength(body) : (body?.length ?? 0);

const folder = useFolder();

/** Pays new recipients at a simulator that settles at once, and counts what that takes. */
async function payAndCount({ recipients, pageSize }: { recipients: number; pageSize: number }) {
  const delays = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0 };
  const signer = createSigner(credentials);
  const counts = { signatures: 0, signedBytes: 0, sends: 0, sentBytes: 0, stored: 0, fsyncs: 0 };
  const countingSigner: Signer = {
    sign(parts) {
      counts.signatures += 1;
      counts.signedBytes += sizeOf(parts.body);
      return signer.sign(parts);
    },
  };
  const simulator = createSimulator({ credentials, delays, balance: "100000000" });
  const iyzico = createMassPayoutClient({
    signer: countingSigner,
    baseUrl: "http://127.0.0.1",
    clock: simulator.clock,
    rateLimit: false,
    async fetch(request) {
      counts.sends += 1;
      counts.sentBytes += (await request.clone().arrayBuffer()).byteLength;
      return simulator.fetch(request);
    },
  });
  const plan: PayoutPlan = {
    key: "salaries",
    items: Array.from({ length: recipients }, (_, index) => ({
      ...memberItem("1", `member-${index}`),
      description: "Kasım maaşı",
    })),
  };
  const fileStore = createFileStore(folder.path(`${recipients}`), { create: true });
  const store: PaymentStore = {
    ...fileStore,
    compareAndSet(...args) {
      counts.stored += 1;
      return fileStore.compareAndSet(...args);
    },
  };
  const countStep = (call: string) => {
    if (call === "sync") counts.fsyncs += 1;
  };
  const result = await withSteps(countStep, () => iyzico.pay(plan, { store, pageSize }));
  expect(result).toMatchObject({ outcome: "settled", paid: "all" });
  return { simulator, counts };
}

describe("a payment whose items are settled at the first poll after auth", () => {
  test.each([
    { recipients: 10, pageSize: 100 },
    { recipients: 1_000, pageSize: 40 },
    { recipients: 1_000, pageSize: 1_000 },
  ])("takes 8 requests and two whole polls: $recipients recipients, $pageSize a page", async (payment) => {
    const { simulator } = await payAndCount(payment);
    // The pages of the accepted items, a last one that ends the listing included, and one of the rejected items.
    const wholePoll = Math.floor(payment.recipients / payment.pageSize) + 1 + 1;
    // Before init: the planned id twice, and each id that the payment may begin again under.
    const beforeInit = simulator.history.slice(0, 5).map(({ externalId }) => externalId);
    expect(beforeInit).toEqual(["salaries", "salaries-r2", "salaries-r3", "salaries-r4", "salaries"]);
    expect(countOf(simulator, "retrieve")).toBe(5 + 2 * wholePoll);
    expect(["init", "balance", "auth"].map((name) => countOf(simulator, name))).toEqual([1, 1, 1]);
    expect(simulator.history).toHaveLength(8 + 2 * wholePoll);
  });

  test("is signed once and sent once for each request, and no byte is signed that is not sent", async () => {
    const { simulator, counts } = await payAndCount({ recipients: 1_000, pageSize: 100 });
    expect(counts.signatures).toBe(simulator.history.length);
    expect(counts.sends).toBe(simulator.history.length);
    expect(counts.signedBytes).toBe(counts.sentBytes);
  });

  test("is stored as often, and synced to the disk as often, for 1,000 recipients as for 10", async () => {
    const few = await payAndCount({ recipients: 10, pageSize: 100 });
    const many = await payAndCount({ recipients: 1_000, pageSize: 100 });
    expect(many.counts.stored).toBe(few.counts.stored);
    expect(many.counts.fsyncs).toBe(few.counts.fsyncs);
    expect([few.counts.stored, few.counts.fsyncs]).toEqual([8, 23]);
  });
});
