import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional, positional, required } from "./flags.js";
import type { InitFlags } from "./init.js";
import { planFlags, skipCheckFlag } from "./plan-flags.js";

export function initCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<InitFlags, [planFile: string]>(context, {
    name: "init",
    positional: positional(parse.text, placeholders.file),
    flags: {
      ...planFlags(context),
      store: required(parse.text, flags.store, placeholders.folder),
      maxAmount: optional(parse.amount, flags.maxAmount, placeholders.amount),
      maxTotal: optional(parse.amount, flags.maxTotal, placeholders.amount),
      ...skipCheckFlag(context),
      yes: booleanFlag(flags.yesWrite),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runInit } = await import("./init.js");
      return (given, [planFile], commandContext) => runInit({ ...given, planFile }, commandContext);
    },
  });
}
