import { isMassPayoutError, MassPayoutError } from "@iyzico-mass-payout/client";
import type { DurablePayouts, DurablePayoutsOptions, PayoutReport } from "@iyzico-mass-payout/durable";
import { durableMessages, usageMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { describeDatabaseFailure, rightMissing } from "../views/durable/failure.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import type { DatabaseFlags } from "./database-flags.js";
import { namesDatabase, readVariable } from "./environment.js";
import { loadDurable } from "./load-durable.js";
import { UsageError } from "./usage-error.js";

/** Where the payouts are. */
export interface DatabaseSource {
  database: string;
  schema: string | undefined;
}

/** The flags of a command that reads either a folder or a database. */
export interface StoreOrDatabaseFlags extends DatabaseFlags {
  store?: string;
}

/**
 * Where a command reads payments: from the folder that the call names, or from a database.
 *
 * @returns the folder; `undefined` for the database.
 * @throws {UsageError} if the call names both, or neither.
 */
export async function readStoreFolder(
  { store, ...flags }: StoreOrDatabaseFlags,
  context: CommandContext,
): Promise<string | undefined> {
  const { environment, locale } = context;
  const given = (["database", "schema"] as const).find((name) => flags[name] !== undefined);
  if (store !== undefined) {
    if (given === undefined) return store;
    throw new UsageError(usageMessages.in(locale).notTogether("--store", `--${given}`));
  }
  if (flags.database !== undefined || namesDatabase(environment)) return undefined;
  await durableMessages.load(locale);
  throw new UsageError(durableMessages.in(locale).storeOrDatabase);
}

/** @throws {UsageError} if no database is given. */
export function requireDatabase(flags: DatabaseFlags, { environment, locale }: CommandContext): DatabaseSource {
  const database = flags.database ?? readVariable("MASS_PAYOUT_DATABASE", environment, locale);
  if (!database) throw new UsageError(durableMessages.in(locale).databaseRequired);
  return { database, schema: flags.schema ?? (environment["MASS_PAYOUT_SCHEMA"] || undefined) };
}

/** How a command works on a database, beside the options of its payouts. */
interface DatabaseUse {
  /** The tables need not be there. */
  isNew?: boolean;
  /** Nothing is recorded of a payout: a failure leaves nothing in doubt. */
  isRead?: boolean;
}

/**
 * Works on the payouts of a database, and closes its connections at the end.
 *
 * @throws {UsageError} if there is no database, the package for it is missing, or the database has no tables.
 * @throws {MassPayoutError} `store_failed` if the database fails.
 */
export async function withPayouts<Result>(
  flags: DatabaseFlags,
  context: CommandContext,
  use: (payouts: DurablePayouts) => Promise<Result>,
  { isNew = false, isRead = false, ...options }: Partial<DurablePayoutsOptions> & DatabaseUse = {},
): Promise<Result> {
  const { environment, locale } = context;
  await durableMessages.load(locale);
  const source = requireDatabase(flags, context);
  const { createDurablePayouts } = await loadDurable(locale);
  const payouts = createDurablePayouts({
    ...source,
    // Not an option of the command: it would be in the list of processes and in the shell's history.
    encryptionKey: readVariable("MASS_PAYOUT_ENCRYPTION_KEY", environment, locale) || undefined,
    ...options,
  });
  try {
    // Before anything else: a wrong address or schema is then told as such.
    if (!isNew) await payouts.policy();
    return await use(payouts);
  } catch (error) {
    throw explainFailure(error, source, isRead, context);
  } finally {
    // What was asked for is done, or has its error.
    await payouts.stop().catch(() => undefined);
  }
}

/** The error of a database in the form in which every error is printed. Others stay as they are. */
function explainFailure(
  error: unknown,
  { schema = "mass_payout" }: DatabaseSource,
  isRead: boolean,
  context: CommandContext,
): unknown {
  if (error instanceof UsageError) return error;
  const text = durableMessages.in(context.locale);
  if (isMassPayoutError(error)) {
    if (error.message === `The schema ${schema} has no tables of payouts.`) {
      return new UsageError(text.noTables(printable(schema), commandLine(["migrate", "--schema", schema])));
    }
    const { code: errorCode, outcome, hint } = error;
    const translated = text.refusals[error.message];
    return translated === undefined
      ? error
      : new MassPayoutError(errorCode, translated, { outcome, hint, cause: error });
  }
  const { code } = Object(error) as { code?: unknown };
  if (code === "ERR_INVALID_URL") return new UsageError(text.invalidDatabase);
  const reason = describeDatabaseFailure(error);
  if (reason === undefined) return error;
  const sentences = [text.databaseFailed(reason), ...(code === rightMissing ? [text.rightMissing] : [])];
  return new MassPayoutError("store_failed", sentences.join(" "), {
    // After a connection is lost, it is unknown whether the last statement was committed.
    outcome: isRead ? "not-sent" : "unknown",
    hint: isRead
      ? "Check the connection string and the database. Then run the same command again."
      : "Check the connection string and the database. Then run the same command again: what it records is recorded once. Pay " +
        "the recipients in no other way.",
    cause: error,
  });
}

/** Reads a payout that must be there. */
export async function readPayout(payouts: DurablePayouts, key: string, context: CommandContext): Promise<PayoutReport> {
  const report = await payouts.get(key);
  if (report === undefined) throw new UsageError(durableMessages.in(context.locale).unknownKey(printable(key)));
  return report;
}

/** Changes a payout that must be there and not settled: `withPayouts`, with these faults told in the caller's language. */
export function withOpenPayout<Result>(
  key: string,
  flags: DatabaseFlags,
  context: CommandContext,
  change: (payouts: DurablePayouts) => Promise<Result>,
): Promise<Result> {
  return withPayouts(flags, context, async (payouts) => {
    const { outcome } = await readPayout(payouts, key, context);
    if (outcome === "settled") throw new UsageError(durableMessages.in(context.locale).isSettled(printable(key)));
    return change(payouts);
  });
}
