import type { ApproveFlags } from "./approve.js";
import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, optional, positional, required } from "./flags.js";

export function approveCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<ApproveFlags, [key: string]>(context, {
    name: "approve",
    positional: positional(parse.text, placeholders.key),
    flags: {
      digest: optional(parse.digest, flags.digest, placeholders.digest),
      by: required(parse.text, flags.byApprover, placeholders.name),
      note: optional(parse.text, flags.note, placeholders.text),
      ...databaseFlags(context),
      all: booleanFlag(flags.all),
      json: booleanFlag(flags.json),
    },
    usesDatabase: true,
    load: async () => {
      const { runApprove } = await import("./approve.js");
      return (given, [key], commandContext) => runApprove({ ...given, key }, commandContext);
    },
  });
}
