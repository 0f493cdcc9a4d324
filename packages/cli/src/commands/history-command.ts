import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, positional } from "./flags.js";
import type { HistoryFlags } from "./history.js";

export function historyCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<HistoryFlags, [key: string]>(context, {
    name: "history",
    positional: positional(parse.text, placeholders.key),
    flags: {
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runHistory } = await import("./history.js");
      return (given, [key], commandContext) => runHistory({ ...given, key }, commandContext);
    },
  });
}
