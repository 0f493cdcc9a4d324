import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, positional, required } from "./flags.js";
import type { StatusFlags } from "./status.js";

export function statusCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  return defineCommand<StatusFlags, [key: string]>(context, {
    name: "status",
    positional: positional(parse.text, help.placeholders.key),
    flags: {
      store: required(parse.text, help.flags.store, help.placeholders.folder),
      json: booleanFlag(help.flags.json),
    },
    load: async () => {
      const { runStatus } = await import("./status.js");
      return (flags, [key], commandContext) => runStatus({ ...flags, key }, commandContext);
    },
  });
}
