import type { Locale, PaymentStore } from "@iyzico-mass-payout/client";
import type { FileStore } from "@iyzico-mass-payout/client/file-store";
import { byHandMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { formatTime } from "../terminal/time.js";
import { commandLine } from "./command-line.js";
import { findOtherLists } from "./find-other-lists.js";
import type { ConnectionFlags } from "./flags.js";
import { openManualRecord } from "./manual-record.js";
import { UsageError } from "./usage-error.js";

/**
 * Refuses a payment of a payout of which an auth was sent by hand: the payment does not count that auth, and would offer
 * another one as if it were the first.
 *
 * @throws {UsageError} if the store has such an auth that may have been sent.
 */
export async function refuseManualAuth(
  store: PaymentStore,
  requestId: string,
  flags: ConnectionFlags,
  locale: Locale,
): Promise<void> {
  const { earlier } = await openManualRecord(store, "auth", requestId);
  const last = earlier.at(-1);
  if (last === undefined) return;
  await byHandMessages.load(locale);
  const watch = commandLine(["wait", "--request-id", requestId], flags);
  throw new UsageError(byHandMessages.in(locale).auth.sentByHand(formatTime(last.at), watch));
}

/** What a call of `pay` is given. */
interface PaymentIds {
  key: string;
  externalId: string;
  requestId: string | undefined;
}

/** @throws {UsageError} if an init of the plan was sent by hand, and the payout that it made is not the one to go on with. */
async function refuseManualInit(
  store: PaymentStore,
  { externalId, requestId }: PaymentIds,
  flags: ConnectionFlags,
  locale: Locale,
): Promise<void> {
  const { earlier } = await openManualRecord(store, "init", externalId);
  const last = earlier.at(-1);
  if (last === undefined) return;
  if (last.requestId !== undefined) await refuseManualAuth(store, last.requestId, flags, locale);
  if (requestId !== undefined && (last.requestId ?? requestId) === requestId) return;
  await byHandMessages.load(locale);
  const { sentByHand } = byHandMessages.in(locale).init;
  throw new UsageError(sentByHand(formatTime(last.at), last.requestId && printable(last.requestId)));
}

/**
 * The same store for one call of `pay`, which refuses and finds what was sent by hand: it creates no payment of a payout
 * that was, and does not store that an auth is about to be sent if one was. An auth by hand is recorded before the payments of the store
 * are read, and a payment is stored before the record is read: at least one of the two finds the other.
 *
 * A UsageError of it ends the call, as the cause of `store_failed`.
 */
export function refuseManualWrites(
  store: FileStore,
  ids: PaymentIds,
  flags: ConnectionFlags,
  locale: Locale,
): PaymentStore {
  const auths = new Map<string, number>();
  return {
    ...store,
    findSameList: (_, list) => findOtherLists(store, ids, list),
    async load(key) {
      const stored = await store.load(key);
      if (stored === undefined && key === ids.key) await refuseManualInit(store, ids, flags, locale);
      auths.set(key, authsOf(stored?.payment).auths);
      return stored;
    },
    async compareAndSet(key, expected, payment) {
      const next = authsOf(payment);
      if (next.requestId !== undefined && next.auths > (auths.get(key) ?? 0)) {
        await refuseManualAuth(store, next.requestId, flags, locale);
      }
      auths.set(key, next.auths);
      return store.compareAndSet(key, expected, payment);
    },
  };
}

function authsOf(payment: unknown): { auths: number; requestId?: string } {
  return { auths: 0, ...Object(payment) };
}
