import type { Clock, MassPayoutEvent, PaymentReport } from "@iyzico-mass-payout/client";
import { type LiveDisplay, startLiveDisplay } from "../terminal/live-display.js";
import { formatLiveProgress, formatStateSums, type RequestInFlight } from "../views/progress.js";
import type { CommandContext } from "./command.js";
import { type Progress, retriedFailure } from "./progress.js";

interface LiveOptions extends Pick<CommandContext, "stderr" | "locale"> {
  clock: Clock | undefined;
  /** The maximum of requests in any minute. */
  perMinute: number;
  /** Whether the last state stays on the terminal, because the result is written elsewhere. */
  keep: boolean;
}

const minute = 60_000;

/** Shows the state of a payment on a terminal, and draws it again when it changes and every second. */
export function createLiveProgress({ stderr, locale, clock, perMinute, keep }: LiveOptions): Progress {
  const now = () => (clock ?? performance).now();
  const startedAt = now();
  let display: LiveDisplay | undefined;
  let report: PaymentReport | undefined;
  let states: readonly string[] = [];
  let request: RequestInFlight | undefined;
  let failure: string | undefined;
  let pollAt: number | undefined;
  /** When requests of the last minute were sent. */
  let sentAt: readonly number[] = [];

  const render = () => {
    if (report === undefined) return [];
    const time = now();
    sentAt = sentAt.filter((at) => at > time - minute);
    return formatLiveProgress(
      report,
      states,
      {
        elapsedMs: time - startedAt,
        request,
        untilPollMs: pollAt === undefined ? undefined : Math.max(0, pollAt - time),
        requestsLeft: Math.max(0, perMinute - sentAt.length),
        failure,
      },
      locale,
    );
  };
  const show = () => {
    if (display === undefined) display = startLiveDisplay(stderr, render);
    else display.draw();
  };

  return {
    onProgress(latest) {
      [report, states, failure] = [latest, formatStateSums(latest.items, locale), undefined];
      show();
    },
    onEvent(event: MassPayoutEvent) {
      if (event.type === "attempt-started") {
        const { operation } = event;
        sentAt = [...sentAt, now()];
        request = operation === "init" || operation === "auth" ? operation : "poll";
        pollAt = undefined;
      } else if (event.type === "attempt-ended") {
        request = undefined;
        failure = retriedFailure(event) ?? failure;
      } else if (event.type === "waiting" && event.reason === "poll") pollAt = now() + event.delayMs;
      if (display !== undefined) show();
    },
    pause() {
      display?.stop({ keep });
      display = undefined;
    },
  };
}
