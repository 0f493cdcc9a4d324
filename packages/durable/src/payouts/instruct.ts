import { randomUUID } from "node:crypto";
import { canLinkPayout, next, readPayment } from "@iyzico-mass-payout/client/payment";
import { toJson } from "../database/to-json.js";
import { changePayout, readAuthorised, refused, unknownPayoutError } from "./change-payout.js";
import type { DurableContext } from "./context.js";
import { readPerson } from "./person.js";
import { readPaymentRows, recordEvent, swapPayment } from "./rows.js";

/**
 * Lets a payout go on that requires an action: takes a denial back, and allows an init that was held. Approvals from before
 * stay void.
 */
export async function resumePayout(context: DurableContext, key: string, options: { by: string }): Promise<void> {
  const by = readPerson("by", options?.by);
  await changePayout(context, key, async (tx, payout, schema) => {
    if (payout.cancelRequestedBy !== undefined) {
      throw refused("The payout is being cancelled.", "A cancel cannot be taken back. Nothing was recorded.");
    }
    const { denial: _, action: __, actionPolls: ___, ...progress } = payout.progress;
    await tx.query(
      `update ${schema}.payout set progress = $2::json, outcome = 'in-progress', reason = null where key = $1`,
      [key, toJson({ ...progress, resting: {} })],
    );
    await recordEvent(tx, schema, { key, event: "resumed", by });
  });
}

/**
 * Records that a payout is to be cancelled at iyzico, and wakes the worker, which sends the cancel.
 *
 * @returns the keys of the payments that are or may be authorised: they cannot be cancelled.
 */
export async function cancelPayout(
  context: DurableContext,
  key: string,
  options: { by: string },
): Promise<{ authorised: readonly string[] }> {
  const by = readPerson("by", options?.by);
  return changePayout(context, key, async (tx, payout, schema) => {
    const authorised = await readAuthorised(tx, schema, key);
    if (authorised.length === payout.partCount) {
      throw refused(
        "The payout is or may be authorised, and cannot be cancelled any more.",
        "Its recipients may be paid: pay them in no other way before it is settled. Nothing was recorded.",
      );
    }
    if (payout.cancelRequestedBy === undefined) {
      const { approval: _, review: __, ...progress } = payout.progress;
      await tx.query(`update ${schema}.payout set cancel_requested_by = $2, progress = $3::json where key = $1`, [
        key,
        by,
        toJson({ ...progress, resting: {} }),
      ]);
      await recordEvent(tx, schema, { key, event: "cancel-requested", by });
    }
    return { authorised };
  });
}

/** Names the payout at iyzico that belongs to a payment, as only an operator can know. */
export async function linkRequestId(
  context: DurableContext,
  paymentKey: string,
  requestId: string,
  options: { by: string },
): Promise<void> {
  const by = readPerson("by", options?.by);
  const { pool, schema, settings } = context;
  const { rows } = await pool.query(`select payout_key from ${schema}.payment where key = $1`, [paymentKey]);
  const payoutKey = (rows[0]?.payout_key ?? undefined) as string | undefined;
  if (payoutKey === undefined) throw unknownPayoutError(paymentKey);
  await changePayout(context, payoutKey, async (tx, payout) => {
    const row = (await readPaymentRows(tx, schema, payoutKey)).find(({ key }) => key === paymentKey);
    if (row === undefined) throw unknownPayoutError(paymentKey);
    const payment = readPayment(row.payment, paymentKey);
    if (typeof requestId !== "string" || requestId === "") {
      throw refused("requestId must be a non-empty string.", "Ask iyzico for it. Nothing was recorded.");
    }
    if (payment.phase === "settled" || !canLinkPayout(payment, requestId)) {
      throw refused(
        "The payment already has another requestId.",
        "Only a payout that iyzico has confirmed for this externalId belongs to it. Nothing was recorded.",
      );
    }
    const { state } = next(payment, { type: "request-id", requestId, at: payout.now }, settings);
    const isStored = await swapPayment(tx, schema, {
      key: paymentKey,
      expected: row.revision,
      revision: randomUUID(),
      payment: state,
    });
    if (!isStored) throw refused("A worker advanced the payment meanwhile.", "Call again. Nothing was recorded.");
    const { action: _, approval: __, review: ___, ...progress } = payout.progress;
    await tx.query(
      `update ${schema}.payout set progress = $2::json, outcome = 'in-progress', reason = null where key = $1`,
      [payoutKey, toJson({ ...progress, resting: {} })],
    );
    await recordEvent(tx, schema, { key: payoutKey, event: "linked", by, details: { part: paymentKey, requestId } });
  });
}
