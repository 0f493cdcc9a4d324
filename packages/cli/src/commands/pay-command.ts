import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { booleanFlag, connectionFlags, optional, positional, required } from "./flags.js";
import type { PayFlags } from "./pay.js";
import { planFlags, skipCheckFlag } from "./plan-flags.js";

export function payCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<PayFlags, [planFile: string]>(context, {
    name: "pay",
    positional: positional(parse.text, placeholders.file),
    flags: {
      ...planFlags(context),
      store: required(parse.text, flags.store, placeholders.folder),
      newStore: booleanFlag(flags.newStore),
      expectNew: booleanFlag(flags.expectNew),
      approve: optional(parse.digest, flags.approve, placeholders.digest),
      by: optional(parse.text, flags.by, placeholders.name),
      note: optional(parse.text, flags.note, placeholders.text),
      requestId: optional(parse.text, flags.requestId, placeholders.id),
      maxAmount: optional(parse.amount, flags.maxAmount, placeholders.amount),
      maxTotal: optional(parse.amount, flags.maxTotal, placeholders.amount),
      ...skipCheckFlag(context),
      restart: { kind: "boolean", default: true, brief: flags.restart },
      pageSize: optional(parse.positiveInteger, flags.pageSize, placeholders.number),
      concurrency: optional(parse.positiveInteger, flags.concurrency, placeholders.number),
      maxWait: optional(parse.seconds, flags.maxWait, placeholders.seconds),
      pollEvery: optional(parse.seconds, flags.pollEvery, placeholders.seconds),
      notFoundGrace: optional(parse.seconds, flags.notFoundGrace, placeholders.seconds),
      stuckAfter: optional(parse.days, flags.stuckAfter, placeholders.days),
      ...connectionFlags(context),
      yes: booleanFlag(flags.yes),
      all: booleanFlag(flags.all),
      quiet: booleanFlag(flags.quiet),
      json: booleanFlag(flags.json),
    },
    usesCredentials: true,
    load: async () => {
      const { runPay } = await import("./pay.js");
      return (given, [planFile], commandContext) => runPay({ ...given, planFile }, commandContext);
    },
  });
}
