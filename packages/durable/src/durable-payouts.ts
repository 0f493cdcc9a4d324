import type { Amount, MassPayoutClient, PayoutPlan } from "@iyzico-mass-payout/client";
import type { PgBoss } from "pg-boss";
import { readIdentity } from "./database/identity.js";
import { migrateTables } from "./database/migrations.js";
import { type Database, openPool } from "./database/pool.js";
import { checkSchemaName, defaultSchema } from "./database/schema-name.js";
import { toJson } from "./database/to-json.js";
import { inTransaction } from "./database/transaction.js";
import { invalidOption } from "./errors/invalid-option.js";
import { readStoredPolicy } from "./payouts/approvals.js";
import { checkOptionNames } from "./payouts/check-options.js";
import { checkTables } from "./payouts/check-tables.js";
import type { DurableContext, DurableEvent, LedgerListener } from "./payouts/context.js";
import { type ApprovalResult, approvePayout, denyPayout } from "./payouts/decide.js";
import { type Health, readHealth } from "./payouts/health.js";
import { type PayoutEvent, readHistory } from "./payouts/history.js";
import { cancelPayout, linkRequestId, resumePayout } from "./payouts/instruct.js";
import { createBoss, migrateJobs } from "./payouts/job-queue.js";
import { type BookedEntry, type LedgerOptions, readLedger } from "./payouts/ledger.js";
import { type ListOptions, listPayouts, type PayoutPage } from "./payouts/list.js";
import { readPerson } from "./payouts/person.js";
import { keyCheckOf, readEncryptionKey } from "./payouts/plan-vault.js";
import {
  type ApprovalPolicy,
  isSamePolicy,
  noPolicy,
  type Policy,
  readPolicy,
  stricterPolicy,
} from "./payouts/policy.js";
import { purgePlans } from "./payouts/purge.js";
import { getPayout, type PayoutReport } from "./payouts/report.js";
import { recordEvent } from "./payouts/rows.js";
import { type Submission, submitPayout } from "./payouts/submit.js";
import { startWorker, type Worker } from "./worker/worker.js";

/** The options of durable payouts. Any other name is rejected. */
export interface DurablePayoutsOptions {
  /**
   * Your own Postgres, 13 or newer: a connection string, or a `Pool` of pg, which you end yourself. A pool needs two
   * connections for each of a worker's `concurrency`, and four more.
   */
  database: Database;
  /** The schema of all tables, those of pg-boss included. `mass_payout` by default. One for each merchant. */
  schema?: string | undefined;
  /** Sends the requests. Give it a `createPostgresRateLimiter`, so that all machines keep the limit together. */
  client?: MassPayoutClient | undefined;
  /**
   * Who must approve. It is stored by `migrate`, and a process given another policy than the stored one does not start.
   * Without one, payouts are authorised as `iyzico.pay` does it without an approval.
   */
  approvals?: ApprovalPolicy | undefined;
  /**
   * Books final ledger entries, each once, in the transaction that stores them: your books and ours cannot differ. If it
   * throws, nothing of the step is stored, and it is called again later.
   */
  onLedgerEntries?: LedgerListener | undefined;
  /** Receives what alerts need, after it was stored. It may be missed when a worker dies: `health` and `list` show it too. */
  onEvent?: ((event: DurableEvent) => unknown) | undefined;
  /** The pause after the first poll of a phase, in milliseconds. 5,000 by default; it grows to hours. */
  pollEveryMs?: number | undefined;
  /** As the option of `iyzico.pay`, in milliseconds. 600,000 by default. */
  notFoundGraceMs?: number | undefined;
  /** As the option of `iyzico.pay`, in milliseconds. */
  stuckAfterMs?: number | undefined;
  /** As the option of `iyzico.pay`. `true` by default. */
  restart?: boolean | undefined;
  /** Items per page of a poll. 40 by default. */
  pageSize?: number | undefined;
  /** A plan of more items is divided into payouts of at most that many. It is not divided by default. */
  maxItems?: number | undefined;
  /** The largest amount that an item may have, in units of its currency. No limit by default. */
  maxAmount?: Amount | undefined;
  /** The largest sum of all items of one currency, in its units, over the whole plan. No limit by default. */
  maxTotal?: Amount | undefined;
  /** Encrypts the stored plans, with their names and accounts: 32 bytes, as they are or in Base64 or hexadecimal. */
  encryptionKey?: string | Uint8Array | undefined;
}

