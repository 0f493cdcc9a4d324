import { readFileSync } from "node:fs";
import { isMassPayoutError } from "@iyzico-mass-payout/client";
import { sandbox } from "./environment.js";
import type { Output } from "./output.js";
import { printable } from "./printable.js";
import { retrieveCommand } from "./retrieve-command.js";
import { UsageError } from "./usage-error.js";

const help = `mass-payout retrieve (--request-id ID | --external-id ID) [options]

Reads a mass payout and one page of its items. It only reads; nothing is paid.

  --request-id ID      the id that iyzico gave the payout
  --external-id ID     your own id of the payout
  --page N             which page of items, counted from 0 (0)
  --size N             items a page (40)
  --item-type TYPE     VALID or INVALID items only
  --locale tr|en       the language of what is shown and of iyzico's messages (tr)
  --json               the result as JSON, personal data in full

  IYZICO_API_KEY       the merchant's API key
  IYZICO_SECRET_KEY    the merchant's secret key
  IYZICO_BASE_URL      where iyzico is (${sandbox});
                       production is https://api.iyzipay.com

mass-payout --help     this text
mass-payout --version  the version

Exit code: 0 when it worked, 1 when the request failed, 2 when the call was wrong.
`;

/** Runs one command line. Returns the exit code; everything that is for the reader has been written by then. */
export async function run(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdout: Output,
  stderr: Output,
): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === "--version") stdout.write(`${version()}\n`);
    else if (["--help", "-h"].some((flag) => args.includes(flag))) stdout.write(help);
    else if (command === "retrieve") stdout.write(await retrieveCommand(rest, environment, stdout));
    else throw new UsageError(command === undefined ? "Say what to do." : `There is no command ${command}.`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(`mass-payout: ${printable(error.message)}\nmass-payout --help shows how it is called.\n`);
      return 2;
    }
    if (!isMassPayoutError(error)) throw error;
    const lines = [`mass-payout: ${error.message}`, error.hint];
    if (error.vendorMessage !== undefined) lines.splice(1, 0, `iyzico: ${error.vendorMessage}`);
    stderr.write(lines.map((line) => `${printable(line)}\n`).join(""));
    return error.code === "invalid_configuration" || error.code === "invalid_request" ? 2 : 1;
  }
}

function version(): string {
  // Read and not imported: Node 20 warns about every import of JSON.
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
