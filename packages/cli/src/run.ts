import { readFileSync } from "node:fs";
import type { CommandContext } from "./commands/command.js";
import { defineCommands } from "./commands/definitions.js";
import { exitCodes } from "./commands/exit-codes.js";
import { localeOf } from "./commands/locale.js";
import { createParsers } from "./commands/parsers.js";
import { createScanner, type Scanner } from "./commands/scan.js";
import { UsageError } from "./commands/usage-error.js";
import { helpMessages, usageMessages } from "./messages/catalogs.js";
import { type CommandName, commandGroups } from "./messages/help.js";
import { formatUsageError, usageErrorToJson } from "./views/error.js";
import { formatCommandHelp, formatOverview } from "./views/help.js";

/** What the program is given: everything of a command's context but the language. */
export type ProgramContext = Omit<CommandContext, "locale">;

/** Runs one command line. Returns the exit code once all output is written. */
export async function run(args: readonly string[], program: ProgramContext): Promise<number> {
  const ownArgs = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  const context = { ...program, locale: localeOf(ownArgs, program.environment) };
  const json = ownArgs.includes("--json");
  await Promise.all([helpMessages, usageMessages].map((messages) => messages.load(context.locale)));
  try {
    return await runCommandLine(args, ownArgs, context);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      const { reportError } = await import("./commands/report-error.js");
      return await reportError(error, context, json);
    }
    if (json) context.stdout.write(usageErrorToJson(error.message, exitCodes.wrongCall));
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
  const definitions = defineCommands({ help, parse: createParsers(usage) });
  const scanner = createScanner(definitions, usage);
  // The scripts of `completion` call this.
  if (name === "complete") return printCompletions(rest.slice(1), scanner, context);
  const isHelp = ownArgs.includes("--help") || ownArgs.includes("-h");
  const helped = name === "help" ? rest.find((arg) => !arg.startsWith("-")) : isHelp ? name : undefined;
  if (isCommandName(helped)) {
    stdout.write(formatCommandHelp(helped, definitions[helped], help));
    return exitCodes.success;
  }
  if (isHelp || (name === "help" && helped === undefined)) {
    stdout.write(formatOverview(help));
    return exitCodes.success;
  }
  if (name === undefined) {
    stderr.write(formatOverview(help));
    throw new UsageError(usage.commandRequired);
  }
  const runScanned = await scanner.scan(name === "help" ? [helped as string] : args);
  return runScanned(context);
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
