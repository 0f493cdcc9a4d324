import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, connectionFlags, optional, positional, required } from "./flags.js";
import { planFlags } from "./plan-flags.js";
import type { SubmitFlags } from "./submit.js";

export function submitCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<SubmitFlags, [planFile: string]>(context, {
    name: "submit",
    positional: positional(parse.text, placeholders.file),
    flags: {
      ...planFlags(context),
      by: required(parse.text, flags.bySubmitter, placeholders.name),
      authorizeAt: optional(parse.moment, flags.authorizeAt, placeholders.time),
      maxItems: optional(parse.positiveInteger, flags.maxItems, placeholders.number),
      maxAmount: optional(parse.amount, flags.maxAmount, placeholders.amount),
      maxTotal: optional(parse.amount, flags.maxTotal, placeholders.amount),
      ...databaseFlags(context),
      ...connectionFlags(context),
      yes: booleanFlag(flags.yes),
      quiet: booleanFlag(flags.quiet),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    usesDatabase: true,
    load: async () => {
      const { runSubmit } = await import("./submit.js");
      return (given, [planFile], commandContext) => runSubmit({ ...given, planFile }, commandContext);
    },
  });
}
