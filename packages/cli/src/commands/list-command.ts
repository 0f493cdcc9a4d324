import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, required } from "./flags.js";
import type { ListFlags } from "./list.js";

export function listCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  return defineCommand<ListFlags>(context, {
    name: "list",
    flags: {
      store: required(parse.text, help.flags.store, help.placeholders.folder),
      json: booleanFlag(help.flags.json),
    },
    load: async () => {
      const { runList } = await import("./list.js");
      return (flags, _, commandContext) => runList(flags, commandContext);
    },
  });
}
