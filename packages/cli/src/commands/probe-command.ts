import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional } from "./flags.js";
import type { ProbeFlags } from "./probe.js";

export function probeCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<ProbeFlags, [action?: "check", file?: string]>(context, {
    name: "probe",
    positional: {
      kind: "tuple",
      parameters: [
        {
          brief: "",
          parse: parse.oneOf(["check"]),
          placeholder: "check",
          optional: true,
          proposeCompletions: () => ["check"],
        },
        { brief: "", parse: parse.text, placeholder: placeholders.file, optional: true },
      ],
    },
    flags: {
      dryRun: booleanFlag(flags.dryRun),
      spend: optional(parse.amount, flags.spend, placeholders.amount),
      recipient: optional(parse.text, flags.recipient, placeholders.recipient),
      name: optional(parse.text, flags.probeName, placeholders.name),
      production: booleanFlag(flags.production),
      record: optional(parse.text, flags.record, placeholders.file),
      only: { ...optional(parse.text, flags.onlyExperiment, placeholders.experiment), variadic: true },
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runProbeCommand } = await import("./probe.js");
      return (given, [action, file], commandContext) => runProbeCommand({ ...given, action, file }, commandContext);
    },
  });
}
