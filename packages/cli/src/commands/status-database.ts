import {
  durableMessages,
  helpMessages,
  listMessages,
  payMessages,
  payoutsMessages,
  reviewMessages,
} from "../messages/catalogs.js";
import { formatSubmitted, type StatusLines } from "../views/durable/status.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { readPayout, withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodeOf } from "./exit-codes.js";
import { formatOf } from "./format-of.js";

/** `mass-payout status` with a database: where a payout is that was submitted. */
export async function showSubmitted(
  flags: DatabaseFlags & { key: string; all: boolean; json: boolean },
  context: CommandContext,
): Promise<number> {
  const { stdout, locale } = context;
  const { key, all, json } = flags;
  const catalogs = [durableMessages, listMessages, payMessages, payoutsMessages, reviewMessages];
  await Promise.all(catalogs.map((messages) => messages.load(locale)));
  const report = await withPayouts(flags, context, (payouts) => readPayout(payouts, key, context), { isRead: true });
  if (json) stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    const view = { ...formatOf(stdout, context), names: new Map<string, string>(), isWhole: all };
    stdout.write(formatSubmitted(report, linesOf(key, flags, context), view));
  }
  return exitCodeOf(report);
}

/** The command lines that go on. The connection string is not in them: it has a password. */
function linesOf(key: string, { schema }: DatabaseFlags, { locale }: CommandContext): StatusLines {
  const { name, text, id } = helpMessages.in(locale).placeholders;
  const line = (...words: string[]) =>
    commandLine([...words, "--by", name, ...(schema === undefined ? [] : ["--schema", schema])]);
  return {
    approve: (digest) => line("approve", key, "--digest", digest),
    deny: line("deny", key, "--reason", text),
    cancel: line("cancel", key),
    link: (part) => line("link", part, id),
    resume: line("resume", key),
  };
}
