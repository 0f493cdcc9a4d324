import { readFileSync } from "node:fs";
import type { CommandContext } from "./commands/command.js";
import { defineCommands } from "./commands/definitions.js";
import { exitCodes } from "./commands/exit-codes.js";
import { localeOf } from "./commands/locale.js";
import { createParsers } from "./commands/parsers.js";
import { createScanner, type Scanner } from "./commands/scan.js";
import { InputError, UsageError } from "./commands/usage-error.js";
import { helpMessages, usageMessages } from "./messages/catalogs.js";
import { type CommandName, commandGroups } from "./messages/help.js";
import { printable } from "./terminal/printable.js";
import { failureToJson, formatInputFaults, formatUsageError, inputFaultsToJson } from "./views/error.js";
import { formatCommandHelp, formatOverview } from "./views/help.js";

/** What the program is given: everything of a command's context that is not in its arguments. */
export type ProgramContext = Omit<CommandContext, "args" | "locale" | "commandLine">;

/** Runs one command line. Returns the exit code once all output is written. */
export async function run(args: readonly string[], program: ProgramContext): Promise<number> {
  const end = args.indexOf("--");
  const ownArgs = end < 0 ? args : args.slice(0, end);
  const commandLine = end < 0 ? [] : args.slice(end + 1);
  const context = { ...program, args: ownArgs, commandLine, locale: localeOf(ownArgs, program.environment) };
  const json = ownArgs.includes("--json");
  await Promise.all([helpMessages, usageMessages].map((messages) => messages.load(context.locale)));
  try {
    return await runCommandLine(args, ownArgs, context);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      const { reportError } = await import("./commands/report-error.js");
      return await reportError(error, context, json);
    }
    if (error instanceof InputError) {
      if (json) context.stdout.write(inputFaultsToJson(error.message, error.faults, exitCodes.wrongCall));
      context.stderr.write(formatInputFaults(error.message, error.faults));
      return exitCodes.wrongCall;
    }
    if (json) context.stdout.write(failureToJson("wrong_call", error.message, exitCodes.wrongCall));
    const usage = usageMessages.in(context.locale);
    const [name] = args;
    context.stderr.write(
      formatUsageError(error.message, usage.seeHelp(isCommandName(name) && name !== "help" ? name : undefined)),
    );
    return exitCodes.wrongCall;
  }
}

async function runCommandLine(
  args: readonly string[],
  ownArgs: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { stdout, stderr, locale } = context;
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v") {
    stdout.write(`${readVersion()}\n`);
    return exitCodes.success;
  }
  const help = helpMessages.in(locale);
  const usage = usageMessages.in(locale);
  const definitions = defineCommands({ help, parse: createParsers(usage), printHelp });
  const scanner = createScanner(definitions, usage);
  // The scripts of `completion` call this.
  if (name === "complete") return printCompletions(rest.slice(1), scanner, context);
  if (ownArgs.includes("--help") || ownArgs.includes("-h")) {
    return printHelp(isCommandName(name) ? name : undefined, context);
  }
  if (name === undefined) {
    stderr.write(formatOverview(help));
    throw new UsageError(usage.commandRequired);
  }
  if (name.startsWith("-")) throw new UsageError(usage.commandFirst(printable(name)));
  const runsCommandLine = isCommandName(name) && definitions[name].runsCommandLine;
  const runScanned = await scanner.scan(runsCommandLine ? ownArgs : args);
  return runScanned(context);

  function printHelp(helped: string | undefined, { stdout: output }: CommandContext): number {
    if (helped !== undefined && !isCommandName(helped)) throw new UsageError(usage.unknownCommand(helped, []));
    output.write(helped === undefined ? formatOverview(help) : formatCommandHelp(helped, definitions[helped], help));
    return exitCodes.success;
  }
}

/** Prints what can stand in place of the last argument, in the form that the scripts of `completion` read. */
async function printCompletions(
  words: readonly string[],
  scanner: Scanner,
  { stdout }: CommandContext,
): Promise<number> {
  const proposals = await scanner.propose(words);
  for (const { completion, brief } of proposals) stdout.write(`${completion}\t${brief}\n`);
  // 4: the shell completes no file names. Without a proposal it does.
  stdout.write(`:${proposals.length === 0 ? 0 : 4}\n`);
  return exitCodes.success;
}

function isCommandName(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(commandGroups, name);
}

function readVersion(): string {
  // Read and not imported: Node 20 warns about every import of JSON.
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
