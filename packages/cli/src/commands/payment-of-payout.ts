import type { FileStore } from "@iyzico-mass-payout/client/file-store";
import { type Payment, readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { isManualKey } from "./manual-record.js";

/** The ids under which the payments of a store have payouts at iyzico. */
export interface PayoutOwners {
  /** The payment that goes on with a payout of one of these ids, or has abandoned it. */
  find(ids: { key?: string; requestId?: string; externalId?: string }): OwningPayment | undefined;
}

/** A payment, as far as a command by hand needs it. */
type OwningPayment = Pick<Payment, "key" | "phase" | "auths" | "requestId">;

/**
 * Reads every payment of a store.
 *
 * @throws {MassPayoutError} if one cannot be read: it may be the one that a payout belongs to.
 */
export async function readPayoutOwners(store: FileStore): Promise<PayoutOwners> {
  const byId = new Map<string, OwningPayment>();
  for await (const listed of store.list()) {
    if (listed.error !== undefined) throw listed.error;
    if (isManualKey(listed.key)) continue;
    const payment = readPayment(listed.payment, listed.key);
    const { key, phase, auths, requestId } = payment;
    const owner: OwningPayment = { key, phase, auths, ...(requestId !== undefined && { requestId }) };
    const ids = [["key", key], ["requestId", requestId], ...externalIdsOf(payment).map((id) => ["externalId", id])];
    for (const [name, id] of ids) if (id !== undefined) byId.set(`${name}:${id}`, owner);
  }
  return {
    find: (ids) =>
      Object.entries(ids)
        .map(([name, id]) => byId.get(`${name}:${id}`))
        .find((owner) => owner !== undefined),
  };
}

/** The externalIds of a payment's payouts: that of the plan, that at iyzico, and those that it has abandoned. */
function externalIdsOf(payment: Payment): string[] {
  const { abandoned = [] } = payment;
  return [payment.externalId, reportOf(payment).externalId, ...abandoned.map(({ externalId }) => externalId)];
}
