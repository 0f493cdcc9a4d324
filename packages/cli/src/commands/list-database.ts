import { durableMessages, listMessages, payoutsMessages } from "../messages/catalogs.js";
import { formatPage } from "../views/durable/list.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { formatOf } from "./format-of.js";

/** What `mass-payout list` takes for a database. */
interface ListDatabaseFlags extends DatabaseFlags {
  outcome?: "in-progress" | "action-required" | "settled";
  limit?: number;
  after?: string;
  json: boolean;
}

/** `mass-payout list` with a database: one page of its payouts, the newest first. */
export async function listDatabase(flags: ListDatabaseFlags, context: CommandContext): Promise<number> {
  const { stdout, stderr, locale } = context;
  const { outcome, limit, after, json, schema } = flags;
  await Promise.all([listMessages, payoutsMessages].map((messages) => messages.load(locale)));
  const page = await withPayouts(flags, context, (payouts) => payouts.list({ outcome, limit, after }), {
    isRead: true,
  });
  if (json) {
    stdout.write(`${JSON.stringify(page, null, 2)}\n`);
    return exitCodes.success;
  }
  stdout.write(formatPage(page, formatOf(stdout, context)));
  if (page.next !== undefined) {
    const words = Object.entries({ schema, outcome, limit, after: page.next }).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, String(value)],
    );
    stderr.write(`${durableMessages.in(locale).list.more(commandLine(["list", ...words]))}\n`);
  }
  return exitCodes.success;
}
