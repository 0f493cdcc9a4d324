import { type CommandDefinition, type DefinitionContext, defineCommand } from "./command.js";
import { databaseFlags } from "./database-flags.js";
import { booleanFlag, connectionFlags, optional } from "./flags.js";
import type { WorkerFlags } from "./worker.js";

export function workerCommand(context: DefinitionContext): CommandDefinition {
  const { help, parse } = context;
  const { flags, placeholders } = help;
  return defineCommand<WorkerFlags>(context, {
    name: "worker",
    flags: {
      concurrency: optional(parse.positiveInteger, flags.payoutsAtOnce, placeholders.number),
      rateLimit: optional(parse.positiveInteger, flags.rateLimit, placeholders.number),
      restart: { kind: "boolean", default: true, brief: flags.restart },
      pageSize: optional(parse.positiveInteger, flags.pageSize, placeholders.number),
      pollEvery: optional(parse.seconds, flags.pollEveryHours, placeholders.seconds),
      notFoundGrace: optional(parse.seconds, flags.notFoundGrace, placeholders.seconds),
      stuckAfter: optional(parse.days, flags.stuckAfter, placeholders.days),
      ...databaseFlags(context),
      ...connectionFlags(context),
      json: booleanFlag(flags.jsonLines),
    },
    usesCredentials: true,
    usesDatabase: true,
    load: async () => {
      const { runWorker } = await import("./worker.js");
      return (given, _, commandContext) => runWorker(given, commandContext);
    },
  });
}
