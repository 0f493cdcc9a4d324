import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, positional } from "./flags.js";
import type { ItemFlags } from "./item.js";

export function itemCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<ItemFlags, [referenceCode: string]>(context, {
    name: "item",
    positional: positional(parse.text, placeholders.referenceCode),
    flags: { ...connectionFlags(context), json: booleanFlag(flags.json) },
    usesCredentials: true,
    load: async () => {
      const { runItem } = await import("./item.js");
      return (given, [referenceCode], commandContext) => runItem(referenceCode, given, commandContext);
    },
  });
}
