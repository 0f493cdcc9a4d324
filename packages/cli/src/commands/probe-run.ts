import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Amount, Clock } from "@iyzico-mass-payout/client";
import { probeMessages } from "../messages/catalogs.js";
import { readAnswer } from "../probe/answer.js";
import { type Journal, openJournal, type RunSettings } from "../probe/journal.js";
import type { Pace } from "../probe/lab-parts.js";
import type { ProbePlan } from "../probe/plan.js";
import type { Exchange } from "../probe/recording/recording.js";
import { printable } from "../terminal/printable.js";
import type { CommandContext } from "./command.js";
import { UsageError } from "./usage-error.js";

/** Opens the journal of a run. One that cannot be read may have payouts that are open. */
export function openChecked(folder: string, locale: CommandContext["locale"]): Journal {
  try {
    return openJournal(folder);
  } catch {
    throw new UsageError(probeMessages.in(locale).unreadableJournal(printable(folder)));
  }
}

/** The settings of the run in the journal, which must be those of the call; or those of a new run, stored before anything is sent. */
export function beginOrResume(
  journal: Journal,
  plan: ProbePlan,
  args: {
    spend: Amount;
    identity: readonly string[];
    seal(text: string): string;
    record?: string;
  },
  clock: Required<Clock>,
  { stderr, locale }: CommandContext,
): RunSettings {
  const text = probeMessages.in(locale);
  const [begun] = journal.events.flatMap((event) => (event.type === "begun" ? event.settings : []));
  const salt = begun?.salt ?? randomBytes(16).toString("hex");
  const series = plan.series.map(({ id }) => id);
  const fingerprint = args.seal(JSON.stringify([salt, args.spend, series, ...args.identity]));
  if (begun !== undefined) {
    if (begun.fingerprint !== fingerprint) {
      throw new UsageError(text.otherSettings(printable(`${args.record ?? "mass-payout-probe.json"}.run`)));
    }
    // Before anything is sent: a process that has stopped for a while finds it, and sends no other init or auth.
    journal.append({ type: "resumed" });
    stderr.write(`${text.resumed(begun.begunAt)}\n`);
    return begun;
  }
  const begunAt = new Date(clock.date()).toISOString();
  const settings = {
    runId: randomBytes(4).toString("hex"),
    salt,
    fingerprint,
    begunAt,
  };
  journal.append({ type: "begun", settings });
  return settings;
}

/** As many exchanges as a minute has: a clock that was set back would count more. */
const maxPerMinute = 50;

/** The exchanges of the last minute. */
export function sentLately({ events }: Journal, clock: Required<Clock>): Exchange[] {
  const since = clock.date() - 60_000;
  const sent = events.flatMap((event) =>
    event.type === "exchange" && Date.parse(event.exchange.at) > since ? event.exchange : [],
  );
  return sent.slice(-maxPerMinute);
}

/** How fast a run may go on, by what was answered before an interruption. */
export function paceOf(journal: Journal, clock: Required<Clock>): Pace {
  const errors = sentLately(journal, clock).flatMap(({ at, response }) => {
    const answer = readAnswer(0, response && { ...response, headers: [], body: Buffer.from(response.body) });
    // The clock may have been set back.
    const age = Math.max(0, clock.date() - Date.parse(at));
    return answer.isSuccess ? [] : { at: clock.now() - age, code: answer.errorCode ?? "" };
  });
  return { errors, pausedUntil: 0, unclear: 0 };
}

/** The clock of the program, or the true one. */
export function clockOf(clock: Clock | undefined): Required<Clock> {
  return {
    now: () => clock?.now() ?? performance.now(),
    date: () => clock?.date?.() ?? Date.now(),
    sleep: async (milliseconds, signal) => {
      if (clock !== undefined) return clock.sleep(milliseconds, signal);
      await sleep(milliseconds, undefined, { signal });
    },
  };
}
