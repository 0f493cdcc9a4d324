import {
  createMassPayoutClient,
  errorCodes,
  type InitChecks,
  isMassPayoutError,
  type Locale,
  type MassPayoutClient,
  type MassPayoutEvent,
  type PaymentReport,
  type PayOptions,
  type PayoutPlan,
  type PayResult,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { locales, messagesIn } from "../messages/locales.js";
import { hasColour, type Output } from "../terminal/output.js";
import { formatPayResult, formatProgress } from "../views/pay.js";
import { parseChoice, parseOptions, parseSeconds, UsageError } from "./arguments.js";
import type { CommandContext } from "./command.js";
import { clientOptionsFrom } from "./environment.js";
import { exitCodeOfResult, exitCodes } from "./exit-codes.js";
import { readPlanFile } from "./plan-file.js";

/** `mass-payout pay`: pays a plan, or continues a payment. */
export async function runPay(args: readonly string[], context: CommandContext): Promise<number> {
  const { environment, stdout, stderr, stopSignal } = context;
  const { plan, options, locale, signedTarget, json } = parsePayArguments(args);
  const { onProgress, onEvent } = createProgressPrinter(stderr, locale);
  const iyzico = createMassPayoutClient({ ...clientOptionsFrom(environment, signedTarget), locale, onEvent });
  const result = await payUnlessStopped(iyzico, plan, { ...options, onProgress, signal: stopSignal() });
  if (result === undefined) {
    stderr.write(`${messagesIn(locale).pay.stopped}\n`);
    return exitCodes.inProgress;
  }
  if (json) stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else {
    const view = { locale, hasColour: hasColour(stdout, environment), approved: options.approve };
    stdout.write(formatPayResult(result, view));
  }
  return exitCodeOfResult(result);
}

/** Returns `undefined` if the signal stopped the call. */
async function payUnlessStopped(
  iyzico: MassPayoutClient,
  plan: PayoutPlan,
  options: PayOptions,
): Promise<PayResult | undefined> {
  try {
    return await iyzico.pay(plan, options);
  } catch (error) {
    if (isMassPayoutError(error, "aborted")) return undefined;
    throw error;
  }
}

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
  options: PayOptions & { approve: string | undefined };
  locale: Locale;
  signedTarget: string | undefined;
  json: boolean;
}

function parsePayArguments(args: readonly string[]): PayArguments {
  const { values, positionals } = parseOptions(
    args,
    {
      store: { type: "string" },
      approve: { type: "string" },
      "request-id": { type: "string" },
      "skip-check": { type: "string", multiple: true, default: [] },
      "max-wait": { type: "string", default: "3600" },
      "poll-every": { type: "string", default: "5" },
      "not-found-grace": { type: "string", default: "600" },
      locale: { type: "string", default: "tr" },
      "signed-target": { type: "string" },
      json: { type: "boolean", default: false },
    },
    true,
  );
  const [file, ...others] = positionals;
  const { store: folder, approve, "request-id": requestId, "signed-target": signedTarget, json } = values;
  if (file === undefined || others.length > 0) throw new UsageError("Exactly one plan file is required.");
  if (!folder) throw new UsageError("--store is required: the folder that keeps the payment.");
  const skipped = values["skip-check"].map((name) => parseChoice(checks, "--skip-check", name));
  const options = {
    store: createFileStore(folder),
    approve,
    requestId,
    checks: Object.fromEntries(skipped.map((name) => [name, false])),
    maxWaitMs: parseSeconds("--max-wait", values["max-wait"]),
    pollEveryMs: parseSeconds("--poll-every", values["poll-every"]),
    notFoundGraceMs: parseSeconds("--not-found-grace", values["not-found-grace"]),
  };
  const locale = parseChoice(locales, "--locale", values.locale);
  return { plan: readPlanFile(file), options, locale, signedTarget, json };
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
