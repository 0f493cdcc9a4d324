import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, required } from "./flags.js";
import type { LinkFlags } from "./link.js";

export function linkCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  const argument = (placeholder: string) => ({ brief: "", parse: parse.text, placeholder });
  return defineCommand<LinkFlags, [key: string, requestId: string]>(context, {
    name: "link",
    positional: { kind: "tuple", parameters: [argument(placeholders.key), argument(placeholders.requestId)] },
    flags: {
      by: required(parse.text, flags.byPerson, placeholders.name),
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runLink } = await import("./link.js");
      return (given, [key, requestId], commandContext) => runLink({ ...given, key, requestId }, commandContext);
    },
  });
}
