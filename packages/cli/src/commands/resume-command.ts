import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, positional, required } from "./flags.js";
import type { ResumeFlags } from "./resume.js";

export function resumeCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<ResumeFlags, [key: string]>(context, {
    name: "resume",
    positional: positional(parse.text, placeholders.key),
    flags: {
      by: required(parse.text, flags.byPerson, placeholders.name),
      ...databaseFlags(context),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runResume } = await import("./resume.js");
      return (given, [key], commandContext) => runResume({ ...given, key }, commandContext);
    },
  });
}
