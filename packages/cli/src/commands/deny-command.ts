import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import type { DenyFlags } from "./deny.js";
import { booleanFlag, positional, required } from "./flags.js";

export function denyCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<DenyFlags, [key: string]>(context, {
    name: "deny",
    positional: positional(parse.text, placeholders.key),
    flags: {
      by: required(parse.text, flags.byPerson, placeholders.name),
      reason: required(parse.text, flags.reason, placeholders.text),
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runDeny } = await import("./deny.js");
      return (given, [key], commandContext) => runDeny({ ...given, key }, commandContext);
    },
  });
}
