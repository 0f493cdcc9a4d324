import type { Clock } from "@iyzico-mass-payout/client";
import type { Output } from "../terminal/output.js";

/** What a command uses of its process. */
export interface CommandContext {
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: Output;
  readonly stderr: Output;
  /**
   * Creates the signal that stops a command. From this call on, SIGINT and SIGTERM no longer end the process: a command
   * that calls it must end when the signal is aborted.
   */
  readonly stopSignal: () => AbortSignal;
  /** The clock of the client; that of the system by default. Tests need not wait with one of their own. */
  readonly clock?: Clock | undefined;
}

/**
 * A command of `mass-payout`. Takes the arguments behind its name, and returns the exit code once its output is written.
 * It parses the arguments before it loads its code: help and an error of the call come at once.
 *
 * @throws {UsageError} if the call is wrong.
 * @throws {MassPayoutError} if a call of the client fails.
 */
export type Command = (args: readonly string[], context: CommandContext) => Promise<number>;
