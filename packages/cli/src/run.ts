import { readFileSync } from "node:fs";
import { isMassPayoutError } from "@iyzico-mass-payout/client";
import { UsageError } from "./commands/arguments.js";
import type { Command, CommandContext } from "./commands/command.js";
import { exitCodeOfError, exitCodes } from "./commands/exit-codes.js";
import { runPay } from "./commands/pay.js";
import { runRetrieve } from "./commands/retrieve.js";
import { runSimulate } from "./commands/simulate.js";
import { formatError, formatUsageError } from "./views/error.js";
import { type CommandName, commandHelp, overview } from "./views/help.js";

const commands: Readonly<Record<CommandName, Command>> = {
  retrieve: runRetrieve,
  pay: runPay,
  simulate: runSimulate,
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
    if (!isMassPayoutError(error)) throw error;
    context.stderr.write(formatError(error));
    return exitCodeOfError(error);
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
