import {
  createMassPayoutClient,
  errorCodes,
  isMassPayoutError,
  type Locale,
  type MassPayoutEvent,
  type PaymentReport,
  type PayOptions,
  type PayResult,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { payMessages, payoutsMessages, reviewMessages } from "../messages/catalogs.js";
import { hasColour, type Output } from "../terminal/output.js";
import { printable } from "../terminal/printable.js";
import { formatNotNew, formatPayResult, formatProgress, formatStopped } from "../views/pay.js";
import { approvalOf } from "./approval.js";
import type { CommandContext } from "./command.js";
import { type EarlierPayment, watchOpening } from "./earlier-payment.js";
import { connectionOf } from "./environment.js";
import { exitCodeOfResult, exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { checksOf, type PlanFlags, readPlan, type SkipCheckFlag } from "./plan-file.js";

/** What `mass-payout pay` takes. Times are in milliseconds. */
export interface PayFlags extends ConnectionFlags, PlanFlags, SkipCheckFlag {
  store: string;
  newStore: boolean;
  expectNew: boolean;
  approve?: string;
  by?: string;
  note?: string;
  requestId?: string;
  maxAmount?: string;
  maxTotal?: string;
  restart: boolean;
  pageSize?: number;
  concurrency?: number;
  maxWait?: number;
  pollEvery?: number;
  notFoundGrace?: number;
  stuckAfter?: number;
  json: boolean;
}

/** What `mass-payout pay` was called with. */
export interface PayArguments extends PayFlags {
  planFile: string;
}

/** `mass-payout pay`: pays a plan, or continues a payment. */
export async function runPay(args: PayArguments, context: CommandContext): Promise<number> {
  const { environment, stdout, stderr, stopSignal, clock, locale } = context;
  const { planFile, approve: approved, by, note, newStore, expectNew, json } = args;
  const approver = { by, note };
  // They make a second run of the command fail.
  const firstRunOptions = [...(newStore ? ["--new-store"] : []), ...(expectNew ? ["--expect-new"] : [])];
  await Promise.all([payMessages, payoutsMessages, reviewMessages].map((messages) => messages.load(locale)));
  const fileStore = createFileStore(args.store, { create: newStore });
  const plan = await readPlan({ ...args, file: planFile, checks: checksOf(args) }, context);
  const { onProgress, onEvent } = createProgressPrinter(stderr, locale);
  const iyzico = createMassPayoutClient({ ...connectionOf(args, context), locale, onEvent, clock });
  let earlier: EarlierPayment | undefined;
  const store = watchOpening(fileStore, (key, found) => {
    earlier = found;
    if (found === undefined) stderr.write(`${payMessages.in(locale).newPayment(printable(key))}\n`);
    else if (expectNew) throw new NotNewError(formatNotNew(key, found, locale));
  });
  let result: PayResult;
  try {
    result = await iyzico.pay(plan, {
      ...payOptionsOf(args),
      store,
      approve: approvalOf(approved, approver, plan),
      onProgress,
      signal: stopSignal(),
    });
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
    const hasApprover = (approver.by ?? approver.note) !== undefined;
    const view = { locale, hasColour: hasColour(stdout, environment), approved, hasApprover, firstRunOptions };
    stdout.write(formatPayResult(result, { ...view, settledBefore: earlier?.settledAt }));
  }
  return exitCodeOfResult(result);
}

function payOptionsOf(args: PayArguments): Omit<PayOptions, "store" | "approve"> {
  const { requestId, maxAmount, maxTotal, restart, pageSize, concurrency } = args;
  return {
    requestId,
    maxAmount,
    maxTotal,
    checks: checksOf(args),
    restart,
    pageSize,
    concurrency,
    maxWaitMs: args.maxWait,
    pollEveryMs: args.pollEvery,
    notFoundGraceMs: args.notFoundGrace,
    stuckAfterMs: args.stuckAfter,
  };
}

/** Stops the call of a payment that is not new, although `--expect-new` was given. The message is printed. */
class NotNewError extends Error {}

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
      const failure = payMessages.in(locale).pollingAgain(event.code);
      if (failure === printedFailure) return;
      stderr.write(`${failure}\n`);
      printedFailure = failure;
    },
  };
}
