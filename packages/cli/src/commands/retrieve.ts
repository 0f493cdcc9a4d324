import {
  createMassPayoutClient,
  type MassPayoutReference,
  type RetrievedPage,
  type RetrieveRequest,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, retrieveMessages } from "../messages/catalogs.js";
import { formatRetrievedPage, formatSnapshot } from "../views/retrieve.js";
import { withPayoutState, withState } from "../views/with-state.js";
import type { CommandContext } from "./command.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags, PayoutFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { referenceOf } from "./payout-reference.js";
import { readLimits } from "./read-limits.js";
import { snapshotToJson } from "./snapshot-json.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout retrieve` takes. */
export interface RetrieveFlags extends PayoutFlags, ConnectionFlags {
  page?: number;
  size?: number;
  itemType?: NonNullable<RetrieveRequest["itemType"]>;
  /** Whether every item is read, over all pages. */
  all: boolean;
  json: boolean;
}

/** `mass-payout retrieve`: prints a payout and one page of its items, or all of them. */
export async function runRetrieve(flags: RetrieveFlags, context: CommandContext): Promise<number> {
  const { stdout, locale } = context;
  const { page, size, itemType, all, json } = flags;
  await Promise.all([payoutsMessages, retrieveMessages].map((messages) => messages.load(locale)));
  const reference = referenceOf(flags, locale);
  if (all) return await retrieveAll(reference, flags, context);
  const iyzico = createMassPayoutClient({ ...connectionOf(flags, context), locale, ...readLimits });
  const retrieved = await iyzico.retrieve({ ...reference, page: page ?? 0, size: size ?? 40, itemType });
  if (json) stdout.write(`${JSON.stringify(addStates(retrieved), null, 2)}\n`);
  else stdout.write(formatRetrievedPage(retrieved, formatOf(stdout, context)));
  return exitCodes.success;
}

/** Reads the pages one by one, for as long as the rate limit takes. */
async function retrieveAll(
  reference: MassPayoutReference,
  flags: RetrieveFlags,
  context: CommandContext,
): Promise<number> {
  const { stdout, locale, stopSignal, clock } = context;
  const { page, size, itemType, json } = flags;
  const { allWithPage } = retrieveMessages.in(locale);
  if (page !== undefined || itemType !== undefined) throw new UsageError(allWithPage);
  const iyzico = createMassPayoutClient({ ...connectionOf(flags, context), locale, clock });
  const snapshot = await iyzico.snapshot(reference, { size, signal: stopSignal() });
  // Rejected items that cannot be listed would be missing without a word.
  if (snapshot.invalidListingError !== undefined) throw snapshot.invalidListingError;
  if (json) stdout.write(`${JSON.stringify(snapshotToJson(snapshot), null, 2)}\n`);
  else stdout.write(formatSnapshot(snapshot, formatOf(stdout, context)));
  return exitCodes.success;
}

/** Adds the state of each status, which a program that reads the JSON has no table for. */
function addStates({ massPayout, items, ...paging }: RetrievedPage) {
  return { massPayout: withPayoutState(massPayout), items: items.map(withState), ...paging };
}
