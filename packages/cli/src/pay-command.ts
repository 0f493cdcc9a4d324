import {
  createMassPayoutClient,
  type InitChecks,
  isMassPayoutError,
  type MassPayoutClient,
  type MassPayoutErrorCode,
  type MassPayoutEvent,
  type PaymentReport,
  type PayOptions,
  type PayoutPlan,
  type PayResult,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { oneOf, readOptions, seconds } from "./arguments.js";
import { optionsFrom } from "./environment.js";
import { hasColour, type Output } from "./output.js";
import { paymentText, progressText } from "./payment-text.js";
import { paymentWords } from "./payment-words.js";
import { readPlanFile } from "./plan-file.js";
import { UsageError } from "./usage-error.js";
import type { Locale } from "./words.js";

const checks: readonly (keyof InitChecks)[] = ["iban", "identityNumber", "phone", "description", "currency"];

/** `mass-payout pay`: pays a plan, or goes on with it. Returns the exit code. */
export async function payCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdout: Output,
  stderr: Output,
  stopSignal: () => AbortSignal,
): Promise<number> {
  const { plan, options, locale, json } = readArguments(args);
  const { onProgress, onEvent } = progressTo(stderr, locale);
  const iyzico = createMassPayoutClient({ ...optionsFrom(environment), locale, onEvent });
  const result = await paid(iyzico, plan, { ...options, onProgress, signal: stopSignal() });
  if (result === undefined) {
    stderr.write(`${paymentWords[locale].stopped}\n`);
    return exitCodes.open;
  }
  const { approve: approved } = options;
  const text = () => paymentText(result, { locale, hasColour: hasColour(stdout, environment), approved });
  stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : text());
  return exitCodeOf(result);
}

/** `undefined` when the signal stopped it. */
async function paid(iyzico: MassPayoutClient, plan: PayoutPlan, options: PayOptions): Promise<PayResult | undefined> {
  try {
    return await iyzico.pay(plan, options);
  } catch (error) {
    if (isMassPayoutError(error, "aborted")) return undefined;
    throw error;
  }
}

interface Arguments {
  plan: PayoutPlan;
  options: PayOptions & { approve: string | undefined };
  locale: Locale;
  json: boolean;
}

function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = readOptions(
    args,
    {
      store: { type: "string" },
      approve: { type: "string" },
      "request-id": { type: "string" },
      "skip-check": { type: "string", multiple: true, default: [] },
      "max-wait": { type: "string", default: "3600" },
      "poll-every": { type: "string", default: "5" },
      "absent-after": { type: "string", default: "600" },
      locale: { type: "string", default: "tr" },
      json: { type: "boolean", default: false },
    },
    true,
  );
  const [file, ...others] = positionals;
  const { store: folder, approve, "request-id": requestId, json } = values;
  if (file === undefined || others.length > 0) throw new UsageError("Name one file with the plan.");
  if (!folder) throw new UsageError("Say with --store in which folder the payment is remembered.");
  const skipped = values["skip-check"].map((name) => oneOf(checks, "skip-check", name));
  const options = {
    store: createFileStore(folder),
    approve,
    requestId,
    checks: Object.fromEntries(skipped.map((name) => [name, false])),
    maxWaitMs: seconds("max-wait", values["max-wait"]),
    pollEveryMs: seconds("poll-every", values["poll-every"]),
    absentAfterMs: seconds("absent-after", values["absent-after"]),
  };
  return { options, locale: oneOf(["tr", "en"], "locale", values.locale), json, plan: readPlanFile(file) };
}

/** What may keep a payment from getting on for as long as it lasts. Of the rest the result tells. */
const passing: readonly (MassPayoutErrorCode | undefined)[] = [
  "network_error",
  "timeout",
  "service_error",
  "rate_limited",
];

/** Tells every news once: where the payment stands, and why it does not get on from there. */
function progressTo(stderr: Output, locale: Locale) {
  let [standing, trouble] = ["", ""];
  return {
    onProgress(report: PaymentReport) {
      const text = progressText(report, locale);
      if (text === standing) return;
      stderr.write(`${text}\n`);
      [standing, trouble] = [text, ""];
    },
    onEvent(event: MassPayoutEvent) {
      if (event.type !== "attempt-ended" || !passing.includes(event.code)) return;
      const text = paymentWords[locale].lookingAgain(String(event.code));
      if (text === trouble) return;
      stderr.write(`${text}\n`);
      trouble = text;
    },
  };
}

const exitCodes = { everyoneIsPaid: 0, notEveryoneIsPaid: 3, needsAPerson: 4, open: 5 };

/** A script must be able to tell, without reading, whether everybody has the money. */
function exitCodeOf(result: PayResult): number {
  if (result.outcome === "needs-a-person") return exitCodes.needsAPerson;
  if (result.outcome === "still-open") return exitCodes.open;
  return result.paid === "everyone" ? exitCodes.everyoneIsPaid : exitCodes.notEveryoneIsPaid;
}
