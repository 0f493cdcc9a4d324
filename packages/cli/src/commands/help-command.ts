import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";

/** `mass-payout help [COMMAND]`. */
export function helpCommand(context: DefinitionContext): CommandDefinition {
  return defineCommand<object, [command?: string]>(context, {
    name: "help",
    positional: {
      kind: "tuple",
      parameters: [{ brief: "", parse: String, placeholder: context.help.placeholders.command, optional: true }],
    },
    flags: {},
    load:
      async () =>
      async (_, [command], commandContext) =>
        context.printHelp(command, commandContext),
  });
}
