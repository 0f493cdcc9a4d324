import type { Failure } from "../errors/failure.js";
import type { ActionMessageId, ActionRequired, FoundPayout } from "./machine/action.js";
import { digestOf } from "./machine/digest.js";
import type { ActionReason, Review } from "./machine/payment.js";
import type { PaymentReport } from "./machine/report.js";

/**
 * How a call of `pay` ended.
 *
 * - `settled`: iyzico will do nothing more; `paid` says whether all, some or none of the recipients are paid.
 * - `action-required`: the payment cannot go on by itself; `reason` and `message` say what to do. Then call `pay` again.
 * - `in-progress`: `maxWaitMs` is over; call `pay` again. `inDoubt` says what was sent and may have taken effect.
 *
 * `isNew` is false if the store had the payment before this call. If `settledAt` is before the call too, the payment had
 * been settled already, and this call sent nothing. `failure` is what failed last, if anything did.
 */
export type PayResult =
  | ({ outcome: "settled"; isNew: boolean } & PaymentReport)
  | ({
      outcome: "action-required";
      isNew: boolean;
      reason: ActionReason;
      /** Which text `message` is, to show it in another language. */
      messageId: ActionMessageId;
      message: string;
      /** What an approval would authorise, if one is asked for, with the digest that approves it. */
      review?: Review & { digest: string };
      failure?: Failure;
      /** The payouts that iyzico already has, of `external-id-taken`. */
      foundPayouts?: readonly FoundPayout[];
      /**
       * The ids of the items that an abandoned payout pays or may pay, of `abandoned-payout-moved`. If an auth was sent,
       * their recipients may be paid twice.
       */
      itemsOfAbandoned?: readonly string[];
      /**
       * The ids of the items that another payment pays again and of which iyzico now shows another status, of
       * `payout-mismatch`. Their recipients may be paid twice.
       */
      changedItems?: readonly string[];
    } & PaymentReport)
  | ({ outcome: "in-progress"; isNew: boolean; failure?: Failure } & PaymentReport);

export async function actionRequiredResult(
  { report, review, ...action }: ActionRequired,
  isNew: boolean,
): Promise<PayResult> {
  const reviewed = review && { review: { ...review, digest: await digestOf(review) } };
  return { outcome: "action-required", isNew, ...action, ...reviewed, ...report };
}
