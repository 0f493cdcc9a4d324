import { type Amount, createMassPayoutClient, type PayResult, sumAmounts } from "@iyzico-mass-payout/client";
import { createPostgresStore } from "@iyzico-mass-payout/durable";
import { expect, onTestFinished, test } from "vitest";
import { createPlan, expectNoSecret, type Iyzico, startIyzico } from "../src/iyzico.ts";
import { createExampleDatabase } from "../src/payout-runs.ts";
import { runProgram } from "../src/program.ts";
import { testTypes } from "../src/types.ts";

testTypes("reconciliation");

const outcomes = ["paid", "failed-refunded", "failed-unrefunded", "rejected"] as const;

/** A payment of every outcome: amounts whose sum in binary floats is not exact, and commissions. */
async function setUp() {
  const [iyzico, database] = await Promise.all([
    startIyzico({
      balance: "1000000.10",
      commissionOf: () => "0.15",
      outcomeOf: ({ itemExternalId }) => outcomes[(Number(itemExternalId.split("-").at(-1)) - 1) % 4] ?? "paid",
    }),
    createExampleDatabase("reconciliation/reconcile.ts"),
  ]);
  return { iyzico, database, env: { ...iyzico.env, ...database.env } };
}

async function pay({ env }: Pick<Iyzico, "env">, url: string, key: string, amounts: readonly string[]) {
  const store = createPostgresStore(url);
  onTestFinished(() => store.close());
  const { IYZICO_API_KEY: apiKey, IYZICO_SECRET_KEY: secretKey, IYZICO_BASE_URL: baseUrl } = env;
  const iyzico = createMassPayoutClient({ credentials: { apiKey, secretKey }, baseUrl });
  // An entry is final once polls have shown it for this long, or the payment is settled.
  const times = { notFoundGraceMs: 2_000, pollEveryMs: 500 };
  return iyzico.pay(createPlan(key, amounts), { store, approve: () => true, ...times });
}

const reconcile = async (env: NodeJS.ProcessEnv) => {
  const { exitCode, output } = await runProgram("reconciliation", ["reconcile.ts"], env);
  expectNoSecret(output);
  return { exitCode, ...JSON.parse(output) };
};

/** The totals of a payment, as the books should have them. */
const sumsOf = ({ totals }: PayResult) =>
  Object.entries(totals["TRY"] ?? {}).map(([kind, sum]) => ({ kind, currency: "TRY", sum }));

const amounts = ["0.10", "0.20", "0.30", "7.25", "42150.75", "0.01", "19.99", "3"];

test("the books equal the report and what has left the balance, to the kuruş", async () => {
  const { iyzico, database, env } = await setUp();
  const result = await pay(iyzico, env.DATABASE_URL, "november", amounts);
  const { exitCode, sums, differences } = await reconcile(env);
  expect(differences).toEqual([]);
  expect(exitCode).toBe(0);
  expect(result.ledger.every(({ isFinal }) => isFinal)).toBe(true);
  const byKind = (rows: { kind: string }[]) => rows.toSorted((a, b) => a.kind.localeCompare(b.kind));
  expect(byKind(sums)).toEqual(byKind(sumsOf(result)));
  expect(sums.map(({ kind }: { kind: string }) => kind).sort()).toEqual(["commission", "paid", "receivable", "refund"]);
  const [left] = await database.query(
    "select sum(amount)::text as sum from book where kind in ('paid', 'commission', 'receivable')",
  );
  expect(left).toEqual({ sum: sumAmounts(["1000000.10", `-${iyzico.simulator.balance}` as Amount]) });
});

test("each entry is booked once, also when it runs again and twice at the same time", async () => {
  const { iyzico, database, env } = await setUp();
  await pay(iyzico, env.DATABASE_URL, "november", ["10.10"]);
  const both = await Promise.all([reconcile(env), reconcile(env)]);
  expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const booked: number = both[0].booked + both[1].booked;
  expect(booked).toBe(2);
  await pay(iyzico, env.DATABASE_URL, "december", ["10.10"]);
  expect(await reconcile(env)).toMatchObject({ booked: 2, open: 0, differences: [] });
  expect(await reconcile(env)).toMatchObject({ booked: 0, open: 0, differences: [] });
  expect(await database.query("select count(*)::int as count from book")).toEqual([{ count: 4 }]);
});

test("an entry of the books that was changed by a kuruş or added is named and fails", async () => {
  const { iyzico, database, env } = await setUp();
  await pay(iyzico, env.DATABASE_URL, "november", ["10.10"]);
  await reconcile(env);
  await database.query("update book set amount = amount + 0.01 where kind = 'paid'");
  await database.query("insert into book values ('own', 'november', 'refund', 'november-1', 5, 'TRY', now())");
  const { exitCode, differences } = await reconcile(env);
  expect(exitCode).toBe(1);
  expect(differences.toSorted()).toEqual([
    "november: paid 10.11 TRY is booked, and 10.10 is right",
    "november: refund 5 TRY is booked, and 0 is right",
  ]);
});
