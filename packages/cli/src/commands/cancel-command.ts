import type { CancelFlags } from "./cancel.js";
import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional, positional } from "./flags.js";

export function cancelCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<CancelFlags, [requestId: string]>(context, {
    name: "cancel",
    positional: positional(parse.text, placeholders.requestId),
    flags: {
      store: optional(parse.text, flags.cancelStore, placeholders.folder),
      yes: booleanFlag(flags.yesWrite),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runCancel } = await import("./cancel.js");
      return (given, [requestId], commandContext) => runCancel(requestId, given, commandContext);
    },
  });
}
