import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, optional, positional, required } from "./flags.js";
import { sheetFlags } from "./plan-flags.js";
import type { ReportFlags, ReportFormat } from "./report.js";

// Every format, and nothing else, or it does not compile.
const formats = Object.keys({ html: true, csv: true, xlsx: true } satisfies Record<ReportFormat, true>);

export function reportCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<ReportFlags, [key: string]>(context, {
    name: "report",
    positional: positional(parse.text, placeholders.key),
    flags: {
      store: required(parse.text, flags.store, placeholders.folder),
      plan: optional(parse.text, flags.reportedPlan, placeholders.file),
      profile: optional(parse.text, flags.reportedProfile, placeholders.name),
      ...sheetFlags(context),
      format: { kind: "enum", values: formats as ReportFormat[], brief: flags.reportFormat },
      out: optional(parse.text, flags.out, placeholders.file),
      force: booleanFlag(flags.force),
      accounts: optional(parse.text, flags.accounts, placeholders.file),
      splitRows: optional(parse.positiveInteger, flags.splitRows, placeholders.number),
    },
    load: async () => {
      const { runReport } = await import("./report.js");
      return (given, [key], commandContext) => runReport({ ...given, key }, commandContext);
    },
  });
}
