import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag } from "./flags.js";
import type { MigrateFlags } from "./migrate.js";

export function migrateCommand(context: DefinitionContext): CommandDefinition {
  const { help } = context;
  const { flags } = help;
  return defineCommand<MigrateFlags>(context, {
    name: "migrate",
    flags: {
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runMigrate } = await import("./migrate.js");
      return (given, _, commandContext) => runMigrate(given, commandContext);
    },
  });
}
