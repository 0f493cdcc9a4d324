import type { Failure } from "../errors/failure.js";
import type { PersonNeeded, PersonReason } from "./machine/action.js";
import type { PaymentReport } from "./machine/report.js";
import { digestOf, type Review } from "./machine/review.js";

/**
 * How a payment ended, or where it stands.
 *
 * - `settled`: nothing is to come; `paid` says whether everyone, some or nobody is paid.
 * - `needs-a-person`: it can't go on by itself; `reason` and `message` say what somebody must do. Call `pay` again then.
 * - `still-open`: the time is up; call `pay` again. `inDoubt` says what was sent without its outcome being known.
 *
 * `failure` is what went wrong last, where something did.
 */
export type PayResult =
  | ({ outcome: "settled" } & PaymentReport)
  | ({
      outcome: "needs-a-person";
      reason: PersonReason;
      message: string;
      /** What an approval would set going, where one is asked for, with the digest that approves it. */
      review?: Review & { digest: string };
      failure?: Failure;
    } & PaymentReport)
  | ({ outcome: "still-open"; failure?: Failure } & PaymentReport);

export async function resultNeeding({ report, review, ...person }: PersonNeeded): Promise<PayResult> {
  const reviewed = review && { review: { ...review, digest: await digestOf(review) } };
  return { outcome: "needs-a-person", ...person, ...reviewed, ...report };
}
