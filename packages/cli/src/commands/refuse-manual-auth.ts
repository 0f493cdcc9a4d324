import type { Locale, PaymentStore } from "@iyzico-mass-payout/client";
import { byHandMessages } from "../messages/catalogs.js";
import { formatTime } from "../terminal/time.js";
import { commandLine } from "./command-line.js";
import type { ConnectionFlags } from "./flags.js";
import { openManualRecord } from "./manual-record.js";
import { UsageError } from "./usage-error.js";

/**
 * Refuses to link a payout to a payment if an auth of it was sent by hand: the payment does not count that auth, and would
 * offer another one as if it were the first.
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
