import type { CancelFlags } from "./cancel.js";
import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, connectionFlags, optional, positional } from "./flags.js";

export function cancelCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<CancelFlags, [id: string]>(context, {
    name: "cancel",
    positional: positional(parse.text, placeholders.requestIdOrKey),
    flags: {
      store: optional(parse.text, flags.cancelStore, placeholders.folder),
      ...databaseFlags(context),
      by: optional(parse.text, flags.byCancel, placeholders.name),
      noDatabase: booleanFlag(flags.noDatabase),
      yes: booleanFlag(flags.yesWrite),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    usesDatabase: true,
    load: async () => {
      const { runCancel } = await import("./cancel.js");
      return (given, [id], commandContext) => runCancel(id, given, commandContext);
    },
  });
}
