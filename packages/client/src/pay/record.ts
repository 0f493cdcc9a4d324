import { abortedError } from "../errors/aborted.js";
import { invalidRequest } from "../errors/invalid.js";
import { isMassPayoutError, MassPayoutError } from "../errors/mass-payout-error.js";
import { fieldFault } from "../errors/request-fault.js";
import { systemCode } from "../errors/safe-cause.js";
import type { Deadline } from "../http/deadline.js";
import { onAbort } from "../http/on-abort.js";
import { TimeoutReached, withTimeout } from "../http/with-timeout.js";
import { paymentOf } from "./machine/open-payment.js";
import type { Payment } from "./machine/payment.js";
import { paymentLockedError } from "./machine/payment-errors.js";
import { readPayment } from "./machine/payment-schema.js";
import { canonicalList, type Plan } from "./machine/plan.js";
import type { PaymentLock, PaymentStore, Stored } from "./store.js";

/** A payment in its store, open for one process. */
export interface PaymentRecord {
  /** The stored payment, or a new one. */
  payment: Payment;
  /** Whether the store had nothing under the key. */
  isNew: boolean;
  /** Whether the lock was taken over from a process that did not release it. */
  isTakenOver: boolean;
  /** Whether the store may have lost what was stored last. */
  isRestored: boolean;
  /**
   * Rejects with `payment_locked` if another process has stored another revision or the lock is lost, and with `payment_lost` if the store has
   * lost what this call found or stored in it.
   */
  save(payment: Payment): Promise<void>;
  close(): Promise<void>;
}

/** What ends a pending call of the store. */
export interface RecordLimits {
  deadline: Deadline;
  signal: AbortSignal | undefined;
}

/** Another payment of the same list is a sign of a second payment for this long: 35 days. */
const sameListMs = 35 * 86_400_000;

/**
 * How long the store may still take, in milliseconds, when the time of the call is over or the caller has aborted: a result
 * that has just arrived should be stored.
 */
const lastSaveMs = 1_000;

/**
 * Opens the payment of a plan, and locks it if the store has locks.
 *
 * @param at the time, in milliseconds since 1970.
 */
export function openRecord(store: PaymentStore, plan: Plan, at: number, limits: RecordLimits): Promise<PaymentRecord> {
  return openLocked(store, plan.key, limits, (stored) => {
    // A row without a payment is not a payment that was never begun.
    const payment = paymentOf(plan, stored && (stored.payment ?? null), at);
    return stored === undefined ? compareLists(store, plan, payment, limits) : payment;
  });
}

/**
 * Opens the payment that a plan supersedes, and locks it if the store has locks. Rejects with `invalid_request` if the store
 * does not have it.
 */
export function openSuperseded(store: PaymentStore, key: string, limits: RecordLimits): Promise<PaymentRecord> {
  return openLocked(store, key, limits, (stored) => {
    if (stored === undefined) throw supersededMissingError("supersedes.key");
    return readPayment(stored.payment ?? null, key);
  });
}

/** Loads what is stored under a key, without its lock: for a call that stores nothing. */
export async function loadStored(store: PaymentStore, key: string, limits: RecordLimits): Promise<Stored | undefined> {
  return checkStored(await callStore(() => store.load(key), limits));
}

