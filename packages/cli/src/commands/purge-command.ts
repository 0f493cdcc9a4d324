import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, required } from "./flags.js";
import type { PurgeFlags } from "./purge.js";

export function purgeCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<PurgeFlags>(context, {
    name: "purge",
    flags: {
      before: required(parse.date, flags.before, placeholders.time),
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runPurge } = await import("./purge.js");
      return (given, _, commandContext) => runPurge(given, commandContext);
    },
  });
}
