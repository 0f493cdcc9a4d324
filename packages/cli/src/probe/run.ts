import type { ExperimentId, SkipReason } from "../messages/probe.js";
import { createLab } from "./create-lab.js";
import { questions } from "./experiments.js";
import type { ProbeEvent } from "./journal.js";
import { SeriesStopped } from "./lab.js";
import type { LabParts } from "./lab-parts.js";
import { type OpenPayout, openPayoutsOf } from "./left-payouts.js";
import type { ProbePlan } from "./plan.js";
import { type Finding, type Recording, recordingFormat } from "./recording/recording.js";
import { maxUnclear } from "./requester.js";
import type { Series } from "./series.js";

/** What a run found and what it left. */
export interface ProbeResult {
  findings: readonly Finding[];
  openPayouts: readonly OpenPayout[];
  recording: Recording;
}

/**
 * Runs the series of a plan, or goes on with a run. A series that was interrupted is not gone on with: its payouts are
 * polled and closed first. It runs again under new ids, unless it may have sent an auth.
 *
 * @param onSeries is called before each series.
 */
export async function runProbe(
  plan: ProbePlan,
  parts: LabParts,
  onSeries: (series: Series) => void,
): Promise<ProbeResult> {
  const { journal } = parts;
  const labParts = { ...parts, signedTarget: signedTargetOf(journal.events) ?? parts.signedTarget };
  for (const series of plan.series) {
    if (hasEnded(journal.events, series.id)) continue;
    // Whatever answers there, it is not asked to create payouts.
    const stop = stopReasonOf(journal.events) ?? (parts.pace.unclear >= maxUnclear ? "unclear" : undefined);
    if (stop !== undefined) {
      noteOpen(series, labParts, stop);
      continue;
    }
    onSeries(series);
    // Of a series that was interrupted: those that were not authorised are cancelled.
    await createLab(labParts, series.id).close();
    const left = stopReasonOf(journal.events);
    if (hasSentAuth(journal.events, series)) noteOpen(series, labParts, "interrupted");
    else if (left === undefined) await runSeries(series, labParts);
    else noteOpen(series, labParts, left);
    journal.append({ type: "series-ended", series: series.id });
  }
  return resultOf(plan, labParts);
}

/** Why nothing else may be asked, if it may not: by what a run has found so far. */
function stopReasonOf(events: readonly ProbeEvent[]): SkipReason | undefined {
  const signature = findingsOf(events).get("signed-query");
  if (signature?.status === "open" && signature.answer !== "unclear") return "not-reached";
  return events.some((event) => event.type === "payout-shown" && event.isRefused) ? "cannot-cancel" : undefined;
}

/** Whether a series may have sent an auth: it is stored before it is sent. Such a series never runs a second time. */
function hasSentAuth(events: readonly ProbeEvent[], { id }: Series): boolean {
  return events.some((event) => event.type === "auth" && event.series === id);
}

async function runSeries(series: Series, parts: LabParts): Promise<void> {
  const { journal } = parts;
  const lab = createLab(parts, series.id);
  try {
    await series.run(lab);
  } catch (error) {
    if (!(error instanceof SeriesStopped)) throw error;
    noteOpen(series, parts, error.reason);
  }
  if (lab.signedTarget !== parts.signedTarget) {
    parts.signedTarget = lab.signedTarget;
    journal.append({ type: "signed-target", signedTarget: lab.signedTarget });
  }
  await lab.close();
  noteOpen(series, parts, "no-answer");
}

/** Notes a reason for every experiment of a series that has none. */
function noteOpen({ experiments }: Series, { journal }: LabParts, reason: Finding["answer"]): void {
  for (const experiment of experiments) {
    const isNoted = journal.events.some((event) => event.type === "finding" && event.finding.experiment === experiment);
    if (!isNoted)
      journal.append({ type: "finding", finding: { experiment, status: "open", answer: reason, evidence: [] } });
  }
}

function hasEnded(events: readonly ProbeEvent[], id: string): boolean {
  return events.some((event) => event.type === "series-ended" && event.series === id);
}

function signedTargetOf(events: readonly ProbeEvent[]): LabParts["signedTarget"] | undefined {
  return events.findLast((event) => event.type === "signed-target")?.signedTarget;
}

/** What each experiment found last. */
function findingsOf(events: readonly ProbeEvent[]): Map<ExperimentId, Finding> {
  return new Map(
    events.flatMap((event) => (event.type === "finding" ? [[event.finding.experiment, event.finding] as const] : [])),
  );
}

function resultOf(plan: ProbePlan, { journal, destination, signedTarget }: LabParts): ProbeResult {
  const { events } = journal;
  const skipped = plan.skipped.map(
    ({ experiment, reason }): Finding => ({ experiment, status: "skipped", answer: reason, evidence: [] }),
  );
  const findings = [...findingsOf(events).values(), ...skipped];
  const [begun] = events.flatMap((event) => (event.type === "begun" ? event.settings : []));
  return {
    findings,
    openPayouts: openPayoutsOf(events),
    recording: {
      format: recordingFormat,
      destination,
      begunAt: begun?.begunAt ?? "",
      signedTarget,
      exchanges: events.flatMap((event) => (event.type === "exchange" ? event.exchange : [])),
      findings: findings.map((finding) => ({ ...finding, question: questions[finding.experiment] })),
    },
  };
}
