import {
  createMassPayoutClient,
  errorCodes,
  isMassPayoutError,
  type Locale,
  type MassPayoutEvent,
  type PaymentReport,
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
import { clientOptionsFrom } from "./environment.js";
import { exitCodeOfResult, exitCodes } from "./exit-codes.js";
import type { PayArguments } from "./pay-arguments.js";
import { readPlanFile } from "./plan-file.js";

/** `mass-payout pay`: pays a plan, or continues a payment. */
export async function runPay(
  { planFile, storeFolder, isNewStore, options, approved, approver, ...others }: PayArguments,
  { environment, stdout, stderr, stopSignal, clock }: CommandContext,
): Promise<number> {
  const { isExpectedNew, firstRunOptions, locale, signedTarget, json } = others;
  await Promise.all([payMessages, payoutsMessages, reviewMessages].map((messages) => messages.load(locale)));
  const fileStore = createFileStore(storeFolder, { create: isNewStore });
  const plan = readPlanFile(planFile);
  const { onProgress, onEvent } = createProgressPrinter(stderr, locale);
  const iyzico = createMassPayoutClient({ ...clientOptionsFrom(environment, signedTarget), locale, onEvent, clock });
  let earlier: EarlierPayment | undefined;
  const store = watchOpening(fileStore, (key, found) => {
    earlier = found;
    if (found === undefined) stderr.write(`${payMessages.in(locale).newPayment(printable(key))}\n`);
    else if (isExpectedNew) throw new NotNewError(formatNotNew(key, found, locale));
  });
  let result: PayResult;
  try {
    result = await iyzico.pay(plan, {
      ...options,
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
