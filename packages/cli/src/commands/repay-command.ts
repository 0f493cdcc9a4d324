import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional, positional, required } from "./flags.js";
import { sheetFlags, skipCheckFlag } from "./plan-flags.js";
import type { RepayFlags } from "./repay.js";

export function repayCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<RepayFlags, [paidKey: string]>(context, {
    name: "repay",
    positional: positional(parse.text, placeholders.key),
    flags: {
      store: required(parse.text, flags.store, placeholders.folder),
      plan: required(parse.text, flags.paidPlan, placeholders.file),
      key: required(parse.text, flags.newKey, placeholders.key),
      ...sheetFlags(context),
      ...skipCheckFlag(context),
      pageSize: optional(parse.positiveInteger, flags.pageSize, placeholders.number),
      concurrency: optional(parse.positiveInteger, flags.concurrency, placeholders.number),
      ...connectionFlags(context),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runRepay } = await import("./repay.js");
      return (given, [paidKey], commandContext) => runRepay({ ...given, paidKey }, commandContext);
    },
  });
}
