import {
  createMassPayoutClient,
  describeItemStatus,
  describePayoutStatus,
  type RetrievedPage,
  type RetrieveRequest,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, retrieveMessages } from "../messages/catalogs.js";
import { hasColour } from "../terminal/output.js";
import { formatRetrievedPage } from "../views/retrieve.js";
import type { CommandContext } from "./command.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags, PayoutFlags } from "./flags.js";
import { referenceOf } from "./payout-reference.js";

// The caller waits for the answer: an error after half a minute is more useful than a longer silence.
const limits = { timeoutMs: 15_000, deadlineMs: 30_000, retry: { maxAttempts: 3, baseDelayMs: 200 } };

/** What `mass-payout retrieve` takes. */
export interface RetrieveFlags extends PayoutFlags, ConnectionFlags {
  page?: number;
  size?: number;
  itemType?: NonNullable<RetrieveRequest["itemType"]>;
  json: boolean;
}

/** `mass-payout retrieve`: prints a payout and one page of its items. */
export async function runRetrieve(flags: RetrieveFlags, context: CommandContext): Promise<number> {
  const { environment, stdout, locale } = context;
  const { page = 0, size = 40, itemType, json } = flags;
  await Promise.all([payoutsMessages, retrieveMessages].map((messages) => messages.load(locale)));
  const reference = referenceOf(flags, locale);
  const iyzico = createMassPayoutClient({ ...connectionOf(flags, context), locale, ...limits });
  const retrieved = await iyzico.retrieve({ ...reference, page, size, itemType });
  if (json) stdout.write(`${JSON.stringify(addStates(retrieved), null, 2)}\n`);
  else stdout.write(formatRetrievedPage(retrieved, locale, hasColour(stdout, environment)));
  return exitCodes.success;
}

/** Adds the state of each status, which a program that reads the JSON has no table for. */
function addStates({ massPayout, items, ...paging }: RetrievedPage) {
  return {
    massPayout: { ...massPayout, state: describePayoutStatus(massPayout.massPayoutStatus).state },
    items: items.map((item) => ({ ...item, state: describeItemStatus(item.itemStatus).state })),
    ...paging,
  };
}
