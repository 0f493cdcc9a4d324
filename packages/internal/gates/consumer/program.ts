// A user's program that imports every public entry point. Every compiler of the matrix compiles it, and it runs once.
import { createSignedFetch, InvalidCredentialsError, iyzwsv2, parseAuthorization } from "@iyzico-mass-payout/auth";
import {
  type Clock,
  compareAmounts,
  createMassPayoutClient,
  createMemoryStore,
  describeItemStatus,
  isMassPayoutError,
  type MassPayoutClient,
  type MassPayoutEvent,
  type PaymentStore,
  type PayoutPlan,
  type PayResult,
  settlementOf,
  toMinorUnits,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { openTelemetryListener } from "@iyzico-mass-payout/client/opentelemetry";
import { execute, next, type Plan, paymentOf, readPlan, type Step } from "@iyzico-mass-payout/client/payment";
import { paymentStoreContract } from "@iyzico-mass-payout/client/store-contract";
import {
  createDurablePayouts,
  createPostgresRateLimiter,
  createPostgresStore,
  type DurablePayouts,
  type LedgerListener,
  type Pool,
  type PostgresStore,
} from "@iyzico-mass-payout/durable";
import { observePayouts } from "@iyzico-mass-payout/durable/opentelemetry";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { massPayoutStatusDescriptions, type paths, recipientTypes } from "@iyzico-mass-payout/types";
import createClient from "openapi-fetch";

const credentials = { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" };

const plan: PayoutPlan = {
  key: "salaries-2026-11",
  purpose: "SALARY",
  items: [
    {
      recipientType: "IBAN",
      recipientInfo: "TR330006100519786457841326",
      recipientName: "Recipient One",
      amount: { value: "42150.75", currency: "TRY" },
      description: "November",
    },
    {
      recipientType: "PHONE",
      recipientInfo: "+905555555555",
      amount: { value: "100.50", currency: "TRY" },
      description: "November",
    },
  ],
};

export function clientOf(fetch: (request: Request) => Promise<Response>, clock: Clock): MassPayoutClient {
  const traced = openTelemetryListener();
  return createMassPayoutClient({
    credentials,
    environment: "sandbox",
    locale: "en",
    fetch,
    clock,
    rateLimit: { perMinute: 600 },
    onEvent: (event: MassPayoutEvent) => traced(event),
  });
}

/** The tests of a store of one's own. */
export const storeTests = paymentStoreContract(async () => ({ store: createMemoryStore() }));

/** `pay` in one call. The file store is for programs that may be killed. */
export async function payAll(iyzico: MassPayoutClient, folder?: string): Promise<string> {
  const store: PaymentStore = folder === undefined ? createMemoryStore() : createFileStore(folder);
  try {
    return describeResult(await iyzico.pay(plan, { store, maxWaitMs: 3_600_000 }));
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return error.code;
    if (!isMassPayoutError(error)) throw error;
    return isMassPayoutError(error, "invalid_request") ? `${error.faults?.length} faults` : error.outcome;
  }
}

function describeResult(result: PayResult): string {
  switch (result.outcome) {
    case "settled":
      return `${result.paid}: ${result.totals.TRY?.paid}`;
    case "action-required":
      return `${result.reason}: ${result.message} ${result.review?.digest ?? ""}`;
    case "in-progress":
      return result.failure?.code ?? "open";
  }
}

/** The payouts of many machines. Who needs no worker needs no client. */
export function durablePayouts(database: string | Pool, perMinute: number): DurablePayouts {
  const book: LedgerListener = async (entries, tx) => {
    for (const { key, amount } of entries) await tx.query("insert into our_books values ($1, $2)", [key, amount]);
  };
  const payouts = createDurablePayouts({
    database,
    client: createMassPayoutClient({
      credentials,
      environment: "sandbox",
      rateLimit: createPostgresRateLimiter(database, { perMinute }),
    }),
    approvals: { approvers: 2, notTheSubmitter: true, above: [{ currency: "TRY", amount: "100000", approvers: 3 }] },
    onLedgerEntries: book,
    onEvent: (event) => console.error(event.type),
  });
  observePayouts(payouts);
  return payouts;
}

/** Two people approve what the review shows; the name of the last one who counts, or why none is needed. */
export async function approveTwice(payouts: DurablePayouts, key: string): Promise<string> {
  const report = await payouts.get(key);
  if (report?.review === undefined) return report?.action?.message ?? report?.outcome ?? "unknown";
  const { digest } = report.review;
  await payouts.approve(key, digest, { by: "finance-2", note: "as in payroll" });
  await payouts.approve(key, digest, { by: "finance-3" });
  for (const { kind, currency, amount } of await payouts.ledger({ since: 0 })) console.error(kind, currency, amount);
  return (await payouts.get(key))?.approvals.at(-1)?.by ?? "";
}

/** What the payouts and the store in Postgres report when their database is away. */
async function withoutDatabase(): Promise<string> {
  const away = async () => Promise.reject(new Error("away"));
  const pool: Pool = { query: away, connect: away };
  const store: PostgresStore = createPostgresStore(pool);
  const failure: unknown = await durablePayouts(pool, 50)
    .get(plan.key)
    .catch((error: unknown) => error);
  const loaded: unknown = await store.load(plan.key).catch((error: unknown) => error);
  return `${failure}, ${loaded}`;
}

/** The first polls of the same payment, as a job engine executes them, up to the step that sends init. */
export async function firstStep(iyzico: MassPayoutClient): Promise<Step> {
  const read: Plan = await readPlan(plan);
  const at = Date.now();
  let step = next(paymentOf(read, undefined, at), { type: "resumed", pausedMs: 0, at });
  while ("command" in step && step.command.type === "poll") {
    step = next(step.state, await execute(iyzico, read, step.command));
  }
  return step;
}

/** The items above 100 that are not paid. */
export async function unpaid(iyzico: MassPayoutClient, requestId: string): Promise<string[]> {
  const { items } = await iyzico.snapshot({ requestId });
  const open: string[] = [];
  for await (const item of iyzico.items({ requestId }, { itemType: "ALL", concurrency: 2 })) {
    const large = item.totalAmount !== undefined && compareAmounts(item.totalAmount, "100") > 0;
    if (large && describeItemStatus(item.itemStatus).state !== "paid") open.push(item.itemExternalId ?? "");
  }
  return settlementOf(items).state === "settled" ? [] : open;
}

/** The operations by openapi-fetch, without the client. */
export async function statusOf(fetch: (request: Request) => Promise<Response>, requestId: string): Promise<string> {
  const client = createClient<paths>({ baseUrl: "https://sandbox-api.iyzipay.com", fetch });
  client.use(iyzwsv2(credentials));
  const { data } = await client.POST("/v1/mass/payout/retrieve", {
    params: { query: { locale: "en" } },
    body: { requestId, page: 0, size: 40 },
  });
  return data?.status === "success" ? (data.massPayout?.massPayoutStatus ?? "unknown") : "unknown";
}

/** Without `await` at the top level, which CommonJS does not have. */
async function main(): Promise<void> {
  const simulator = createSimulator({ balance: "100000" });
  const iyzico = clientOf(simulator.fetch, simulator.clock);
  const signed = createSignedFetch(credentials, simulator.fetch);

  const first = await firstStep(clientOf(simulator.fetch, simulator.clock));
  const outcome = await payAll(iyzico);
  const requestId = simulator.payouts[0]?.requestId ?? "";
  const balance = await signed("https://sandbox-api.iyzipay.com/v1/mass/payout/balance?locale=en");
  const report = {
    first: first.state.phase,
    outcome,
    unpaid: await unpaid(iyzico, requestId),
    status: await statusOf(simulator.fetch, requestId),
    known: Object.keys(massPayoutStatusDescriptions).length > 0 && recipientTypes.includes("IBAN"),
    balance: ((await balance.json()) as { balance: string }).balance,
    minor: String(toMinorUnits("100.50", "TRY")),
    header: parseAuthorization("IYZWSv2 nonsense") ?? null,
    away: await withoutDatabase(),
  };
  simulator.assertDone();
  console.log(JSON.stringify(report));
}

void main();
