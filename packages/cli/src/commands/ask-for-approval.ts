import type { PaymentReport, Review } from "@iyzico-mass-payout/client";
import { reviewMessages } from "../messages/catalogs.js";
import { ask } from "../terminal/ask.js";
import type { RecipientsView } from "../views/recipients.js";
import { formatReviewQuestion, type ReviewView } from "../views/review.js";
import type { CommandContext } from "./command.js";
import { matchesDigest, minDigestLength } from "./digest.js";

/** Shows a review and asks its approver. Resolves with `true` if the digest or its first characters are typed. */
export async function askForApproval(
  review: Review & { digest: string },
  items: PaymentReport["items"],
  view: ReviewView & RecipientsView,
  { stdin, stderr, locale }: CommandContext,
  signal: AbortSignal,
): Promise<boolean> {
  const text = reviewMessages.in(locale);
  for (const line of formatReviewQuestion(review, items, view, minDigestLength)) stderr.write(`${line}\n`);
  const answer = await ask(text.prompt, stdin, stderr, signal);
  const isApproved = answer !== undefined && matchesDigest(answer, review.digest);
  stderr.write(isApproved ? "\n" : `${text.notApproved}\n\n`);
  return isApproved;
}
