import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, optional, positional } from "./flags.js";
import type { StatusFlags } from "./status.js";

export function statusCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  return defineCommand<StatusFlags, [key: string]>(context, {
    name: "status",
    positional: positional(parse.text, help.placeholders.key),
    flags: {
      store: optional(parse.text, help.flags.store, help.placeholders.folder),
      ...databaseFlags(context),
      all: booleanFlag(help.flags.all),
      json: booleanFlag(help.flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runStatus } = await import("./status.js");
      return (flags, [key], commandContext) => runStatus({ ...flags, key }, commandContext);
    },
  });
}
