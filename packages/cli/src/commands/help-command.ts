import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";

/** `mass-payout help [COMMAND]`. The root of the program prints the help, because only it knows every command. */
export function helpCommand(context: DefinitionContext): CommandDefinition {
  return defineCommand<object, [command?: string]>(context, {
    name: "help",
    positional: {
      kind: "tuple",
      parameters: [{ brief: "", parse: String, placeholder: context.help.placeholders.command, optional: true }],
    },
    flags: {},
    load: async () => async () => 0,
  });
}
