import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional } from "./flags.js";
import type { SignFlags } from "./sign.js";

export function signCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<SignFlags, [method: string, path: string]>(context, {
    name: "sign",
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "", parse: parse.text, placeholder: placeholders.method },
        { brief: "", parse: parse.text, placeholder: placeholders.path },
      ],
    },
    flags: {
      body: optional(parse.text, flags.body, placeholders.file),
      randomKey: optional(parse.text, flags.randomKey, placeholders.text),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runSign } = await import("./sign.js");
      return (given, [method, path], commandContext) => runSign({ ...given, method, path }, commandContext);
    },
  });
}
