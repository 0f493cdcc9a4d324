import type { AuthFlags } from "./auth.js";
import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional, positional, required } from "./flags.js";

export function authCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<AuthFlags, [requestId: string]>(context, {
    name: "auth",
    positional: positional(parse.text, placeholders.requestId),
    flags: {
      store: required(parse.text, flags.store, placeholders.folder),
      approve: optional(parse.digest, flags.approve, placeholders.digest),
      by: optional(parse.text, flags.by, placeholders.name),
      note: optional(parse.text, flags.note, placeholders.text),
      pageSize: optional(parse.positiveInteger, flags.pageSize, placeholders.number),
      notFoundGrace: optional(parse.seconds, flags.authGrace, placeholders.seconds),
      yes: booleanFlag(flags.yesWrite),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runAuth } = await import("./auth.js");
      return (given, [requestId], commandContext) => runAuth({ ...given, requestId }, commandContext);
    },
  });
}
