import { durableMessages } from "../messages/catalogs.js";
import { formatPolicy } from "../views/durable/policy.js";
import type { CommandContext } from "./command.js";
import { requireDatabase, withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { printRecorded } from "./print-recorded.js";

/** What `mass-payout migrate` takes. */
export interface MigrateFlags extends DatabaseFlags {
  json: boolean;
}

/** `mass-payout migrate`: makes the tables, or brings them to this version. */
export async function runMigrate(flags: MigrateFlags, context: CommandContext): Promise<number> {
  const { locale } = context;
  const migrate = withPayouts(
    flags,
    context,
    async (payouts) => {
      await payouts.migrate();
      return payouts.policy();
    },
    { isNew: true, isRead: true },
  );
  const policy = await migrate;
  const { schema = "mass_payout" } = requireDatabase(flags, context);
  const sentences = [durableMessages.in(locale).migrated(schema), ...formatPolicy(policy, locale)];
  printRecorded({ schema, policy: policy ?? null }, sentences, flags, context);
  return exitCodes.success;
}
