import type { CheckFlags } from "./check.js";
import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, positional } from "./flags.js";
import { planFlags, skipCheckFlag } from "./plan-flags.js";

export function checkCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  return defineCommand<CheckFlags, [file: string]>(context, {
    name: "check",
    positional: positional(parse.text, help.placeholders.file),
    flags: { ...planFlags(context), ...skipCheckFlag(context), json: booleanFlag(help.flags.json) },
    load: async () => {
      const { runCheck } = await import("./check.js");
      return (flags, [file], commandContext) => runCheck({ ...flags, file }, commandContext);
    },
  });
}
