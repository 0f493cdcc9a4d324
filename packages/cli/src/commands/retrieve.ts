import {
  createMassPayoutClient,
  describeItemStatus,
  describePayoutStatus,
  type RetrievedPage,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, retrieveMessages } from "../messages/catalogs.js";
import { hasColour } from "../terminal/output.js";
import { formatRetrievedPage } from "../views/retrieve.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import type { RetrieveArguments } from "./retrieve-arguments.js";

// The caller waits for the answer: an error after half a minute is more useful than a longer silence.
const limits = { timeoutMs: 15_000, deadlineMs: 30_000, retry: { maxAttempts: 3, baseDelayMs: 200 } };

/** `mass-payout retrieve`: prints a payout and one page of its items. */
export async function runRetrieve(
  { request, clientOptions, locale, json }: RetrieveArguments,
  { environment, stdout }: CommandContext,
): Promise<number> {
  await Promise.all([payoutsMessages, retrieveMessages].map((messages) => messages.load(locale)));
  const iyzico = createMassPayoutClient({ ...clientOptions, locale, ...limits });
  const retrieved = await iyzico.retrieve(request);
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
