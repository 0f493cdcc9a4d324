import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, optional } from "./flags.js";
import type { PolicyFlags } from "./policy.js";

export function policyCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<PolicyFlags>(context, {
    name: "policy",
    flags: {
      approvers: optional(parse.integer, flags.approvers, placeholders.number),
      notTheSubmitter: booleanFlag(flags.notTheSubmitter),
      above: { ...optional(parse.threshold, flags.above, placeholders.threshold), variadic: true },
      expiresAfter: optional(parse.duration, flags.expiresAfter, placeholders.duration),
      by: optional(parse.text, flags.byPerson, placeholders.name),
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runPolicy } = await import("./policy.js");
      return (given, _, commandContext) => runPolicy(given, commandContext);
    },
  });
}
