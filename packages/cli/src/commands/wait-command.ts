import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional, payoutFlags } from "./flags.js";
import type { WaitFlags } from "./wait.js";

export function waitCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<WaitFlags>(context, {
    name: "wait",
    flags: {
      ...payoutFlags(context),
      maxWait: optional(parse.seconds, flags.maxWait, placeholders.seconds),
      pollEvery: optional(parse.seconds, flags.pollEvery, placeholders.seconds),
      pageSize: optional(parse.positiveInteger, flags.pageSize, placeholders.number),
      concurrency: optional(parse.positiveInteger, flags.concurrency, placeholders.number),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runWait } = await import("./wait.js");
      return (given, _, commandContext) => runWait(given, commandContext);
    },
  });
}
