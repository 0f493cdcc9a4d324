import { toJson } from "../database/to-json.js";
import { deniedMessage } from "./action-messages.js";
import { type ApprovalStatus, countApprovals, readApprovals, readPolicyInForce } from "./approvals.js";
import { changePayout, readAuthorised, refused } from "./change-payout.js";
import type { DurableContext } from "./context.js";
import { readNote, readPerson } from "./person.js";
import { recordEvent } from "./rows.js";

/** What an approval leads to. */
export interface ApprovalResult {
  /** How many people have approved this digest, the caller included. */
  approvals: number;
  /** How many must. */
  required: number;
  /** Whether that is enough. The worker then authorises the payout, if it still shows exactly what was approved. */
  isApproved: boolean;
}

/** Records that a person approves exactly what a digest stands for, and wakes the worker. */
export async function approvePayout(
  context: DurableContext,
  key: string,
  digest: string,
  options: { by: string; note?: string | undefined },
): Promise<ApprovalResult> {
  const by = readPerson("by", options?.by);
  const note = readNote("note", options.note);
  return changePayout(context, key, async (tx, payout, schema) => {
    const { review } = payout.progress;
    if (review === undefined || review.digest !== digest) {
      throw refused(
        review === undefined
          ? "There is nothing to approve: the payout shows no review now."
          : "The digest is not that of the review that is shown now. What it stood for has changed.",
        "Read the payout, and approve the digest that it shows, if the review is right. Nothing was recorded.",
      );
    }
    if (payout.progress.denial !== undefined) {
      throw refused(
        "The payout is denied.",
        "Resume it first, if the denial is to be taken back. Nothing was recorded.",
      );
    }
    const policy = await readPolicyInForce(tx, schema, payout);
    if (policy.notTheSubmitter && by === payout.submittedBy) {
      throw refused("The submitter must not approve the payout.", "Another person must. Nothing was recorded.");
    }
    if (policy.expiresAfterMs !== null) {
      await tx.query(
        `update ${schema}.payout_approval set void_at = clock_timestamp(), void_reason = 'expired'
         where payout_key = $1 and void_at is null and at + make_interval(secs => $2) <= clock_timestamp()`,
        [key, policy.expiresAfterMs / 1_000],
      );
    }
    const { rowCount } = await tx.query(
      `insert into ${schema}.payout_approval (payout_key, digest, approver, note) values ($1, $2, $3, $4)
       on conflict (payout_key, digest, approver) where void_at is null do nothing`,
      [key, digest, by, note],
    );
    if (rowCount === 1) {
      const details = { digest, ...(note !== null && { note }) };
      await recordEvent(tx, schema, { key, event: "approved", by, details });
    }
    const records = await readApprovals(tx, schema, key);
    const requiresDigest = true;
    const status = countApprovals(review, records, policy, payout, { now: payout.now, requiresDigest });
    return resultOf(status);
  });
}

function resultOf({ approvals, required }: ApprovalStatus): ApprovalResult {
  return { approvals: approvals.length, required, isApproved: approvals.length >= required };
}

/**
 * Records that a person denies a payout. What is not authorised yet is not authorised any more.
 *
 * @returns the keys of the payments that were authorised before, or may have been: they cannot be stopped.
 */
export async function denyPayout(
  context: DurableContext,
  key: string,
  options: { by: string; reason: string },
): Promise<{ authorised: readonly string[] }> {
  const by = readPerson("by", options?.by);
  const reason = readNote("reason", options.reason);
  if (reason === null || reason.trim() === "") throw refused("reason is required.", "Say why. Nothing was recorded.");
  return changePayout(context, key, async (tx, payout, schema) => {
    const action = {
      reason: "approval-required",
      messageId: "approval-required",
      message: deniedMessage,
      part: key,
      phase: payout.phase,
    };
    const progress = { ...payout.progress, action, denial: { by, reason, at: payout.now }, approval: undefined };
    await tx.query(
      `update ${schema}.payout set progress = $2::json, outcome = 'action-required', reason = 'approval-required'
       where key = $1`,
      [key, toJson(progress)],
    );
    await tx.query(
      `update ${schema}.payout_approval set void_at = clock_timestamp(), void_reason = 'denied'
       where payout_key = $1 and void_at is null`,
      [key],
    );
    await recordEvent(tx, schema, { key, event: "denied", by, details: { reason } });
    return { authorised: await readAuthorised(tx, schema, key) };
  });
}
