import { describeItemStatus, describePayoutStatus, type StatusDescription } from "@iyzico-mass-payout/client";
import { massPayoutItemStatuses, massPayoutStatuses } from "@iyzico-mass-payout/types";
import { payoutsMessages, statusesMessages } from "../messages/catalogs.js";
import { formatStatuses } from "../views/statuses.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import { formatOf } from "./format-of.js";

/** What `mass-payout statuses` takes. */
export interface StatusesFlags {
  json: boolean;
}

/** `mass-payout statuses`: every documented status of payouts and items, with its meaning. */
export async function runStatuses({ json }: StatusesFlags, context: CommandContext): Promise<number> {
  const { stdout, locale } = context;
  await Promise.all([payoutsMessages, statusesMessages].map((messages) => messages.load(locale)));
  const describe = (status: string, describeStatus: (status: string, locale: "tr" | "en") => StatusDescription) => ({
    status,
    ...describeStatus(status, locale),
  });
  const payouts = massPayoutStatuses.map((status) => describe(status, describePayoutStatus));
  const items = massPayoutItemStatuses.map((status) => describe(status, describeItemStatus));
  if (json) stdout.write(`${JSON.stringify({ payouts, items }, null, 2)}\n`);
  else stdout.write(formatStatuses({ payouts, items }, formatOf(stdout, context)));
  return exitCodes.success;
}
