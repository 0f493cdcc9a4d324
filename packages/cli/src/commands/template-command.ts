import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import type { TemplateFlags } from "./template.js";

export function templateCommand(context: DefinitionContext): CommandDefinition {
  return defineCommand<TemplateFlags>(context, {
    name: "template",
    flags: { format: { kind: "enum", values: ["csv", "xlsx"], brief: context.help.flags.templateFormat } },
    load: async () => {
      const { runTemplate } = await import("./template.js");
      return (flags, _, commandContext) => runTemplate(flags, commandContext);
    },
  });
}
