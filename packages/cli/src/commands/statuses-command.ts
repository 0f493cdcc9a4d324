import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag } from "./flags.js";
import type { StatusesFlags } from "./statuses.js";

export function statusesCommand(context: DefinitionContext): CommandDefinition {
  const { help } = context;
  const { flags } = help;
  return defineCommand<StatusesFlags>(context, {
    name: "statuses",
    flags: { json: booleanFlag(flags.json) },
    load: async () => {
      const { runStatuses } = await import("./statuses.js");
      return (given, _, commandContext) => runStatuses(given, commandContext);
    },
  });
}
