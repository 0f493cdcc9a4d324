import {
  createMassPayoutClient,
  errorCodes,
  type InitChecks,
  isMassPayoutError,
  type Locale,
  type MassPayoutEvent,
  type PaymentReport,
  type PaymentStore,
  type PayOptions,
  type PayoutPlan,
  type PayResult,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { locales, messagesIn } from "../messages/locales.js";
import { hasColour, type Output } from "../terminal/output.js";
import { printable } from "../terminal/printable.js";
import { formatNotNew, formatPayResult, formatProgress, formatStopped } from "../views/pay.js";
import { approvalOf } from "./approval.js";
import {
  parseAmount,
  parseChoice,
  parseDays,
  parseOptions,
  parsePositiveInteger,
  parseSeconds,
  parseText,
  UsageError,
} from "./arguments.js";
import type { CommandContext } from "./command.js";
import { type EarlierPayment, watchOpening } from "./earlier-payment.js";
import { clientOptionsFrom } from "./environment.js";
import { exitCodeOfResult, exitCodes } from "./exit-codes.js";
import { readPlanFile } from "./plan-file.js";

/** `mass-payout pay`: pays a plan, or continues a payment. */
export async function runPay(args: readonly string[], context: CommandContext): Promise<number> {
  const { environment, stdout, stderr, stopSignal, clock } = context;
  const { plan, options, approved, hasApprover, ...others } = parsePayArguments(args);
  const { isExpectedNew, firstRunOptions, locale, signedTarget, json } = others;
  const { onProgress, onEvent } = createProgressPrinter(stderr, locale);
  const iyzico = createMassPayoutClient({ ...clientOptionsFrom(environment, signedTarget), locale, onEvent, clock });
  let earlier: EarlierPayment | undefined;
  const store = watchOpening(options.store, (key, found) => {
    earlier = found;
    if (found === undefined) stderr.write(`${messagesIn(locale).pay.newPayment(printable(key))}\n`);
    else if (isExpectedNew) throw new NotNewError(formatNotNew(key, found, locale));
  });
  let result: PayResult;
  try {
    result = await iyzico.pay(plan, { ...options, store, onProgress, signal: stopSignal() });
  } catch (error) {
    if (isMassPayoutError(error, "aborted")) {
      stderr.write(formatStopped(firstRunOptions, locale));
      return exitCodes.inProgress;
    }
    if (!isMassPayoutError(error, "store_failed") || !(error.cause instanceof NotNewError)) throw error;
    stderr.write(error.cause.message);
    return exitCodes.failure;
  }
  if (json) stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else {
    const view = { locale, hasColour: hasColour(stdout, environment), approved, hasApprover, firstRunOptions };
    stdout.write(formatPayResult(result, { ...view, settledBefore: earlier?.settledAt }));
  }
  return exitCodeOfResult(result);
}

/** Stops the call of a payment that is not new, although `--expect-new` was given. The message is printed. */
class NotNewError extends Error {}

// Every check of the client, and nothing else, or it does not compile.
const checks = Object.keys({
  iban: true,
  identityNumber: true,
  phone: true,
  description: true,
  currency: true,
} satisfies Record<keyof InitChecks, true>) as (keyof InitChecks)[];

interface PayArguments {
  plan: PayoutPlan;
  options: PayOptions & { store: PaymentStore };
  /** The digest that is approved. */
  approved: string | undefined;
  /** Whether the approver is named, or has left a note. */
  hasApprover: boolean;
  /** Whether the payment must not be in the store already. */
  isExpectedNew: boolean;
  /** The given options that are for the first run of a command only, and make a second one fail. */
  firstRunOptions: readonly string[];
  locale: Locale;
  signedTarget: string | undefined;
  json: boolean;
}

function parsePayArguments(args: readonly string[]): PayArguments {
  const { values, positionals } = parseOptions(
    args,
    {
      store: { type: "string" },
      "new-store": { type: "boolean", default: false },
      "expect-new": { type: "boolean", default: false },
      approve: { type: "string" },
      by: { type: "string" },
      note: { type: "string" },
      "request-id": { type: "string" },
      "max-amount": { type: "string" },
      "max-total": { type: "string" },
      "skip-check": { type: "string", multiple: true, default: [] },
      "no-restart": { type: "boolean", default: false },
      "page-size": { type: "string" },
      concurrency: { type: "string" },
      "max-wait": { type: "string" },
      "poll-every": { type: "string" },
      "not-found-grace": { type: "string" },
      "stuck-after": { type: "string" },
      locale: { type: "string", default: "tr" },
      "signed-target": { type: "string" },
      json: { type: "boolean", default: false },
    },
    true,
  );
  const [file, ...others] = positionals;
  const { store: folder, approve: approved, "request-id": requestId, "signed-target": signedTarget, json } = values;
  const { "new-store": isNewStore, "expect-new": isExpectedNew } = values;
  if (file === undefined || others.length > 0) throw new UsageError("Exactly one plan file is required.");
  if (!folder) throw new UsageError("--store is required: the folder that keeps the payment.");
  const skipped = values["skip-check"].map((name) => parseChoice(checks, "--skip-check", name));
  const approver = {
    by: parseGiven(parseText, "--by", values.by),
    note: parseGiven(parseText, "--note", values.note),
  };
  const options = {
    store: createFileStore(folder, { create: isNewStore }),
    requestId,
    maxAmount: parseGiven(parseAmount, "--max-amount", values["max-amount"]),
    maxTotal: parseGiven(parseAmount, "--max-total", values["max-total"]),
    checks: Object.fromEntries(skipped.map((name) => [name, false])),
    restart: !values["no-restart"],
    pageSize: parseGiven(parsePositiveInteger, "--page-size", values["page-size"]),
    concurrency: parseGiven(parsePositiveInteger, "--concurrency", values.concurrency),
    maxWaitMs: parseGiven(parseSeconds, "--max-wait", values["max-wait"]),
    pollEveryMs: parseGiven(parseSeconds, "--poll-every", values["poll-every"]),
    notFoundGraceMs: parseGiven(parseSeconds, "--not-found-grace", values["not-found-grace"]),
    stuckAfterMs: parseGiven(parseDays, "--stuck-after", values["stuck-after"]),
  };
  const locale = parseChoice(locales, "--locale", values.locale);
  const firstRunOptions = [...(isNewStore ? ["--new-store"] : []), ...(isExpectedNew ? ["--expect-new"] : [])];
  const plan = readPlanFile(file);
  return {
    plan,
    options: { ...options, approve: approvalOf(approved, approver, plan) },
    approved,
    hasApprover: (approver.by ?? approver.note) !== undefined,
    isExpectedNew,
    firstRunOptions,
    locale,
    signedTarget,
    json,
  };
}

/** Parses an option that is given. The client has the defaults of the others. */
function parseGiven<Value>(
  parse: (option: string, text: string) => Value,
  option: string,
  text: string | undefined,
): Value | undefined {
  return text === undefined ? undefined : parse(option, text);
}

/** Prints each change of the payment, and each kind of failure since the last change, once. */
function createProgressPrinter(stderr: Output, locale: Locale) {
  let [printedProgress, printedFailure] = ["", ""];
  return {
    onProgress(report: PaymentReport) {
      const progress = formatProgress(report, locale);
      if (progress === printedProgress) return;
      stderr.write(`${progress}\n`);
      [printedProgress, printedFailure] = [progress, ""];
    },
    onEvent(event: MassPayoutEvent) {
      // The result reports every other failure.
      if (event.type !== "attempt-ended" || event.code === undefined || !errorCodes[event.code].isRetried) return;
      const failure = messagesIn(locale).pay.pollingAgain(event.code);
      if (failure === printedFailure) return;
      stderr.write(`${failure}\n`);
      printedFailure = failure;
    },
  };
}
