import { canonicalJson, sha256 } from "./hash.js";
import type { Review } from "./payment.js";

/** The digest that approves a review: SHA-256 of its content, in hexadecimal. */
export function digestOf(review: Review): Promise<string> {
  return sha256(approvedContent(review));
}

/** Whether an approval of one review is valid for the other. */
export function isSameReview(one: Review, other: Review): boolean {
  return approvedContent(one) === approvedContent(other);
}

/**
 * What an approval covers: everything but the balance itself. On an account with other payments the balance changes all
 * the time; `isCovered` is part of the approval.
 */
function approvedContent({ balance: _, ...content }: Review): string {
  return canonicalJson(content);
}
