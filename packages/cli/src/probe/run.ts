import { questions } from "./experiments.js";
import type { ProbeEvent } from "./journal.js";
import { closePayout, createLab, type LabParts, type LeftPayout, SeriesStopped } from "./lab.js";
import type { ProbePlan } from "./plan.js";
import { type Finding, type Recording, recordingFormat } from "./recording/recording.js";
import type { Series } from "./series.js";

/** A payout that was not seen to be cancelled. */
export interface OpenPayout extends LeftPayout {
  /** As it was last shown; "?" if that could not be read, "-" if there was none. */
  status: string;
}

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
  let isStopped = journal.events.some(({ type }) => type === "finding") && isRefused(journal.events);
  for (const series of plan.series) {
    if (hasEnded(journal.events, series.id)) continue;
    if (isStopped) {
      noteOpen(series, labParts, "not-reached");
      continue;
    }
    onSeries(series);
    const wasBegun = journal.events.some((event) => event.type === "series-begun" && event.series === series.id);
    if (wasBegun) await closeInterrupted(series, labParts);
    if (hasSentAuth(journal.events, series)) noteOpen(series, labParts, "interrupted");
    else isStopped = !(await runSeries(series, labParts));
    journal.append({ type: "series-ended", series: series.id });
  }
  return resultOf(plan, labParts);
}

/** Whether a series may have sent an auth: it is stored before it is sent. Such a series never runs a second time. */
function hasSentAuth(events: readonly ProbeEvent[], { id }: Series): boolean {
  return events.some((event) => event.type === "write" && event.series === id && event.operation === "auth");
}

/** Runs a series. Returns whether others may follow. */
async function runSeries(series: Series, parts: LabParts): Promise<boolean> {
  const { journal } = parts;
  journal.append({ type: "series-begun", series: series.id });
  const lab = createLab(parts, series.id);
  try {
    await series.run(lab);
  } catch (error) {
    if (!(error instanceof SeriesStopped)) throw error;
    noteOpen(series, parts, error.reason);
    if (series.id === "signature") return false;
  }
  if (lab.signedTarget !== parts.signedTarget) {
    parts.signedTarget = lab.signedTarget;
    journal.append({ type: "signed-target", signedTarget: lab.signedTarget });
  }
  await lab.close();
  noteOpen(series, parts, "no-answer");
  return true;
}

/** Notes a reason for every experiment of a series that has none. */
function noteOpen({ experiments }: Series, { journal }: LabParts, reason: Finding["answer"]): void {
  for (const experiment of experiments) {
    const isNoted = journal.events.some((event) => event.type === "finding" && event.finding.experiment === experiment);
    if (!isNoted)
      journal.append({ type: "finding", finding: { experiment, status: "open", answer: reason, evidence: [] } });
  }
}

/** Polls the payouts of a series that was interrupted, and cancels those that were not authorised. */
async function closeInterrupted({ id }: Series, parts: LabParts): Promise<void> {
  const lab = createLab(parts, id);
  const closed = statusesOf(parts.journal.events);
  for (const payout of payoutsOf(parts.journal.events, id)) {
    if (!closed.has(keyOf(payout))) await closePayout(lab, parts.journal, payout);
  }
}

/** How each payout was last shown. */
function statusesOf(events: readonly ProbeEvent[]): Map<string, string> {
  return new Map(
    events.flatMap((event) => (event.type === "payout-shown" ? [[keyOf(event), event.status] as const] : [])),
  );
}

function keyOf({ externalId, requestId = "" }: { externalId: string; requestId?: string | undefined }): string {
  return `${externalId} ${requestId}`;
}

/** The payouts that inits of a run may have made; of one series, if it is named. */
function payoutsOf(events: readonly ProbeEvent[], series?: string): LeftPayout[] {
  const writes = events.filter((event) => event.type === "write");
  const inits = writes.filter(
    (write) => write.operation === "init" && (series === undefined || write.series === series),
  );
  const externalIds = new Set(inits.flatMap(({ externalId }) => externalId ?? []));
  return [...externalIds].flatMap((externalId): LeftPayout[] => {
    const requestIds = events.flatMap((event) =>
      event.type === "payout" && event.externalId === externalId ? event.requestId : [],
    );
    const isAuthorised = writes.some((write) => write.operation === "auth" && write.externalId === externalId);
    // Two inits with one externalId may have made two payouts.
    const each = [...new Set(requestIds)].map((requestId) => ({ externalId, requestId, isAuthorised }));
    if (each.length > 0) return each;
    const isRejected = events.some((event) => event.type === "init-rejected" && event.externalId === externalId);
    return isRejected ? [] : [{ externalId, requestId: undefined, isAuthorised }];
  });
}

function hasEnded(events: readonly ProbeEvent[], id: string): boolean {
  return events.some((event) => event.type === "series-ended" && event.series === id);
}

function signedTargetOf(events: readonly ProbeEvent[]): LabParts["signedTarget"] | undefined {
  return events.findLast((event) => event.type === "signed-target")?.signedTarget;
}

/** Whether the signature series found that nothing is accepted. */
function isRefused(events: readonly ProbeEvent[]): boolean {
  return events.some(
    ({ type, ...event }) =>
      type === "finding" && "finding" in event && ["not-signed", "not-enabled"].includes(event.finding.answer),
  );
}

function resultOf(plan: ProbePlan, { journal, destination, signedTarget }: LabParts): ProbeResult {
  const { events } = journal;
  const last = new Map(
    events.flatMap((event) => (event.type === "finding" ? [[event.finding.experiment, event.finding] as const] : [])),
  );
  const skipped = plan.skipped.map(
    ({ experiment, reason }): Finding => ({ experiment, status: "skipped", answer: reason, evidence: [] }),
  );
  const findings = [...last.values(), ...skipped];
  const [begun] = events.flatMap((event) => (event.type === "begun" ? event.settings : []));
  const statuses = statusesOf(events);
  const made = payoutsOf(events).map(
    (payout): OpenPayout => ({ ...payout, status: statuses.get(keyOf(payout)) ?? "?" }),
  );
  return {
    findings,
    openPayouts: made.filter(({ status }) => status !== "CANCELED"),
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
