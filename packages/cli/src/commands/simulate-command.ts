import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { optional } from "./flags.js";
import type { SimulateFlags } from "./simulate.js";

export function simulateCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<SimulateFlags>(context, {
    name: "simulate",
    runsCommandLine: true,
    flags: {
      port: optional(parse.integer, flags.port, placeholders.number),
      seed: optional(parse.integer, flags.seed, placeholders.number),
      balance: optional(parse.text, flags.balance, placeholders.amount),
      dialect: { kind: "enum", values: ["documents", "java"], optional: true, brief: flags.dialect },
      perMinute: optional(parse.integer, flags.perMinute, placeholders.number),
      speed: optional(parse.positiveInteger, flags.speed, placeholders.number),
      rejected: optional(parse.integer, flags.rejected, placeholders.percent),
      failed: optional(parse.integer, flags.failed, placeholders.percent),
      unrefunded: optional(parse.integer, flags.unrefunded, placeholders.percent),
      fault: { ...optional(parse.text, flags.fault, placeholders.fault), variadic: true },
      // Node takes `--env-file` for itself, also behind the name of a script.
      writeEnv: optional(parse.text, flags.writeEnv, placeholders.file),
      shell: { kind: "enum", values: ["sh", "powershell"], optional: true, brief: flags.shell },
    },
    load: async () => {
      const { runSimulate } = await import("./simulate.js");
      return (given, _, commandContext) => runSimulate(given, commandContext);
    },
  });
}
