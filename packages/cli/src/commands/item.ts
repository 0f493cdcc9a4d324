import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { payoutsMessages, readsMessages } from "../messages/catalogs.js";
import { formatItem } from "../views/item.js";
import { withState } from "../views/with-state.js";
import type { CommandContext } from "./command.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { readLimits } from "./read-limits.js";

/** What `mass-payout item` takes. */
export interface ItemFlags extends ConnectionFlags {
  json: boolean;
}

/** `mass-payout item`: prints one item of a payout. */
export async function runItem(referenceCode: string, flags: ItemFlags, context: CommandContext): Promise<number> {
  const { stdout, locale } = context;
  await Promise.all([payoutsMessages, readsMessages].map((messages) => messages.load(locale)));
  const iyzico = createMassPayoutClient({ ...connectionOf(flags, context), locale, ...readLimits });
  const item = await iyzico.item(referenceCode);
  if (flags.json) stdout.write(`${JSON.stringify(withState(item), null, 2)}\n`);
  else stdout.write(formatItem(item, formatOf(stdout, context)));
  return exitCodes.success;
}
