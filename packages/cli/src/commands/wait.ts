import {
  createMassPayoutClient,
  isMassPayoutError,
  type PayoutSnapshot,
  type Waited,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, readsMessages } from "../messages/catalogs.js";
import { formatPayoutProgress, formatWaited } from "../views/wait.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { connectionOf } from "./environment.js";
import { exitCodeOf, exitCodes } from "./exit-codes.js";
import type { ConnectionFlags, PayoutFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { referenceOf, referenceWords } from "./payout-reference.js";
import { snapshotToJson } from "./snapshot-json.js";

/** What `mass-payout wait` takes. Times are in milliseconds. */
export interface WaitFlags extends PayoutFlags, ConnectionFlags {
  /** An hour by default. */
  maxWait?: number;
  pollEvery?: number;
  pageSize?: number;
  concurrency?: number;
  json: boolean;
}

/** `mass-payout wait`: polls a payout until it is settled or requires an action. It only reads. */
export async function runWait(flags: WaitFlags, context: CommandContext): Promise<number> {
  const { maxWait: maxWaitMs = 3_600_000, pollEvery: pollEveryMs, pageSize, concurrency, json } = flags;
  const { stdout, stderr, locale, stopSignal, clock } = context;
  const reference = referenceOf(flags, locale);
  await Promise.all([payoutsMessages, readsMessages].map((messages) => messages.load(locale)));
  const text = readsMessages.in(locale);
  const iyzico = createMassPayoutClient({ ...connectionOf(flags, context), locale, clock });
  const command = commandLine(["wait", ...referenceWords(reference)], flags);
  let printed = "";
  const onProgress = (snapshot: PayoutSnapshot) => {
    const progress = formatPayoutProgress(snapshot, locale);
    if (progress !== printed) stderr.write(`${progress}\n`);
    printed = progress;
  };
  let waited: Waited;
  try {
    const options = { maxWaitMs, pollEveryMs, size: pageSize, concurrency, onProgress, signal: stopSignal() };
    waited = await iyzico.waitUntilSettled(reference, options);
  } catch (error) {
    if (!isMassPayoutError(error, "aborted")) throw error;
    stderr.write(`${text.stopped}\n${text.continueWith(command)}\n`);
    if (json) stdout.write(`${JSON.stringify({ outcome: "in-progress", error }, null, 2)}\n`);
    return exitCodes.inProgress;
  }
  if (json) stdout.write(`${JSON.stringify(toJson(waited), null, 2)}\n`);
  else stdout.write(formatWaited(waited, formatOf(stdout, context)));
  if (waited.outcome !== "settled") stderr.write(`${text.continueWith(command)}\n`);
  return exitCodeOf(waited);
}

/** With the state of each status, and without what the items repeat. */
function toJson({ snapshot, ...waited }: Waited) {
  const { items: _, ...rest } = { items: undefined, ...waited };
  return { ...rest, ...(snapshot && snapshotToJson(snapshot)) };
}
