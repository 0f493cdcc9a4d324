import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, optional } from "./flags.js";
import type { ListFlags } from "./list.js";

const outcomes = ["in-progress", "action-required", "settled"] as const;

export function listCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  return defineCommand<ListFlags>(context, {
    name: "list",
    flags: {
      store: optional(parse.text, help.flags.store, help.placeholders.folder),
      ...databaseFlags(context),
      outcome: { kind: "enum", values: outcomes, optional: true, brief: help.flags.outcome },
      limit: optional(parse.positiveInteger, help.flags.listLimit, help.placeholders.number),
      after: optional(parse.text, help.flags.after, help.placeholders.text),
      json: booleanFlag(help.flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runList } = await import("./list.js");
      return (flags, _, commandContext) => runList(flags, commandContext);
    },
  });
}
