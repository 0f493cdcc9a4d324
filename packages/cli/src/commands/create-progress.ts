import { payMessages } from "../messages/catalogs.js";
import { formatProgress } from "../views/progress.js";
import type { CommandContext } from "./command.js";
import { type Progress, retriedFailure } from "./progress.js";

/**
 * How progress is shown: nothing if it is not wanted, a display that is drawn again on a terminal, and otherwise a line for
 * each change, which a log keeps. A terminal that cannot move its cursor, and that of a CI, get lines too.
 *
 * @param perMinute the maximum of requests in any minute.
 */
export async function createProgress(
  isQuiet: boolean,
  perMinute: number,
  { environment, stderr, stdout, locale, clock }: CommandContext,
): Promise<Progress> {
  if (isQuiet) return { onProgress() {}, onEvent() {}, pause() {} };
  const isLive = stderr.isTTY === true && environment.TERM !== "dumb" && !environment.CI;
  if (!isLive) return createLines({ stderr, locale });
  const { createLiveProgress } = await import("./live-progress.js");
  return createLiveProgress({ stderr, locale, clock, perMinute, keep: stdout.isTTY !== true });
}

/** Prints each change of the payment, and each kind of failure since the last change, once. */
function createLines({ stderr, locale }: Pick<CommandContext, "stderr" | "locale">): Progress {
  let [printedProgress, printedFailure] = ["", ""];
  return {
    onProgress(report) {
      const progress = formatProgress(report, locale);
      if (progress === printedProgress) return;
      stderr.write(`${progress}\n`);
      [printedProgress, printedFailure] = [progress, ""];
    },
    onEvent(event) {
      const code = retriedFailure(event);
      if (code === undefined) return;
      const failure = payMessages.in(locale).pollingAgain(code);
      if (failure === printedFailure) return;
      stderr.write(`${failure}\n`);
      printedFailure = failure;
    },
    pause() {},
  };
}
