import { type Clock, isMassPayoutError, MassPayoutError, type OperationName } from "@iyzico-mass-payout/client";
import { byHandMessages, errorsMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { errorToJson } from "../views/error.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import type { ManualWrite, OpenManualRecord } from "./manual-record.js";
import { dateOf } from "./wall-time.js";

/** A write begins within this time of its record or not at all, in milliseconds, as in `pay`. */
const maxStartMs = 10_000;

/** What became of a write that was recorded before it was sent. */
export type ManualResult<Answer> =
  | { outcome: "success"; answer: Answer }
  | { outcome: MassPayoutError["outcome"]; error: MassPayoutError }
  /** Another process has recorded one meanwhile: nothing was sent. */
  | { outcome: "recorded-elsewhere" };

/**
 * Records a write, sends it once, and records what became of it. A process that dies in between leaves a record that says
 * that it may have been sent.
 *
 * @param check is called once the write is recorded, and rejects if nothing may be sent. A payment is stored before it reads
 * the record, so that at least one of the two finds the other.
 */
export async function sendRecorded<Answer>(
  record: OpenManualRecord,
  write: Omit<ManualWrite, "at">,
  operation: OperationName,
  check: () => Promise<void>,
  send: (startWithinMs: number) => Promise<Answer>,
  { stderr, locale, clock }: CommandContext,
  requestIdOf: (answer: Answer) => string | undefined = () => undefined,
): Promise<ManualResult<Answer>> {
  const elapsed = startTimer(clock);
  if (!(await record.begin({ at: dateOf(clock), ...write }))) return { outcome: "recorded-elsewhere" };
  const finish = async (result: Parameters<OpenManualRecord["finish"]>[0]) => {
    const isRecorded = await record.finish(result).catch(() => false);
    if (!isRecorded) stderr.write(`${byHandMessages.in(locale).resultNotRecorded}\n`);
  };
  try {
    await check();
  } catch (error) {
    await finish({ outcome: "not-sent" });
    throw error;
  }
  const result = await resultOf(async () => {
    const startWithinMs = maxStartMs - elapsed();
    if (startWithinMs <= 0) throw startMissedError(operation);
    return await send(startWithinMs);
  });
  const requestId = result.outcome === "success" ? requestIdOf(result.answer) : undefined;
  await finish({ outcome: result.outcome, ...(requestId !== undefined && { requestId }) });
  return result;
}

async function resultOf<Answer>(
  send: () => Promise<Answer>,
): Promise<Exclude<ManualResult<Answer>, { outcome: "recorded-elsewhere" }>> {
  try {
    return { outcome: "success", answer: await send() };
  } catch (error) {
    if (!isMassPayoutError(error)) throw error;
    return { outcome: error.outcome, error };
  }
}

function startMissedError(operation: OperationName): MassPayoutError {
  return new MassPayoutError("deadline_exceeded", `${operation}: it was too late to send it once it was recorded.`, {
    outcome: "not-sent",
    operation,
    hint: "The store or the process was slow. Nothing was sent: run the command again.",
  });
}

/** By both clocks: one may stand still while the process is paused, and the other may be set. */
function startTimer(clock: Clock | undefined): () => number {
  const now = () => clock?.now() ?? performance.now();
  const [begin, beginDate] = [now(), dateOf(clock)];
  return () => Math.max(now() - begin, Math.abs(dateOf(clock) - beginDate));
}

/** Prints the failure of a write that may have had an effect, and what to do. Returns the exit code. */
export async function reportInDoubt(
  error: MassPayoutError,
  remedy: string,
  { stdout, stderr, locale }: CommandContext,
  json: boolean,
): Promise<number> {
  await errorsMessages.load(locale);
  if (json) stdout.write(errorToJson(error, exitCodes.actionRequired));
  // Without the error's own remedies: of a read, the same command may be run again.
  const [what = ""] = errorsMessages.in(locale).explain(error);
  stderr.write(`mass-payout: ${printable(what)}\n\n${remedy}\n`);
  return exitCodes.actionRequired;
}
