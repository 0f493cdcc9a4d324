import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { positional } from "./flags.js";
import type { PlanCommandFlags } from "./plan.js";
import { planFlags, skipCheckFlag } from "./plan-flags.js";

export function planCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  return defineCommand<PlanCommandFlags, [file: string]>(context, {
    name: "plan",
    positional: positional(parse.text, help.placeholders.file),
    flags: { ...planFlags(context), ...skipCheckFlag(context) },
    load: async () => {
      const { runPlan } = await import("./plan.js");
      return (flags, [file], commandContext) => runPlan({ ...flags, file }, commandContext);
    },
  });
}
