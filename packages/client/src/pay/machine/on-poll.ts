import { settlementOf } from "../../payouts/settlement.js";
import { describeItemStatus, describePayoutStatus } from "../../payouts/status.js";
import type { PersonReason } from "./action.js";
import { observed } from "./apply-poll.js";
import type { ObservedPayout } from "./input.js";
import type { Payment } from "./payment.js";
import { isRefused, isSameReview, reviewOf } from "./review.js";
import type { PaymentSettings } from "./step.js";
import { enter, look, lookAgain, person, type Step, settled, showing, withoutApproval } from "./step.js";

/** How many inits may be sent of which looks then show nothing, before a person must look. */
const mostInits = 3;

/**
 * What follows on a look that shows no payout.
 *
 * @param isCertain whether the answer is documented to be a refusal, or is a success without a payout.
 */
export function notFound(state: Payment, isCertain: boolean, settings: PaymentSettings): Step {
  const seen = showing(state, "nothing");
  if (state.phase === "planned") {
    // An odd refusal may mean anything: said twice, it is taken for "there is none".
    return isCertain || state.sight === "nothing" ? init(seen) : lookAgain(seen, settings);
  }
  if (seen.sightMs < settings.absentAfterMs) return lookAgain(seen, settings);
  if (state.phase !== "initiating") return person(seen, "payout-not-shown");
  if (state.inits < mostInits) return init(seen);
  // Whoever calls again after that has it sent once more.
  return person(enter(seen, "planned"), "init-unknown");
}

function init(state: Payment): Step {
  return { state: enter({ ...state, inits: state.inits + 1 }, "initiating"), command: { type: "init" } };
}

/** What follows on a look that shows a payout. */
export function looked(state: Payment, payout: ObservedPayout, settings: PaymentSettings): Step {
  if (state.phase === "planned" && state.inits === 0) return person(state, "external-id-taken");
  const shown = observed(state, payout);
  if (shown === undefined) return person(state, "another-payout");
  const seen = describePayoutStatus(payout.payoutStatus).state === "cancelled" ? withoutUnseen(shown) : shown;
  if (seen.phase === "planned" || seen.phase === "initiating") return found(seen, payout, settings);
  if (seen.items.some(({ itemStatus }) => itemStatus === undefined)) {
    return patiently(showing(seen, "incomplete"), "payout-not-shown", settings);
  }
  if (seen.phase === "authorised") return watched(seen, payout, settings);
  switch (progressOf(seen, payout)) {
    case "moved":
      return watched(enter(withoutApproval(seen), "authorised"), payout, settings);
    case "unclear":
      return patiently(showing(seen, "unclear"), "unknown-status", settings);
    case "untouched":
      return seen.phase === "created"
        ? reviewed(seen, payout, settings)
        : stillUntouched(showing(seen, "untouched"), payout, settings);
  }
}

/** Of a payout that was cancelled nobody is paid, also not whom no listing shows. */
function withoutUnseen(state: Payment): Payment {
  return {
    ...state,
    items: state.items.map((item) => ({ ...item, itemStatus: item.itemStatus ?? "MASS_PAYOUT_CANCELED" })),
  };
}

/** An init whose answer was lost was done. Auth needs iyzico's id, which not every answer shows. */
function found(seen: Payment, payout: ObservedPayout, settings: PaymentSettings): Step {
  if (seen.requestId !== undefined) return look(enter(seen, "created"));
  if (payout.items.length > 0) return person(seen, "request-id-unknown");
  return patiently(showing(seen, "empty"), "request-id-unknown", settings);
}

/** An auth was sent of which nothing shows. After a while it counts as sent for good: only a person gets any further. */
function stillUntouched(seen: Payment, payout: ObservedPayout, settings: PaymentSettings): Step {
  if (seen.sightMs < settings.absentAfterMs) return lookAgain(seen, settings);
  return reviewed(enter(withoutApproval(seen), "created"), payout, settings);
}

/** Looks on until looks have kept showing the same for so long that a person must see it. */
function patiently(seen: Payment, reason: PersonReason, settings: PaymentSettings): Step {
  return seen.sightMs < settings.absentAfterMs ? lookAgain(seen, settings) : person(seen, reason);
}

/**
 * Whether anything shows that the payout was authorised or cancelled. A status that is not known shows nothing either
 * way: taken for authorised, it would let a payout be forgotten; taken for not, be authorised twice.
 */
function progressOf({ items }: Payment, { payoutStatus }: ObservedPayout): "untouched" | "moved" | "unclear" {
  const payoutState = describePayoutStatus(payoutStatus).state;
  const states = items.map(({ itemStatus = "INIT" }) => describeItemStatus(itemStatus).state);
  const isMoving = states.some((state) => !["waiting", "refused", "unknown"].includes(state));
  if (isMoving || ["in-flight", "paid", "not-paid", "cancelled"].includes(payoutState)) return "moved";
  return payoutState === "unknown" || states.includes("unknown") ? "unclear" : "untouched";
}

/** Somebody must approve what auth would do, and it must still be so when auth is sent. */
function reviewed(seen: Payment, payout: ObservedPayout, settings: PaymentSettings): Step {
  const { payoutStatus, totalAmount, balance } = payout;
  if (balance === undefined) throw new TypeError("The look was to be taken with the balance.");
  // Nobody is left to be paid.
  if (seen.items.every(isRefused)) return settled(seen);
  const { requestId, approved } = seen;
  const review = reviewOf(seen, { payoutStatus, totalAmount, balance });
  if (requestId === undefined || approved === undefined) return { state: seen, command: { type: "ask", review } };
  // Asked again at once, whoever approves could be asked without end.
  if (!isSameReview(approved, review)) return lookAgain(withoutApproval(seen), settings);
  const state = enter({ ...seen, auths: seen.auths + 1 }, "authorising");
  return { state, command: { type: "auth", requestId } };
}

/** The payout is on its way: its items decide. */
function watched(seen: Payment, payout: ObservedPayout, settings: PaymentSettings): Step {
  const { payoutStatus } = payout;
  const progress = progressOf(seen, payout);
  const isShort = payoutStatus === "INSUFFICIENT_BALANCE";
  // It waits for balance and for another auth, which somebody must approve with the balance in view.
  if (isShort && progress === "untouched") return look(enter(seen, "created"));
  const items = seen.items.map(({ itemStatus = "INIT" }) => ({ itemStatus }));
  const { state, itemsForAPerson } = settlementOf(items, payoutStatus);
  if (state === "settled") return settled(seen);
  if (state === "needs-a-person") {
    if (itemsForAPerson.length === 0) return person(seen, "insufficient-balance");
    const isUnknown = itemsForAPerson.some(({ itemStatus }) => describeItemStatus(itemStatus).state === "unknown");
    return person(seen, isUnknown ? "unknown-status" : "claim");
  }
  if (isShort) return patiently(showing(seen, "short"), "insufficient-balance", settings);
  if (progress === "unclear") return patiently(showing(seen, "unclear"), "unknown-status", settings);
  if (progress === "untouched") return patiently(showing(seen, "untouched"), "not-moving", settings);
  return lookAgain(showing(seen, "moving"), settings);
}
