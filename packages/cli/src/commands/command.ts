import type { Clock, Locale } from "@iyzico-mass-payout/client";
import {
  type BaseArgs,
  buildCommand,
  type FlagParametersForType,
  type Command as ScannedCommand,
  type CommandContext as StricliContext,
  type TypedPositionalParameters,
} from "@stricli/core";
import { locales } from "../messages/catalogs.js";
import type { CommandName, HelpMessages } from "../messages/help.js";
import type { Input, Output } from "../terminal/output.js";
import type { HelpedCommand } from "../views/help.js";
import type { Parsers } from "./parsers.js";

/** What a command uses of its process. */
export interface CommandContext {
  /** The command line as it was given, without the program's name: to show the one that goes on. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The command line behind `--`. */
  readonly commandLine: readonly string[];
  /** The language of everything that the command prints. */
  readonly locale: Locale;
  /**
   * Creates the signal that stops a command. From this call on, SIGINT and SIGTERM no longer end the process: a command
   * that calls it must end when the signal is aborted.
   */
  readonly stopSignal: () => AbortSignal;
  /** The clock of the client; that of the system by default. Tests need not wait with one of their own. */
  readonly clock?: Clock | undefined;
  /** Sends the requests of `probe`; over Node's own client by default. For tests of what is sent to production. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** What a definition is made of: the texts of the help in the caller's language, and the parsers of values. */
export interface DefinitionContext {
  help: HelpMessages;
  parse: Parsers;
  /** Prints the help of a command, or of all. Only the root of the program knows every command. */
  printHelp(name: string | undefined, context: CommandContext): number;
}

/** Runs a parsed command. Returns the exit code once all output is written. */
export type CommandRun = (context: CommandContext) => Promise<number>;

/** What the scanner gives to a command: where to put the call. The command is loaded when it runs, not when it is scanned. */
export interface ScanContext extends StricliContext {
  readonly call: { run?: CommandRun };
}

/** A command of `mass-payout`: what it takes, as the scanner and the help use it. */
export interface CommandDefinition extends HelpedCommand {
  /** Whether it runs the command line behind `--`; of other commands, it has arguments that begin with a dash. */
  readonly runsCommandLine: boolean;
  readonly scanned: ScannedCommand<ScanContext>;
}

interface CommandParts<Flags extends object, Args extends BaseArgs> {
  name: CommandName;
  flags: FlagParametersForType<Flags, ScanContext>;
  positional?: TypedPositionalParameters<Args, ScanContext>;
  usesCredentials?: boolean;
  usesDatabase?: boolean;
  runsCommandLine?: boolean;
  /** Loads the code of the command. */
  load(): Promise<(flags: Flags, args: Args, context: CommandContext) => Promise<number>>;
}

/** Defines a command. Every command takes `--locale`. */
export function defineCommand<Flags extends object, Args extends BaseArgs = []>(
  { help }: DefinitionContext,
  {
    name,
    flags,
    positional,
    usesCredentials = false,
    usesDatabase = false,
    runsCommandLine = false,
    load,
  }: CommandParts<Flags, Args>,
): CommandDefinition {
  const allFlags = {
    ...flags,
    locale: { kind: "enum", values: locales, optional: true, brief: help.flags.locale },
  } as FlagParametersForType<Flags, ScanContext>;
  const positionals = positional ?? { kind: "tuple", parameters: [] };
  return {
    flags: allFlags as CommandDefinition["flags"],
    positionals: [
      ...placeholdersOf(positionals as PositionalShape),
      ...(runsCommandLine ? [`[-- ${help.placeholders.command}]`] : []),
    ],
    runsCommandLine,
    usesCredentials,
    usesDatabase,
    scanned: buildCommand<Flags, Args, ScanContext>({
      func(this: ScanContext, given: Flags, ...args: Args) {
        this.call.run = async (context) => (await load())(given, args, context);
      },
      parameters: { flags: allFlags, positional: positionals } as never,
      // For completion in a shell.
      docs: { brief: help.commands[name].brief },
    }),
  };
}

function placeholdersOf({ parameters }: PositionalShape): string[] {
  return parameters.map(({ placeholder = "", optional }) => (optional ? `[${placeholder}]` : placeholder));
}

/** The arguments of a command as the scanner has them. No command takes a list of them. */
interface PositionalShape {
  parameters: readonly { placeholder?: string; optional?: boolean }[];
}