const optionNames = new Set<string>(
  Object.keys({
    database: true,
    schema: true,
    client: true,
    approvals: true,
    onLedgerEntries: true,
    onEvent: true,
    pollEveryMs: true,
    notFoundGraceMs: true,
    stuckAfterMs: true,
    restart: true,
    pageSize: true,
    maxItems: true,
    maxAmount: true,
    maxTotal: true,
    encryptionKey: true,
  } satisfies Record<keyof DurablePayoutsOptions, true>),
);

/** Payouts on many machines. Every method may be called in every process; a worker runs in those that call `start`. */
export interface DurablePayouts {
  /** Makes the tables, or brings them to this version, and stores the approval policy. Safe when many processes do it at once. */
  migrate(): Promise<void>;
  /** Starts a worker in this process. `concurrency` is how many payouts it advances at once: 4 by default. */
  start(options?: { concurrency?: number | undefined }): Promise<void>;
  /** Waits for what is under way, stops the worker, and closes the connections that this object has opened. */
  stop(): Promise<void>;
  /** Stores a plan, to be paid. The same plan under the same key is the same payout, also after a crash. */
  submit(plan: PayoutPlan, options: { by: string; authorizeAt?: Date | number | undefined }): Promise<Submission>;
  /** Approves exactly what a digest stands for. It works days later, and with no worker running. */
  approve(key: string, digest: string, options: { by: string; note?: string | undefined }): Promise<ApprovalResult>;
  /** Denies a payout: what is not authorised is not authorised any more, until it is resumed and approved. */
  deny(key: string, options: { by: string; reason: string }): Promise<{ authorised: readonly string[] }>;
  /** Names the payout at iyzico that belongs to a payout or one of its parts, as iyzico has confirmed it. */
  linkRequestId(key: string, requestId: string, options: { by: string }): Promise<void>;
  /** Lets a payout go on that requires an action, once its cause is corrected. */
  resume(key: string, options: { by: string }): Promise<void>;
  /** Cancels a payout at iyzico, as far as it is not authorised. */
  cancel(key: string, options: { by: string }): Promise<{ authorised: readonly string[] }>;
  /** The policy that is stored; `undefined` if there is none. */
  policy(): Promise<Policy | undefined>;
  /** Stores another policy. Payouts that are open have what is stricter of it and their own, and keep that. */
  setPolicy(policy: ApprovalPolicy, options: { by: string }): Promise<void>;
  /** Deletes the plans, with their names and accounts, of payouts that were settled before a time. */
  purge(options: { before: Date | number }): Promise<{ purged: number }>;
  /** How the payouts are, for alerts: what is open, overdue, failing, and what requires an action. */
  health(): Promise<Health>;
  /** Where a payout is; `undefined` if there is none with the key. */
  get(key: string): Promise<PayoutReport | undefined>;
  /** The payouts, newest first, page by page. */
  list(options?: ListOptions): Promise<PayoutPage>;
  /** What people did to a payout, and what was sent and polled, in order. */
  history(key: string): Promise<PayoutEvent[]>;
  /** The final ledger entries of all payouts, in the order in which they were stored. */
  ledger(options?: LedgerOptions): Promise<BookedEntry[]>;
}

/** The largest pause between polls: 4 h. */
const maxPollPauseMs = 4 * 3_600_000;

/**
 * Makes payouts durable: they go on when processes die, on whatever machine, and remember who approved them.
 *
 * @throws {MassPayoutError} with code `invalid_configuration` if an option cannot be used.
 *
 * @example
 * ```ts
 * import { createMassPayoutClient } from "@iyzico-mass-payout/client";
 * import { createDurablePayouts, createPostgresRateLimiter } from "@iyzico-mass-payout/durable";
 *
 * const database = "postgres://payouts@localhost/payouts";
 * const payouts = createDurablePayouts({
 *   database,
 *   client: createMassPayoutClient({
 *     credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
 *     environment: "sandbox",
 *     rateLimit: createPostgresRateLimiter(database, { perMinute: 50 }),
 *   }),
 *   approvals: { approvers: 2, notTheSubmitter: true },
 *   onEvent: (event) => console.log(event.type),
 * });
 * await payouts.migrate();
 * await payouts.start();
 * ```
 */
