import { invalidConfiguration } from "../errors/invalid.js";
import { checkFlags, checkFunctions, checkMethods, checkMilliseconds, checkSignal } from "../http/call-options.js";
import type { MerchantShare } from "../http/merchant-share.js";
import { checkNames, type OptionNames } from "../validation/check-names.js";
import type { Approval } from "./approval.js";
import { defaultSettings, type PaymentSettings } from "./machine/step.js";
import { type PayOptions, payOptionNames } from "./pay-options.js";
import { createMemoryStore, type PaymentStore } from "./store.js";

/** What the options depend on. */
interface OptionContext {
  /** The client's time limit of one attempt, in milliseconds. */
  timeoutMs: number;
  share: MerchantShare;
}

/** Checks the options of `pay`, and returns those that have a default. Throws a MassPayoutError if one cannot be used. */
export function checkPayOptions(
  options: PayOptions,
  context: OptionContext,
): { store: PaymentStore; maxWaitMs: number; timeoutMs: number; settings: PaymentSettings } {
  checkNames("options", options, payOptionNames);
  const { approve, maxWaitMs = 3_600_000, signal, onProgress, stuckAfterMs, restart, pageSize, concurrency } = options;
  const { notFoundGraceMs = defaultSettings.notFoundGraceMs, pollEveryMs = defaultSettings.pollEveryMs } = options;
  checkMilliseconds({ maxWaitMs, notFoundGraceMs, pollEveryMs, timeoutMs: options.timeoutMs });
  checkStuckAfter(stuckAfterMs);
  checkSignal(signal);
  checkFunctions({ onProgress });
  checkCounts({ pageSize, concurrency });
  checkApproval(approve);
  checkFlags({ restart });
  return {
    store: storeOf(options.store, context),
    maxWaitMs,
    // A write is begun only with this much time left: with a larger limit, a short call would never send anything.
    timeoutMs: Math.min(options.timeoutMs ?? context.timeoutMs, maxWaitMs / 2),
    settings: { notFoundGraceMs, pollEveryMs, stuckAfterMs, restart },
  };
}

/** The caller's store, or the one in memory that all calls of the process share for the merchant. */
export function storeOf(
  store: PaymentStore | "memory" | undefined,
  { share }: Pick<OptionContext, "share">,
): PaymentStore {
  if (store === "memory") return share("memory-store-1", createMemoryStore);
  if (store === undefined) {
    const hint =
      'Give a store that outlives the process, such as createFileStore(folder), or "memory" if a crash may lose the record ' +
      "of what was sent.";
    throw invalidConfiguration("store is required.", hint);
  }
  checkMethods("store", store, "load", "compareAndSet");
  return store;
}

const approvalNames: OptionNames<Exclude<Approval, string | ((...review: never) => unknown)>> = {
  digest: true,
  by: true,
  note: true,
};

function checkApproval(approve: Approval | undefined): void {
  if (approve === undefined || typeof approve === "string" || typeof approve === "function") return;
  checkNames("approve", approve, approvalNames);
  const { digest, by, note } = Object(approve) as Readonly<Record<string, unknown>>;
  const isName = (value: unknown) => value === undefined || (typeof value === "string" && value !== "");
  if (typeof digest === "string" && isName(by) && isName(note)) return;
  throw invalidConfiguration(
    "approve must be a digest, { digest, by, note } or a function.",
    "Leave it out for the default.",
  );
}

/**
 * Checks options that are counts, each under its name.
 *
 * @throws {MassPayoutError} if one is given and is not a positive integer.
 */
export function checkCounts(options: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (Number.isSafeInteger(value) && value > 0)) continue;
    throw invalidConfiguration(`${name} must be a positive integer.`, "Leave it out for the default.");
  }
}

/** Unlike other times it may be longer than a timer can wait. */
function checkStuckAfter(stuckAfterMs: number | undefined): void {
  if (stuckAfterMs === undefined || (typeof stuckAfterMs === "number" && stuckAfterMs > 0)) return;
  throw invalidConfiguration(
    "stuckAfterMs must be a positive number of milliseconds.",
    "Leave it out for the default.",
  );
}