/** Locks a key, and opens the payment that `read` makes of what is stored under it. */
async function openLocked(
  store: PaymentStore,
  key: string,
  limits: RecordLimits,
  read: (stored: Stored | undefined) => Payment | Promise<Payment>,
): Promise<PaymentRecord> {
  let locking: Promise<PaymentLock | undefined> | undefined;
  const lock = () => {
    locking = (async () => store.lock?.(key))();
    return locking;
  };
  const unlock = await callStore(lock, limits).catch((error: unknown) => {
    // A lock that comes too late would keep the payment locked.
    void locking?.then((late) => late?.()).catch(() => undefined);
    throw error;
  });
  // An unlock that fails must not hide the result of the payment, nor one that hangs hold it back.
  const close = async () => {
    await Promise.allSettled([withTimeout(async () => unlock?.(), lastSaveMs, undefined)]);
  };
  try {
    const stored = await loadStored(store, key, limits);
    const payment = await read(stored);
    let revision = stored?.revision;
    let last = payment;
    return {
      payment,
      isNew: stored === undefined,
      isTakenOver: unlock?.isTakenOver === true,
      isRestored: stored?.isRestored === true,
      // Saved even if unchanged: the compare-and-set proves that no other process advanced the payment.
      async save(next) {
        const expected = revision;
        const answer = await callStore(() => store.compareAndSet(key, expected, next), limits, lastSaveMs).catch(
          (error: unknown) => {
            throw expected !== undefined && isLoss(error) ? paymentLostError(error) : error;
          },
        );
        if (answer === undefined) throw await explainConflict(store, key, expected, last, limits);
        if (typeof answer !== "string" || answer === "") {
          throw storeFailedError("'s compareAndSet must resolve with a non-empty string or undefined");
        }
        revision = answer;
        last = next;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Asks the store for payments of the same list, if it can compare lists. */
async function compareLists(store: PaymentStore, plan: Plan, payment: Payment, limits: RecordLimits): Promise<Payment> {
  const { findSameList } = store;
  if (findSameList === undefined) return payment;
  const find = () => findSameList.call(store, plan.key, canonicalList(plan.request));
  const { fingerprint, others } = checkFound(await callStore(find, limits));
  const superseded = await supersededKeys(store, plan.supersedes?.key, limits);
  const sameList = others
    .filter(({ key }) => !superseded.has(key))
    .filter(({ createdAt }) => payment.createdAt - createdAt < sameListMs)
    .map(({ key, createdAt }) => ({ key, createdAt }));
  return { ...payment, listFingerprint: fingerprint, ...(sameList.length > 0 && { sameList }) };
}

/**
 * The keys of the payments whose items a plan pays again, and of those whose items these paid again, and so on. One that has
 * the same list as the plan is no sign of a second payment: each of its items has come back and is superseded.
 */
async function supersededKeys(
  store: PaymentStore,
  first: string | undefined,
  limits: RecordLimits,
): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (let key = first; key !== undefined && !keys.has(key); ) {
    const current = key;
    keys.add(current);
    const stored = await loadStored(store, current, limits);
    key = stored && readPayment(stored.payment ?? null, current).supersedes?.key;
  }
  return keys;
}

type FoundLists = Awaited<ReturnType<NonNullable<PaymentStore["findSameList"]>>>;

function checkFound(found: FoundLists): FoundLists {
  const { fingerprint, others } = Object(found) as Partial<FoundLists>;
  const isList =
    Array.isArray(others) &&
    others.every((other) => typeof other?.key === "string" && typeof other.createdAt === "number");
  if (typeof fingerprint === "string" && isList) return found;
  throw storeFailedError(
    "'s findSameList must resolve with { fingerprint, others }, each of them with { key, createdAt }",
  );
}

function checkStored(stored: Stored | undefined): Stored | undefined {
  if (stored === undefined) return undefined;
  if (typeof stored === "object" && stored !== null && typeof stored.revision === "string") return stored;
  throw storeFailedError("'s load must resolve with { payment, revision } or undefined");
}

/** Why a compare-and-set failed: another process stored a revision, or the store has lost the payment. */
async function explainConflict(
  store: PaymentStore,
  key: string,
  expected: string | undefined,
  last: Payment,
  limits: RecordLimits,
): Promise<MassPayoutError> {
  if (expected === undefined) return paymentAdvancedError();
  try {
    const stored = checkStored(await callStore(() => store.load(key), limits, lastSaveMs));
    const found: SentCounts = { inits: 0, auths: 0, ...Object(stored?.payment) };
    const isLost = stored === undefined || sentInits(found) < sentInits(last) || found.auths < last.auths;
    return isLost ? paymentLostError() : paymentAdvancedError();
  } catch (error) {
    return isLoss(error) ? paymentLostError(error) : (error as MassPayoutError);
  }
}

type SentCounts = Pick<Payment, "inits" | "auths" | "abandoned">;

/** How many inits were sent that may have taken effect, those of abandoned payouts included. */
function sentInits({ inits, abandoned = [] }: SentCounts): number {
  return abandoned.reduce((sum, payout) => sum + payout.inits, inits);
}

/** Whether an error of the store says that what it had before is not there any more, or cannot be read. */
function isLoss(error: unknown): boolean {
  return isMassPayoutError(error, "store_missing") || isMassPayoutError(error, "payment_unreadable");
}

/**
 * Calls the store. Its errors become MassPayoutErrors, so that callers catch one kind.
 *
 * @param graceMs how long the call may take although the deadline has passed or the caller has aborted, in milliseconds.
 */
async function callStore<Result>(
  run: () => Result | Promise<Result>,
  { deadline, signal }: RecordLimits,
  graceMs = 0,
): Promise<Result> {
  // Without a grace period nothing is begun: a store may create files in its first call.
  if (signal?.aborted && graceMs === 0) throw abortedInStoreError(signal.reason);
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const startGrace = () => {
    timer = setTimeout(() => abort.abort(signal?.reason), graceMs);
  };
  const release = onAbort(signal, startGrace);
  if (signal?.aborted) startGrace();
  try {
    return await withTimeout(async () => run(), Math.max(deadline.remaining(), lastSaveMs), abort.signal);
  } catch (cause) {
    if (isMassPayoutError(cause)) throw cause;
    if (abort.signal.aborted) throw abortedInStoreError(cause);
    if (cause instanceof TimeoutReached) throw storeFailedError(" did not answer within maxWaitMs");
    const word = systemCode(cause);
    throw storeFailedError(` failed${word ? ` (${word})` : ""}`, cause);
  } finally {
    clearTimeout(timer);
    release();
  }
}

/** Earlier calls may have sent something: the payment was not read yet, or its state is not confirmed. */
function abortedInStoreError(cause: unknown): MassPayoutError {
  const hint = "Call pay again with the same plan and store to go on.";
  return abortedError("pay", "while the store was called", { outcome: "unknown", hint, cause });
}

/** `words` follow "the payment store", with a blank or as a genitive. */
function storeFailedError(words: string, cause?: unknown): MassPayoutError {
  const hint =
    (cause === undefined ? "" : "Its error is the cause. ") +
    "Repair the store with all that is in it, and call pay again with the same plan: it polls before it sends anything. A new " +
    "store, or an older copy of it, does not know what was sent.";
  return new MassPayoutError("store_failed", `pay: the payment store${words}.`, { outcome: "unknown", hint, cause });
}

function paymentAdvancedError(): MassPayoutError {
  const words = "has advanced this payment in the meantime";
  return paymentLockedError(words, "unknown", "The call goes on from the stored state.");
}

function paymentLostError(cause?: unknown): MassPayoutError {
  const message = "pay: the store has lost this payment, or has an older state of it.";
  const hint =
    "Do not call pay again before you know what became of the payout, with this key or another: ask iyzico, and bring the " +
    "store back. A new store, or an older copy of it, does not know what was sent, and recipients could be paid twice.";
  return new MassPayoutError("payment_lost", message, { outcome: "unknown", hint, cause });
}

/** The error for a payment that is to be paid again, and that the store does not have. */
export function supersededMissingError(field: string): MassPayoutError {
  const fault = fieldFault(field, "not-repayable", "must be the key of a payment in the store");
  const hint =
    "Nothing was sent. Give the store that has the payment. If the store has lost it, pay its recipients in no other way, and " +
    'go on as in "When the store loses a payment" in docs/paying.md.';
  return invalidRequest(undefined, [fault], hint);
}
