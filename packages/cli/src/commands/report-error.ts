import { errorCodes, isMassPayoutError } from "@iyzico-mass-payout/client";
import { errorsMessages } from "../messages/catalogs.js";
import { errorToJson, formatError } from "../views/error.js";
import type { CommandContext } from "./command.js";

/**
 * Prints an error of the client and returns its exit code, from the client's table of error codes. The table has 1 for
 * `aborted`; a `pay` that a signal stops ends with `inProgress` instead, because that is no failure.
 *
 * @param json whether stdout has the error as JSON.
 * @throws any other error.
 */
export async function reportError(
  error: unknown,
  { stdout, stderr, locale }: Pick<CommandContext, "stdout" | "stderr" | "locale">,
  json: boolean,
): Promise<number> {
  if (!isMassPayoutError(error)) throw error;
  const { exitCode } = errorCodes[error.code];
  await errorsMessages.load(locale);
  if (json) stdout.write(errorToJson(error, exitCode));
  stderr.write(formatError(error, locale));
  return exitCode;
}
