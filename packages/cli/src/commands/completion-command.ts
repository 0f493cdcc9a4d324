import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";

const shells = ["bash", "zsh", "fish", "powershell"] as const;

export function completionCommand(context: DefinitionContext): CommandDefinition {
  const { parse } = context;
  return defineCommand<object, [shell: (typeof shells)[number]]>(context, {
    name: "completion",
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "", parse: parse.oneOf(shells), placeholder: shells.join("|"), proposeCompletions: () => shells },
      ],
    },
    flags: {},
    load: async () => {
      const { runCompletion } = await import("./completion.js");
      return (_, [shell], commandContext) => runCompletion(shell, commandContext);
    },
  });
}