export function createDurablePayouts(options: DurablePayoutsOptions): DurablePayouts {
  checkOptions(options);
  const { client, onLedgerEntries, onEvent, maxItems, maxAmount, maxTotal, stuckAfterMs, restart, pageSize } = options;
  const { pollEveryMs = 5_000, notFoundGraceMs = 600_000 } = options;
  const schema = checkSchemaName(options.schema ?? defaultSchema);
  const policy = options.approvals === undefined ? undefined : readPolicy(options.approvals);
  const encryptionKey = readEncryptionKey(options.encryptionKey);
  const { pool, close } = openPool(options.database, 20);
  let starting: Promise<PgBoss> | undefined;
  let working: Promise<Worker> | undefined;
  const context: DurableContext = {
    pool,
    schema,
    get client() {
      if (client !== undefined) return client;
      throw invalidOption("client is required.", "Create the payouts with a client of createMassPayoutClient.");
    },
    encryptionKey,
    settings: { pollEveryMs, notFoundGraceMs, maxPollPauseMs, stuckAfterMs, restart },
    pageSize,
    onLedgerEntries,
    stopSignal: undefined,
    emit(event) {
      // A listener that fails must not keep a payout from going on.
      void (async () => onEvent?.(event))().catch(() => undefined);
    },
    boss() {
      starting ??= startBoss().catch((error: unknown) => {
        starting = undefined;
        throw error;
      });
      return starting;
    },
  };

  async function startBoss(): Promise<PgBoss> {
    await checkTables(context);
    await checkPolicy(context, policy);
    const boss = createBoss(pool, schema, { isWorker: false });
    boss.on("error", () => undefined);
    await boss.start();
    return boss;
  }

  /** A method that needs the tables and no queue. A database without them is a wrong one, which its own error does not say. */
  function reading<Args extends unknown[], Result>(read: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      try {
        return await read(...args);
      } catch (error) {
        const isTableMissing = Object(error).code === "42P01";
        if (isTableMissing) await checkTables(context);
        throw error;
      }
    };
  }

  async function startOnce(concurrency: number): Promise<Worker> {
    // Fails early without one.
    void context.client;
    await context.boss();
    await checkEncryptionKey(context);
    return startWorker(context, concurrency);
  }

  return {
    async migrate() {
      await migrateTables(pool, schema);
      await storeFirst(context, policy);
      await migrateJobs(pool, schema);
    },
    async start({ concurrency = 4 } = {}) {
      checkCount("concurrency", concurrency);
      working ??= startOnce(concurrency).catch((error: unknown) => {
        working = undefined;
        throw error;
      });
      await working;
    },
    async stop() {
      const worker = await working?.catch(() => undefined);
      await worker?.stop();
      working = undefined;
      const boss = await starting?.catch(() => undefined);
      await boss?.stop({ graceful: false });
      starting = undefined;
      await close();
    },
    async submit(plan, submitOptions) {
      // Before the tables are read: a call without a client is wrong whatever they are.
      void context.client;
      checkOptionNames(submitOptions, "by", "authorizeAt");
      await checkTables(context);
      await checkEncryptionKey(context);
      return submitPayout(context, plan, submitOptions, { maxItems, maxAmount, maxTotal });
    },
    async approve(key, digest, approveOptions) {
      checkOptionNames(approveOptions, "by", "note");
      return approvePayout(context, key, digest, approveOptions);
    },
    async deny(key, denyOptions) {
      checkOptionNames(denyOptions, "by", "reason");
      return denyPayout(context, key, denyOptions);
    },
    async linkRequestId(key, requestId, linkOptions) {
      checkOptionNames(linkOptions, "by");
      return linkRequestId(context, key, requestId, linkOptions);
    },
    async resume(key, resumeOptions) {
      checkOptionNames(resumeOptions, "by");
      return resumePayout(context, key, resumeOptions);
    },
    async cancel(key, cancelOptions) {
      checkOptionNames(cancelOptions, "by");
      return cancelPayout(context, key, cancelOptions);
    },
    policy: reading(() => readStoredPolicy(pool, schema)),
    setPolicy: reading((newPolicy, policyOptions) =>
      storePolicy(context, readPolicy(newPolicy), readPerson("by", policyOptions?.by)),
    ),
    purge: reading(async (purgeOptions) => purgePlans(context, purgeOptions)),
    health: reading(() => readHealth(context)),
    get: reading((key) => getPayout(context, key)),
    list: reading((listOptions) => listPayouts(context, listOptions)),
    history: reading((key) => readHistory(context, key)),
    ledger: reading((ledgerOptions) => readLedger(context, ledgerOptions)),
  };
}

