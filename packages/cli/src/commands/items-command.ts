import { itemsFilters, itemsFormats } from "../views/items-options.js";
import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional, payoutFlags } from "./flags.js";
import type { ItemsFlags } from "./items.js";

export function itemsCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<ItemsFlags>(context, {
    name: "items",
    flags: {
      ...payoutFlags(context),
      only: { kind: "enum", values: itemsFilters, optional: true, brief: flags.only },
      format: { kind: "enum", values: itemsFormats, optional: true, brief: flags.itemsFormat },
      pageSize: optional(parse.positiveInteger, flags.pageSize, placeholders.number),
      concurrency: optional(parse.positiveInteger, flags.concurrency, placeholders.number),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runItems } = await import("./items.js");
      return (given, _, commandContext) => runItems(given, commandContext);
    },
  });
}
