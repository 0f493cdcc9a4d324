import { type Locale, type PaymentReport, type StatusState, sumByCurrency } from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages } from "../messages/catalogs.js";
import { formatSums } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { createStyler } from "../terminal/styles.js";
import { alignColumns } from "../terminal/table.js";
import { formatDuration } from "../terminal/time.js";
import { formatStateCounts } from "./states.js";

/** The state of a payment in one line, without colour. `pay` prints it to stderr. */
export function formatProgress({ phase, items }: PaymentReport, locale: Locale): string {
  const counts = formatStateCounts(
    items.map(({ state }) => state),
    locale,
    createStyler(false),
  );
  return `${payMessages.in(locale).phases[phase]}: ${counts}`;
}

/** A request that is not answered yet. */
export type RequestInFlight = "init" | "auth" | "poll";

/** What a display shows beside the state of the payment. Times are in milliseconds. */
export interface Activity {
  elapsedMs: number;
  request: RequestInFlight | undefined;
  untilPollMs: number | undefined;
  /** How many requests may still be sent in this minute. */
  requestsLeft: number;
  /** The code of the last failed attempt since the last change. */
  failure: string | undefined;
}

/**
 * The lines of a live display, without colour.
 *
 * @param states the lines of {@link formatStateSums}, which many items take a while to sum up.
 */
export function formatLiveProgress(
  { key, phase }: PaymentReport,
  states: readonly string[],
  activity: Activity,
  locale: Locale,
): string[] {
  const { phases, live, pollingAgain } = payMessages.in(locale);
  const { elapsedMs, request, untilPollMs, requestsLeft, failure } = activity;
  const pauses = untilPollMs === undefined ? [] : [live.nextPoll(formatDuration(untilPollMs))];
  const doing = request === undefined ? pauses : [live.sending[request]];
  return [
    `${printable(key)} · ${phases[phase]} · ${formatDuration(elapsedMs)}`,
    ...states.map((line) => `  ${line}`),
    `  ${[...doing, live.requestsLeft(requestsLeft)].join(" · ")}`,
    ...(failure === undefined ? [] : [`  ${pollingAgain(failure)}`]),
  ];
}

/** How many items are in each state, with their exact sums, in the order of the first item of each. */
export function formatStateSums(items: PaymentReport["items"], locale: Locale): string[] {
  const { states } = payoutsMessages.in(locale);
  const byState = new Map<StatusState, PaymentReport["items"][number][]>();
  for (const item of items) {
    const members = byState.get(item.state);
    if (members === undefined) byState.set(item.state, [item]);
    else members.push(item);
  }
  const rows = Array.from(byState, ([state, members]) => [
    String(members.length),
    states[state],
    formatSums(sumByCurrency(members), locale),
  ]);
  return alignColumns(["right", "left", "right"], rows);
}
