import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, optional } from "./flags.js";
import type { LedgerFlags } from "./ledger.js";

const formats = ["table", "csv"] as const;

export function ledgerCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<LedgerFlags>(context, {
    name: "ledger",
    flags: {
      since: optional(parse.integer, flags.since, placeholders.number),
      payout: optional(parse.text, flags.payout, placeholders.key),
      limit: optional(parse.positiveInteger, flags.limit, placeholders.number),
      format: { kind: "enum", values: formats, optional: true, brief: flags.ledgerFormat },
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runLedger } = await import("./ledger.js");
      return (given, _, commandContext) => runLedger(given, commandContext);
    },
  });
}
