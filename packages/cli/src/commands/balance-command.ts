import type { BalanceFlags } from "./balance.js";
import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional } from "./flags.js";

export function balanceCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<BalanceFlags>(context, {
    name: "balance",
    flags: {
      below: optional(parse.amount, flags.below, placeholders.amount),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runBalance } = await import("./balance.js");
      return (given, _, commandContext) => runBalance(given, commandContext);
    },
  });
}
