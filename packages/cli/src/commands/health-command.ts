import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag } from "./flags.js";
import type { HealthFlags } from "./health.js";

export function healthCommand(context: DefinitionContext): CommandDefinition {
  const { help } = context;
  const { flags } = help;
  return defineCommand<HealthFlags>(context, {
    name: "health",
    flags: {
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runHealth } = await import("./health.js");
      return (given, _, commandContext) => runHealth(given, commandContext);
    },
  });
}
