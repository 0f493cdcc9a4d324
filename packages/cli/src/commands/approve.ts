import type { PayoutReport } from "@iyzico-mass-payout/durable";
import {
  durableMessages,
  helpMessages,
  listMessages,
  payMessages,
  payoutsMessages,
  reviewMessages,
} from "../messages/catalogs.js";
import { formatParagraphs } from "../terminal/paragraphs.js";
import { printable } from "../terminal/printable.js";
import { formatApprovals, formatParts, requiredOf, wholeReviewOf } from "../views/durable/review.js";
import { formatRecipients } from "../views/recipients.js";
import { formatWholeReview } from "../views/review.js";
import { abortedError } from "./aborted-error.js";
import { askForApproval } from "./ask-for-approval.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { readPayout, withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { matchesDigest } from "./digest.js";
import { exitCodes } from "./exit-codes.js";
import { formatOf } from "./format-of.js";
import { isInteractive } from "./interactive.js";
import { printRecorded } from "./print-recorded.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout approve` takes. */
export interface ApproveFlags extends DatabaseFlags {
  /** The digest of the review, or its first characters. */
  digest?: string;
  by: string;
  note?: string;
  /** Whether every item of the review is shown. */
  all: boolean;
  json: boolean;
}

/** `mass-payout approve`: shows what would be paid, and records that a person approves exactly that. */
export async function runApprove(args: ApproveFlags & { key: string }, context: CommandContext): Promise<number> {
  const { stderr, locale } = context;
  const { key, digest: given, by, note, all } = args;
  const catalogs = [durableMessages, listMessages, payMessages, payoutsMessages, reviewMessages];
  await Promise.all(catalogs.map((messages) => messages.load(locale)));
  const text = durableMessages.in(locale);
  return withPayouts(args, context, async (payouts) => {
    const report = await readPayout(payouts, key, context);
    const review = wholeReviewOf(requireReview(report, context));
    const items = report.parts.flatMap((part) => part.items);
    const format = formatOf(stderr, context);
    // The plan, which has names and accounts, is not read.
    const recipients = { ...format, names: new Map<string, string>(), isWhole: all, hasTypes: true };
    const view = { ...recipients, approved: undefined, hasApprover: false, isSubmitted: true };
    const show = (lines: readonly string[]) => stderr.write(lines.map((line) => `${line}\n`).join(""));
    const { action } = report;
    // Such as that an auth may have been sent before: the review alone does not say it.
    const warnings = action === undefined || action.reason === "approval-required" ? [] : [requiredOf(action, locale)];
    const heading = [
      ...formatApprovals(report, locale),
      ...formatParts(report, format),
      "",
      ...formatRecipients(items, recipients),
      ...formatParagraphs(warnings, format.widths.text).map((line) =>
        line === "" ? line : format.style("yellow", line),
      ),
    ];
    if (given === undefined) {
      show(heading);
      if (!isInteractive(context)) {
        show([...formatWholeReview(review, items, view), ""]);
        throw new UsageError(text.digestRequired);
      }
      const signal = context.stopSignal();
      const isApproved = await askForApproval(review, items, view, context, signal).catch((error: unknown) => {
        throw signal.aborted ? abortedError(locale) : error;
      });
      if (!isApproved) return exitCodes.actionRequired;
    } else if (!matchesDigest(given, review.digest)) {
      show([...heading, ...formatWholeReview(review, items, view), ""]);
      throw new UsageError(text.digestMismatch);
    }
    // Whatever happened meanwhile: only this digest is approved.
    const result = await payouts.approve(key, review.digest, { by, note });
    const { approvals, required } = result;
    printRecorded({ key, digest: review.digest, ...result }, [text.approved(approvals, required)], args, context);
    return exitCodes.success;
  });
}

/**
 * The review that awaits approval.
 *
 * @throws {UsageError} that says why there is none.
 */
function requireReview(report: PayoutReport, { locale }: CommandContext): NonNullable<PayoutReport["review"]> {
  const text = durableMessages.in(locale);
  const { outcome, denial, cancelRequestedBy, review } = report;
  const key = printable(report.key);
  if (outcome === "settled") throw new UsageError(text.isSettled(key));
  if (cancelRequestedBy !== undefined) throw new UsageError(text.isBeingCancelled(key));
  if (denial !== undefined)
    throw new UsageError(
      text.isDenied(key, commandLine(["resume", report.key, "--by", helpMessages.in(locale).placeholders.name])),
    );
  if (review === undefined || review.payable.count === 0) throw new UsageError(text.nothingToApprove(key));
  return review;
}
