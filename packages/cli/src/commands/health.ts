import { listMessages, payoutsMessages } from "../messages/catalogs.js";
import { formatHealth } from "../views/durable/health.js";
import type { CommandContext } from "./command.js";
import { withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { formatOf } from "./format-of.js";

/** What `mass-payout health` takes. */
export interface HealthFlags extends DatabaseFlags {
  json: boolean;
}

/** `mass-payout health`: how the payouts of a database are, for alerts. */
export async function runHealth(flags: HealthFlags, context: CommandContext): Promise<number> {
  const { stdout, locale } = context;
  await Promise.all([listMessages, payoutsMessages].map((messages) => messages.load(locale)));
  const health = await withPayouts(flags, context, (payouts) => payouts.health(), { isRead: true });
  if (flags.json) stdout.write(`${JSON.stringify(health, null, 2)}\n`);
  else stdout.write(formatHealth(health, formatOf(stdout, context)));
  const { actionRequired, overdue, failing } = health;
  const isWell = Object.keys(actionRequired).length === 0 && overdue === 0 && failing.length === 0;
  return isWell ? exitCodes.success : exitCodes.actionRequired;
}
