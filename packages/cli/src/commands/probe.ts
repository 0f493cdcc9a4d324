import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { type Amount, createMassPayoutClient, faultsOf, type InitItem } from "@iyzico-mass-payout/client";
import { recipientTypes } from "@iyzico-mass-payout/types";
import { destinationMessages, probeMessages, reportMessages } from "../messages/catalogs.js";
import { createBudget, minSpendOf } from "../probe/budget.js";
import { type Journal, JournalTaken } from "../probe/journal.js";
import type { LabParts } from "../probe/lab-parts.js";
import { openPayoutsOf } from "../probe/left-payouts.js";
import { type ProbeRecipient, sampleRecipient } from "../probe/payout.js";
import { isExperiment, type ProbePlan, planProbe } from "../probe/plan.js";
import { formatRecording } from "../probe/recording/recording.js";
import { createRedactor } from "../probe/recording/redactor.js";
import { createStandIns } from "../probe/recording/stand-ins.js";
import { type ProbeResult, runProbe } from "../probe/run.js";
import { sendByFetch, sendOnce } from "../probe/transport.js";
import { ask } from "../terminal/ask.js";
import { printable } from "../terminal/printable.js";
import { formatFindings, formatOpenPayouts, formatPlan, worstCaseOf } from "../views/probe.js";
import type { CommandContext } from "./command.js";
import { announceDestination } from "./confirm.js";
import { type NamedDestination, nameDestination } from "./destination.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import { writing } from "./files.js";
import type { ConnectionFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { isInteractive } from "./interactive.js";
import { writeOutputFiles } from "./output-files.js";
import { runProbeCheck } from "./probe-check.js";
import { beginOrResume, clockOf, openChecked, paceOf, sentLately } from "./probe-run.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout probe` takes. */
export interface ProbeFlags extends ConnectionFlags {
  dryRun: boolean;
  /** What all auths together may pay in the worst case. Without it, nothing is authorised. */
  spend?: Amount;
  /** TYPE:VALUE. */
  recipient?: string;
  name?: string;
  production: boolean;
  record?: string;
  only?: readonly string[];
  json: boolean;
}

/** What `mass-payout probe` was called with. */
export interface ProbeArguments extends ProbeFlags {
  action: "check" | undefined;
  file: string | undefined;
}

/** `mass-payout probe`: asks iyzico what its documents leave open; `probe check` looks through a recording. */
export async function runProbeCommand(args: ProbeArguments, context: CommandContext): Promise<number> {
  const { locale } = context;
  await Promise.all([probeMessages, reportMessages, destinationMessages].map((messages) => messages.load(locale)));
  const { usage } = probeMessages.in(locale);
  if (args.action === "check") {
    if (args.file === undefined) throw new UsageError(usage.fileRequired);
    return runProbeCheck(args.file, args.json, context);
  }
  if (args.file !== undefined) throw new UsageError(usage.fileWithoutCheck);
  const { spend = "0", only = [] } = args;
  for (const name of only) if (!isExperiment(name)) throw new UsageError(usage.unknownExperiment(printable(name)));
  const recipient = readRecipient(args, locale);
  const plan = planProbe({
    spend,
    isProduction: args.production,
    hasOwnIban: recipient?.recipientType === "IBAN",
    only,
  });
  const units = plan.series.reduce((sum, series) => sum + series.units, 0);
  if (!/[1-9]/.test(plan.unit)) throw new UsageError(usage.spendTooSmall(minSpendOf(units)));
  if (args.production && recipient === undefined) throw new UsageError(usage.recipientRequired);
  if (args.dryRun) return printPlan(plan, { spend, recipient, json: args.json }, context);
  return run(plan, { ...args, spend, recipient: recipient ?? sampleRecipient }, context);
}

function readRecipient({ recipient, name }: ProbeFlags, locale: CommandContext["locale"]): ProbeRecipient | undefined {
  const { usage } = probeMessages.in(locale);
  if (recipient === undefined) {
    if (name !== undefined) throw new UsageError(usage.nameWithoutRecipient);
    return undefined;
  }
  const [type = "", ...rest] = recipient.split(":");
  const recipientType = recipientTypes.find((known) => known === type);
  const recipientInfo = rest.join(":").trim();
  if (recipientType === undefined || recipientInfo === "") throw new UsageError(usage.recipient(recipientTypes));
  if (recipientType === "IBAN" && name === undefined) throw new UsageError(usage.nameRequired);
  const read: ProbeRecipient = { recipientType, recipientInfo, ...(name !== undefined && { recipientName: name }) };
  const item = {
    ...read,
    itemExternalId: "probe",
    description: "Probe",
    amount: { value: "1", currency: "TRY" },
  } as InitItem;
  const [fault] = faultsOf({ externalId: "probe", items: [item] });
  // The client's message says what must be, and repeats no value.
  if (fault !== undefined) throw new UsageError(usage.recipientInvalid(fault.message));
  return read;
}

function printPlan(
  plan: ProbePlan,
  { spend, recipient, json }: { spend: Amount; recipient: ProbeRecipient | undefined; json: boolean },
  context: CommandContext,
): number {
  const { stdout } = context;
  if (json) {
    const series = plan.series.map(({ id, experiments, ...each }) => ({
      series: id,
      experiments,
      worstCase: worstCaseOf({ id, experiments, ...each }, plan.unit) ?? null,
    }));
    stdout.write(`${JSON.stringify({ spend, unit: plan.unit, series, skipped: plan.skipped }, null, 2)}\n`);
  } else stdout.write(formatPlan(plan, spend, recipient !== undefined, formatOf(stdout, context)));
  return exitCodes.success;
}

async function run(
  plan: ProbePlan,
  args: Omit<ProbeFlags, "recipient" | "spend"> & { recipient: ProbeRecipient; spend: Amount },
  context: CommandContext,
): Promise<number> {
  const { stdout, stderr, locale, stopSignal } = context;
  const text = probeMessages.in(locale);
  const connection = connectionOf(args, context);
  const destination = nameDestination(connection);
  if (destination.kind === "production" && !args.production) throw new UsageError(text.usage.productionRequired);
  if (destination.kind !== "production" && args.production) throw new UsageError(text.usage.notProduction);
  const file = args.record ?? "mass-payout-probe.json";
  if (existsSync(file)) throw new UsageError(text.exists(printable(file)));
  // A misspelt address or key is an error of the call, before there is a journal.
  const clock = clockOf(context.clock);
  const iyzico = createMassPayoutClient({ ...connection, locale, clock });
  const signal = stopSignal();
  await announceDestination(destination, context);
  await confirmProduction(destination, context, signal);

  const { credentials } = connection as { credentials: LabParts["credentials"] };
  const journal = openChecked(`${file}.run`, locale);
  // Without the key, which is not in the folder, no value can be tried out against what is.
  const seal = (text: string) => createHmac("sha256", credentials.secretKey).update(text).digest("hex");
  const identity = [destination.origin, credentials.apiKey, JSON.stringify(args.recipient)];
  let begun = 0;
  let result: ProbeResult;
  try {
    const settings = beginOrResume(journal, plan, { ...args, identity, seal }, clock, context);
    const { recipient } = args;
    const known = {
      secrets: [credentials.secretKey, credentials.apiKey, Buffer.from(credentials.apiKey).toString("base64")],
      accounts: new Set([recipient.recipientInfo]),
      names: new Set(recipient.recipientName === undefined ? [] : [recipient.recipientName]),
    };
    const standIns = createStandIns(
      seal(settings.salt),
      journal.events.flatMap((event) => (event.type === "exchange" ? event.standIns : [])),
    );
    const parts: LabParts = {
      origin: destination.origin,
      credentials,
      signedTarget: connection.signedTarget ?? "path",
      destination: destination.kind,
      runId: settings.runId,
      unit: plan.unit,
      recipient,
      budget: createBudget(args.spend, plan.unit, journal),
      journal,
      redactor: createRedactor(known, standIns),
      standIns,
      send: context.fetch === undefined ? sendOnce : sendByFetch(context.fetch),
      acquireSlot: (slotSignal) => iyzico.acquireSlot({ signal: slotSignal }),
      clock,
      signal,
      pace: paceOf(journal, clock),
    };
    // What was sent in the last minute before an interruption counts.
    for (let sent = sentLately(journal, clock).length; sent > 0; sent -= 1) await iyzico.acquireSlot({ signal });
    result = await runProbe(plan, parts, ({ id }) => {
      begun += 1;
      stderr.write(`${text.running(id, begun, plan.series.length)}\n`);
    });
  } catch (error) {
    return endRun(error, { journal, folder: `${file}.run`, signal }, context);
  }
  // First: the file may not be writable.
  stderr.write(formatOpenPayouts(result.openPayouts, formatOf(stderr, context)));
  const content = formatRecording(result.recording);
  writeOutputFiles([{ file, content }], false, locale);
  journal.remove();
  if (args.json)
    stdout.write(
      `${JSON.stringify({ findings: result.findings, openPayouts: result.openPayouts, record: file }, null, 2)}\n`,
    );
  else stdout.write(formatFindings(result.findings, formatOf(stdout, context)));
  stderr.write(`${text.recorded(printable(file))}\n${text.shareFirst(printable(file))}\n`);
  const isOver = result.openPayouts.every(({ status, isAuthorised }) => isAuthorised && status === "COMPLETED");
  return isOver ? exitCodes.success : exitCodes.actionRequired;
}

/** Lists what a run leaves that an error or a signal has ended. */
function endRun(
  error: unknown,
  { journal, folder, signal }: { journal: Journal; folder: string; signal: AbortSignal },
  context: CommandContext,
): number {
  const { stderr, locale } = context;
  const text = probeMessages.in(locale);
  // A wrong call: nothing was begun.
  if (error instanceof UsageError) throw error;
  if (!(error instanceof JournalTaken)) stderr.write(`${text.stopped}\n`);
  stderr.write(formatOpenPayouts(openPayoutsOf(journal.events), formatOf(stderr, context)));
  if (error instanceof JournalTaken) throw new UsageError(text.takenByOther);
  if (signal.aborted) return exitCodes.inProgress;
  // An error of the system is one of the journal: those of requests are recorded.
  if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  return writing(folder, locale, () => {
    throw error;
  });
}

/** At production, the host must be typed: that tells it from the sandbox, which a "y" would not. There is no option for it. */
async function confirmProduction(
  { kind, host }: NamedDestination,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  if (kind !== "production") return;
  const { stdin, stderr, locale } = context;
  const messages = destinationMessages.in(locale);
  if (!isInteractive(context)) throw new UsageError(probeMessages.in(locale).usage.terminalRequired);
  if ((await ask(messages.prompt(host), stdin, stderr, signal)) !== host) throw new UsageError(messages.notConfirmed);
}
