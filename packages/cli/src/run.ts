import { readFileSync } from "node:fs";
import { isMassPayoutError, type MassPayoutError } from "@iyzico-mass-payout/client";
import { helpOf, overview } from "./help.js";
import type { Output } from "./output.js";
import { payCommand } from "./pay-command.js";
import { printable } from "./printable.js";
import { retrieveCommand } from "./retrieve-command.js";
import { simulateCommand } from "./simulate-command.js";
import { UsageError } from "./usage-error.js";

/**
 * Runs one command line. Returns the exit code; everything that is for the reader has been written by then.
 *
 * @param stopSignal gives what stops a command that goes on for long. Who asks for it must end when it is aborted.
 */
export async function run(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdout: Output,
  stderr: Output,
  stopSignal: () => AbortSignal,
): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === "--version") stdout.write(`${version()}\n`);
    else if (["--help", "-h"].some((flag) => args.includes(flag))) stdout.write(helpOf.get(command) ?? overview);
    else if (command === "retrieve") stdout.write(await retrieveCommand(rest, environment, stdout));
    else if (command === "pay") return await payCommand(rest, environment, stdout, stderr, stopSignal);
    else if (command === "simulate") return await simulateCommand(rest, environment, stdout, stderr, stopSignal);
    else throw new UsageError(command === undefined ? "Say what to do." : `There is no command ${command}.`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(`mass-payout: ${printable(error.message)}\nmass-payout --help shows how it is called.\n`);
      return 2;
    }
    if (!isMassPayoutError(error)) throw error;
    stderr.write(
      linesOf(error)
        .map((line) => `${printable(line)}\n`)
        .join(""),
    );
    return error.code === "invalid_configuration" || error.code === "invalid_request" ? 2 : 1;
  }
}

/** What went wrong and what to do about it, for the person at the keyboard. */
function linesOf({ message, vendorMessage, faults, hint }: MassPayoutError): string[] {
  if (faults.length > 0) {
    const positions = faults.some(({ item }) => item !== undefined) ? " (items are counted from 0)" : "";
    return [`mass-payout: nothing was sent${positions}:`, ...faults.map((fault) => `- ${fault.message}`)];
  }
  return [`mass-payout: ${message}`, ...(vendorMessage === undefined ? [] : [`iyzico: ${vendorMessage}`]), hint];
}

function version(): string {
  // Read and not imported: Node 20 warns about every import of JSON.
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
