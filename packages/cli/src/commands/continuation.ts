import type { Continuation } from "../views/pay.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";

/** The flags that make a second run of `pay` fail, as the scanner takes them. */
const firstRunFlags = /^--(new-store|newStore|expect-new|expectNew)$/;

/** What a result asks for in its text: the digest of its review, or the requestId of a payout. */
const flagsOfResult = /^--(approve|request-id|requestId)(=|$)/;

/**
 * The command line that goes on with the payment of a call that was stopped.
 *
 * @param isBegun whether the store was opened for it: the next run is then not the first one.
 */
export function continuationOf(
  { planFile, newStore, expectNew }: { planFile: string; newStore: boolean; expectNew: boolean },
  { args }: Pick<CommandContext, "args">,
  isBegun: boolean,
): Continuation {
  return {
    command: commandLine(args.filter((arg) => !isBegun || !firstRunFlags.test(arg))),
    isFromStdin: planFile === "-",
    firstRunOptions: isBegun ? [...(newStore ? ["--new-store"] : []), ...(expectNew ? ["--expect-new"] : [])] : [],
  };
}

/** The command line that goes on after a result: also without what the result asks for in its text. */
export function continuationAfterResult(
  call: { planFile: string; newStore: boolean; expectNew: boolean },
  { args }: Pick<CommandContext, "args">,
): Continuation {
  const isValue = (index: number) => {
    const flag = args[index - 1] ?? "";
    return flagsOfResult.test(flag) && !flag.includes("=");
  };
  const kept = args.filter((arg, index) => !flagsOfResult.test(arg) && !isValue(index));
  return continuationOf(call, { args: kept }, true);
}
