import type { CancelFlags } from "./cancel.js";
import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional } from "./flags.js";

export function cancelCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<CancelFlags, [requestId: string]>(context, {
    name: "cancel",
    positional: {
      kind: "tuple",
      parameters: [{ brief: "", parse: parse.text, placeholder: placeholders.requestId }],
    },
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
