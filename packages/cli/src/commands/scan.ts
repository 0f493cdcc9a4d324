import {
  type ApplicationText,
  ArgumentScannerError,
  buildApplication,
  buildRouteMap,
  formatMessageForArgumentScannerError,
  proposeCompletions,
  run,
  text_en,
} from "@stricli/core";
import type { UsageMessages } from "../messages/usage.js";
import { printable } from "../terminal/printable.js";
import type { CommandRun, ScanContext } from "./command.js";
import type { CommandDefinitions } from "./definitions.js";
import { ArgumentFault } from "./parsers.js";
import { UsageError } from "./usage-error.js";

/** Scans command lines. */
export interface Scanner {
  /**
   * The command that a command line calls.
   *
   * @throws {UsageError} if the call is wrong. The message has every fault.
   */
  scan(args: readonly string[]): Promise<CommandRun>;
  /** What can stand in place of the last argument. */
  propose(args: readonly string[]): Promise<readonly { completion: string; brief: string }[]>;
}

/** Creates a scanner for the commands, with its messages in the language of `usage`. */
export function createScanner(definitions: CommandDefinitions, usage: UsageMessages): Scanner {
  const scanned = Object.entries(definitions).map(([name, definition]) => [name, definition.scanned]);
  const application = buildApplication<ScanContext>(
    buildRouteMap({ routes: Object.fromEntries(scanned), docs: { brief: "" } }),
    {
      name: "mass-payout",
      scanner: { caseStyle: "allow-kebab-for-camel", allowArgumentEscapeSequence: true },
      localization: { text: textIn(usage) },
      documentation: { disableAnsiColor: true },
    },
  );
  return {
    async scan(args) {
      const faults: string[] = [];
      const call: ScanContext["call"] = {};
      const output = { write: (text: string) => void faults.push(text) };
      await run(application, args, { process: { stdout: output, stderr: output }, call });
      if (call.run === undefined) throw new UsageError(faults.join("").trimEnd());
      return call.run;
    },
    propose: (args) => proposeCompletions(application, args, { process: { stdout: silent, stderr: silent }, call: {} }),
  };
}

const silent = { write() {} };

function textIn(usage: UsageMessages): ApplicationText {
  const { mustBe } = usage;
  const named = (name: string) => (/^[a-z-]+$/.test(name) ? `--${name}` : name);
  return {
    ...text_en,
    noCommandRegisteredForInput: ({ input, corrections }) =>
      usage.unknownCommand(printable(input), unquote(corrections)),
    exceptionWhileParsingArguments(fault) {
      // An error that is no fault of an argument is one of this program.
      if (!(fault instanceof ArgumentScannerError)) throw fault;
      return formatMessageForArgumentScannerError(fault, {
        FlagNotFoundError: ({ input, corrections }) =>
          usage.unknownOption(`--${printable(input)}`, corrections.map(named)),
        AliasNotFoundError: ({ input }) => usage.unknownOption(`-${printable(input)}`, []),
        ArgumentParseError: ({ externalFlagNameOrPlaceholder, exception }) => {
          if (!(exception instanceof ArgumentFault)) throw exception;
          return `${named(externalFlagNameOrPlaceholder)} ${exception.message}.`;
        },
        EnumValidationError: ({ externalFlagName, values }) => `${named(externalFlagName)} ${mustBe.oneOf(values)}.`,
        UnsatisfiedFlagError: ({ externalFlagName, nextFlagName }) =>
          nextFlagName === undefined
            ? usage.missingOption(named(externalFlagName))
            : usage.missingValue(named(externalFlagName)),
        UnsatisfiedPositionalError: ({ placeholder }) => usage.missingArgument(placeholder),
        UnexpectedPositionalError: ({ input }) => usage.tooManyArguments(printable(input)),
        UnexpectedFlagError: ({ externalFlagName }) => usage.givenTwice(named(externalFlagName)),
        InvalidNegatedFlagSyntaxError: ({ externalFlagName }) => usage.unknownOption(named(externalFlagName), []),
      });
    },
  };
}

function unquote(names: readonly string[]): string[] {
  return names.map((name) => name.replaceAll("`", ""));
}
