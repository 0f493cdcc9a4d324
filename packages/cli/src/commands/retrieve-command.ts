import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional, payoutFlags } from "./flags.js";
import type { RetrieveFlags } from "./retrieve.js";

export function retrieveCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  return defineCommand<RetrieveFlags>(context, {
    name: "retrieve",
    flags: {
      ...payoutFlags(context),
      page: optional(parse.integer, help.flags.page, help.placeholders.number),
      size: optional(parse.integer, help.flags.size, help.placeholders.number),
      itemType: { kind: "enum", values: ["VALID", "INVALID"], optional: true, brief: help.flags.itemType },
      all: booleanFlag(help.flags.allPages),
      ...connectionFlags(context),
      json: booleanFlag(help.flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runRetrieve } = await import("./retrieve.js");
      return (flags, _, commandContext) => runRetrieve(flags, commandContext);
    },
  });
}
