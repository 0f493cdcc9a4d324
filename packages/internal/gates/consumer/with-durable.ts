// A typical program with durable. The number of types that its check instantiates has a budget.
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createDurablePayouts, createPostgresRateLimiter } from "@iyzico-mass-payout/durable";

const database = "postgres://payouts@localhost/payouts";
const payouts = createDurablePayouts({
  database,
  client: createMassPayoutClient({
    credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
    environment: "sandbox",
    rateLimit: createPostgresRateLimiter(database, { perMinute: 50 }),
  }),
  approvals: { approvers: 2, notTheSubmitter: true },
  onLedgerEntries: async (entries, tx) => {
    for (const { key, kind, amount } of entries) {
      await tx.query("insert into our_books values ($1, $2, $3)", [key, kind, amount]);
    }
  },
  onEvent: (event) => console.log(event.type),
});

await payouts.migrate();
await payouts.start({ concurrency: 4 });
await payouts.submit(
  {
    key: "salaries-2026-11",
    items: [
      {
        recipientType: "PHONE",
        recipientInfo: "+905555555555",
        amount: { value: "42150.75", currency: "TRY" },
        description: "November",
      },
    ],
  },
  { by: "finance-1" },
);
const report = await payouts.get("salaries-2026-11");
if (report?.review !== undefined) await payouts.approve(report.key, report.review.digest, { by: "finance-2" });
console.log(report?.outcome, report?.totals["TRY"]?.paid, (await payouts.list({ outcome: "settled" })).next);
await payouts.stop();
