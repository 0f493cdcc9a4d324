import { readFileSync } from "node:fs";
import { UsageError } from "./commands/arguments.js";
import type { Command, CommandContext } from "./commands/command.js";
import { exitCodes } from "./commands/exit-codes.js";
import { parsePayArguments } from "./commands/pay-arguments.js";
import { parseRetrieveArguments } from "./commands/retrieve-arguments.js";
import { parseSimulateArguments } from "./commands/simulate-arguments.js";
import { formatUsageError } from "./views/error.js";
import { type CommandName, commandHelp, overview } from "./views/help.js";

const commands: Readonly<Record<CommandName, Command>> = {
  async retrieve(args, context) {
    const parsed = parseRetrieveArguments(args, context.environment);
    const { runRetrieve } = await import("./commands/retrieve.js");
    return runRetrieve(parsed, context);
  },
  async pay(args, context) {
    const parsed = parsePayArguments(args);
    const { runPay } = await import("./commands/pay.js");
    return runPay(parsed, context);
  },
  async simulate(args, context) {
    const parsed = parseSimulateArguments(args);
    const { runSimulate } = await import("./commands/simulate.js");
    return runSimulate(parsed, context);
  },
};

/** Runs one command line. Returns the exit code once all output is written. */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    return await runCommandLine(args, context);
  } catch (error) {
    if (error instanceof UsageError) {
      context.stderr.write(formatUsageError(error.message));
      return exitCodes.wrongCall;
    }
    const { reportError } = await import("./commands/report-error.js");
    return reportError(error, context.stderr);
  }
}

async function runCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  const { stdout } = context;
  const [name, ...rest] = args;
  if (name === "--version") {
    stdout.write(`${readVersion()}\n`);
    return exitCodes.success;
  }
  if (args.includes("--help") || args.includes("-h")) {
    stdout.write(isCommandName(name) ? commandHelp[name] : overview);
    return exitCodes.success;
  }
  if (isCommandName(name)) return commands[name](rest, context);
  const names = Object.keys(commands).join(", ");
  throw new UsageError(`The command must be one of ${names}${name === undefined ? "" : `, not ${name}`}.`);
}

function isCommandName(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(commands, name);
}

function readVersion(): string {
  // Read and not imported: Node 20 warns about every import of JSON.
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
