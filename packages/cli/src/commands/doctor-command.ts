import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import type { DoctorFlags } from "./doctor.js";
import { booleanFlag, connectionFlags, optional } from "./flags.js";

export function doctorCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<DoctorFlags>(context, {
    name: "doctor",
    flags: {
      store: optional(parse.text, flags.store, placeholders.folder),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runDoctor } = await import("./doctor.js");
      return (given, _, commandContext) => runDoctor(given, commandContext);
    },
  });
}
