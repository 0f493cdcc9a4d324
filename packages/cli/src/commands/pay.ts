import {
  createMassPayoutClient,
  isMassPayoutError,
  type PaymentReport,
  type PayResult,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { readPlan as checkPlan, readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { errorsMessages, payMessages, payoutsMessages, reviewMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { failureToJson } from "../views/error.js";
import { formatConfirmation, formatNotNew, formatPayResult, formatStopped } from "../views/pay.js";
import { approvableReview, approvalOf } from "./approval.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { announceDestination, confirmAtProduction } from "./confirm.js";
import { continuationAfterResult, continuationOf } from "./continuation.js";
import { createProgress } from "./create-progress.js";
import { nameDestination } from "./destination.js";
import { matchesDigest } from "./digest.js";
import { type EarlierPayment, watchOpening } from "./earlier-payment.js";
import { connectionOf } from "./environment.js";
import { exitCodeOf, exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { isInteractive } from "./interactive.js";
import { checksOf, type PlanFlags, readPlan, type SkipCheckFlag } from "./plan-file.js";
import { refuseManualAuth, refuseManualWrites } from "./refuse-manual-writes.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout pay` takes. Times are in milliseconds. */
export interface PayFlags extends ConnectionFlags, PlanFlags, SkipCheckFlag {
  store: string;
  newStore: boolean;
  expectNew: boolean;
  /** The digest of a review, or its first characters. */
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
  /** Whether a payment at production is confirmed already. */
  yes: boolean;
  /** Whether every recipient is shown. */
  all: boolean;
  quiet: boolean;
  json: boolean;
}

/** What `mass-payout pay` was called with. */
export interface PayArguments extends PayFlags {
  planFile: string;
}

/** The client's default, given so that the display can say how many requests are left. */
const requestsPerMinute = 50;

/** `mass-payout pay`: pays a plan, or continues a payment. */
export async function runPay(args: PayArguments, context: CommandContext): Promise<number> {
  const { stdout, stderr, stopSignal, clock, locale } = context;
  const { by, note, newStore, expectNew, quiet } = args;
  await Promise.all(
    [errorsMessages, payMessages, payoutsMessages, reviewMessages].map((messages) => messages.load(locale)),
  );
  const fileStore = createFileStore(args.store, { create: newStore });
  const connection = connectionOf(args, context);
  const progress = await createProgress(quiet, requestsPerMinute, context);
  const iyzico = createMassPayoutClient({
    ...connection,
    locale,
    rateLimit: { perMinute: requestsPerMinute },
    onEvent: progress.onEvent,
    clock,
  });
  const destination = nameDestination(connection);
  // First of all that is printed, also before what is said of the plan.
  if (!quiet) await announceDestination(destination, context);
  const checks = checksOf(args);
  const plan = await readPlan({ ...args, file: args.planFile, checks }, context);
  if (args.requestId !== undefined) await refuseManualAuth(fileStore, args.requestId, args, locale);
  const talk = formatOf(stderr, context);
  const options = payOptionsOf(args);
  const { maxAmount, maxTotal } = options;
  // Every fault of the plan comes before a question.
  const checked = await checkPlan(plan, { checks, maxAmount, maxTotal });
  const signal = stopSignal();
  let isOpened = false;
  let earlier: EarlierPayment | undefined;
  const ids = { key: checked.key, externalId: checked.request.externalId, requestId: args.requestId };
  const store = watchOpening(refuseManualWrites(fileStore, ids, args, locale), (key, found) => {
    [isOpened, earlier] = [true, found];
    if (found !== undefined) {
      if (expectNew) throw new NotNewError(formatNotNew(key, found, locale));
    } else if (!quiet) stderr.write(`${payMessages.in(locale).newPayment(printable(key))}\n`);
  });
  let isNew: boolean | undefined;
  /** Calls `pay`. A call after the first one goes on with what that one has begun. */
  const pay = async (approved: string | undefined): Promise<PayResult> => {
    const result = await iyzico.pay(plan, {
      ...options,
      requestId: isNew === undefined ? options.requestId : undefined,
      store,
      approve: approvalOf(approved, { by, note }, plan),
      onProgress: progress.onProgress,
      signal,
    });
    progress.pause();
    isNew ??= result.isNew;
    return { ...result, isNew };
  };

  const names = namesOf(checked.request.items);
  let approved = args.approve;
  let result: PayResult;
  try {
    if (destination.kind === "production" && !args.yes) {
      const stored = newStore ? undefined : await fileStore.load(checked.key);
      if (maySend(stored?.payment, args.approve)) {
        const explain = () => void stderr.write(formatConfirmation(checked, talk));
        await confirmAtProduction(checked.key, destination, context, signal, explain);
      }
    }
    result = await pay(approved);
    for (let review = approvableReview(result); review !== undefined; review = approvableReview(result)) {
      const { digest } = review;
      // The beginning of a digest, which the client does not take. A whole one was compared by the client.
      const isGiven = approved !== undefined && approved !== digest && matchesDigest(approved, digest);
      const isAsked = !isGiven && result.outcome === "action-required" && result.reason === "approval-required";
      if (!isGiven && !(isAsked && isInteractive(context))) break;
      if (!isGiven) {
        const { askForApproval } = await import("./ask-for-approval.js");
        const view = { ...talk, names, isWhole: args.all, approved, hasApprover: false, isSubmitted: false };
        if (!(await askForApproval(review, result.items, view, context, signal))) break;
      }
      approved = digest;
      result = await pay(digest);
    }
  } catch (error) {
    progress.pause();
    if (isMassPayoutError(error, "aborted") || (signal.aborted && error === signal.reason)) {
      // A store that is not created yet must not be created now.
      const report = newStore && !isOpened ? undefined : await readReport(fileStore, checked.key);
      stderr.write(formatStopped(report, continuationOf(args, context, isOpened || report !== undefined), talk));
      return exitCodes.inProgress;
    }
    if (!isMassPayoutError(error, "store_failed")) throw error;
    if (error.cause instanceof UsageError) throw error.cause;
    if (!(error.cause instanceof NotNewError)) throw error;
    if (args.json) stdout.write(failureToJson("not_new", error.cause.message, exitCodes.failure));
    stderr.write(error.cause.message);
    return exitCodes.failure;
  }
  if (args.json) stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else {
    const view = {
      ...formatOf(stdout, context),
      ...continuationAfterResult(args, context),
      approved,
      hasApprover: (by ?? note) !== undefined,
      isSubmitted: false,
      cancelLine: (requestId: string) => commandLine(["cancel", requestId, "--store", args.store], args),
      settledBefore: earlier?.settledAt,
      names,
      isWhole: args.all,
    };
    stdout.write(formatPayResult(result, view));
  }
  return exitCodeOf(result);
}

/**
 * Whether a call may send init or auth for what the store has under the plan's key. Once auth was accepted, or the payment
 * is settled, a call only polls: another auth takes a digest.
 */
function maySend(payment: unknown, digest: string | undefined): boolean {
  const { phase } = Object(payment) as { phase?: unknown };
  return digest !== undefined || (phase !== "authorised" && phase !== "settled");
}

/** The names of a plan's recipients, by the ids of their items. */
function namesOf(
  items: readonly { itemExternalId: string; recipientName?: string | undefined }[],
): ReadonlyMap<string, string> {
  return new Map(
    items.flatMap(({ itemExternalId, recipientName }) =>
      recipientName === undefined ? [] : [[itemExternalId, recipientName] as const],
    ),
  );
}

/** What the store has of a payment when its call was stopped: it was stored before anything was sent. */
async function readReport(
  store: Pick<ReturnType<typeof createFileStore>, "load">,
  key: string,
): Promise<PaymentReport | undefined | "unreadable"> {
  try {
    const stored = await store.load(key);
    return stored && reportOf(readPayment(stored.payment, key));
  } catch {
    return "unreadable";
  }
}

function payOptionsOf(args: PayArguments) {
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