function checkOptions(options: DurablePayoutsOptions): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 12)) {
    throw invalidOption(
      `Node 22.12 or newer is required, and this is ${process.version}.`,
      "Start the program with it.",
    );
  }
  if (typeof options !== "object" || options === null) throw invalidOption("options is required.");
  const unknown = Object.keys(options).find((name) => !optionNames.has(name));
  if (unknown !== undefined) throw invalidOption(`options must not have the name "${unknown}".`);
  const { client, onLedgerEntries, onEvent, maxItems, pageSize, pollEveryMs, notFoundGraceMs, stuckAfterMs } = options;
  if (client !== undefined && typeof Object(client).acquireSlot !== "function") {
    throw invalidOption("client must be a client of createMassPayoutClient.");
  }
  for (const [name, value] of Object.entries({ onLedgerEntries, onEvent })) {
    if (value !== undefined && typeof value !== "function") throw invalidOption(`${name} must be a function.`);
  }
  checkCount("maxItems", maxItems);
  checkCount("pageSize", pageSize);
  for (const [name, value] of Object.entries({ pollEveryMs, notFoundGraceMs, stuckAfterMs })) {
    if (value !== undefined && !(typeof value === "number" && value > 0)) {
      throw invalidOption(`${name} must be a positive number of milliseconds.`);
    }
  }
}

function checkCount(name: string, value: number | undefined): void {
  if (value === undefined || (Number.isSafeInteger(value) && value > 0)) return;
  throw invalidOption(`${name} must be a positive integer.`);
}

/** Stores what the first process decides: the policy, the encryption key's check, and which database this is. */
async function storeFirst(context: DurableContext, policy: Policy | undefined): Promise<void> {
  const { pool, schema, encryptionKey } = context;
  await inTransaction(pool, async (tx) => {
    const { system, timeline } = await readIdentity(tx, schema);
    await tx.query(
      `update ${schema}.payout_settings set
         system = coalesce(system, $1), timeline = coalesce(timeline, $2::bigint),
         key_check = coalesce(key_check, $3), policy = coalesce(policy, $4::json),
         policy_at = coalesce(policy_at, case when $4 is not null then clock_timestamp() end)`,
      [
        system,
        timeline,
        encryptionKey === undefined ? null : keyCheckOf(encryptionKey),
        policy === undefined ? null : toJson(policy),
      ],
    );
  });
  await checkPolicy(context, policy);
  await checkEncryptionKey(context);
}

async function checkPolicy({ pool, schema }: DurableContext, policy: Policy | undefined): Promise<void> {
  if (policy === undefined) return;
  const stored = await readStoredPolicy(pool, schema);
  if (stored === undefined) throw invalidOption("approvals is not stored yet.", "Call migrate() once with it.");
  if (isSamePolicy(stored, policy)) return;
  throw invalidOption(
    "approvals must be the policy that is stored in the database.",
    "To change it for all processes, use setPolicy or the command mass-payout policy, and then start the processes with it.",
  );
}

async function checkEncryptionKey({ pool, schema, encryptionKey }: DurableContext): Promise<void> {
  const { rows } = await pool.query(`select key_check from ${schema}.payout_settings`);
  const stored = (rows[0]?.key_check ?? undefined) as Buffer | undefined;
  const own = encryptionKey === undefined ? undefined : keyCheckOf(encryptionKey);
  if (stored === undefined ? own === undefined : own !== undefined && stored.equals(own)) return;
  throw invalidOption(
    "encryptionKey must be the one of the other processes.",
    "Give each process the key that migrate() was first called with, or none if it was called with none.",
  );
}

async function storePolicy({ pool, schema }: DurableContext, policy: Policy, by: string): Promise<void> {
  await inTransaction(pool, async (tx) => {
    // A turn that has read the policy of before, and is about to send an auth, has locked its payout: it is waited for.
    // The payouts are locked before the settings, as by a turn that books entries.
    const { rows } = await tx.query(
      `select key, policy::text as policy from ${schema}.payout where outcome <> 'settled' order by key for update`,
    );
    for (const { key, policy: before } of rows) {
      const own = before === null ? noPolicy : (JSON.parse(before) as Policy);
      await tx.query(`update ${schema}.payout set policy = $2::json, wake_count = wake_count + 1 where key = $1`, [
        key,
        toJson(stricterPolicy(own, policy)),
      ]);
    }
    await tx.query(
      `update ${schema}.payout_settings set policy = $1::json, policy_at = clock_timestamp(), policy_by = $2`,
      [toJson(policy), by],
    );
    await recordEvent(tx, schema, { key: null, event: "policy-changed", by, details: { policy } });
  });
}
