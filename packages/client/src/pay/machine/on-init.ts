import { canRestart, restartPayment } from "./abandoned.js";
import { checkOthers } from "./check-others.js";
import type { OtherPayout, PolledPayout } from "./input.js";
import { externalIdOf, type Payment } from "./payment.js";
import {
  enterPhase,
  type PaymentSettings,
  pollAfter,
  pollAgain,
  pollNow,
  pollUntilGraceEnds,
  recordEvidence,
  requireAction,
  type Step,
} from "./step.js";

/** How many inits may be sent without polls showing an effect, before an action is required. */
const maxInits = 3;

/** How far apart two polls must be that show no payout, before the first init: 3 s. */
const minAbsenceMs = 3_000;

/** The step after a poll that showed no payout. `others` are the other payouts that it read. */
export function onNotFound(
  payment: Payment,
  others: readonly OtherPayout[] | undefined,
  settings: PaymentSettings,
): Step {
  const checked = checkOthers(payment, others, settings);
  if ("state" in checked) return checked;
  const state = recordEvidence(checked, "not-found");
  if (isInitRejected(state)) return pollRejectedInit(state);
  if (state.phase === "planned") {
    // Which answer means "there is none" is undocumented, and one answer may be wrong: two polls must agree.
    // A store that may have lost an init sends another only when the first is taken to have had no effect.
    const absenceMs = state.mayHaveLostWrites === true ? settings.notFoundGraceMs : minAbsenceMs;
    return state.pollEvidenceMs >= absenceMs ? commandInit(state) : pollAgain(state, settings, minAbsenceMs);
  }
  if (state.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(state, settings);
  if (state.phase !== "initiating") return requireAction(state, "payout-not-found");
  if (state.inits < maxInits) return commandInit(state);
  // The next call sends init once more.
  return requireAction(enterPhase(state, "planned"), "init-outcome-unknown");
}

function commandInit({ failure: _, ...state }: Payment): Step {
  const command = { type: "init", externalId: externalIdOf(state) } as const;
  return { state: enterPhase({ ...state, inits: state.inits + 1 }, "initiating"), command };
}

/** Whether the last init was rejected, and polls are to show whether it took effect all the same. */
export function isInitRejected({ phase, failure }: Payment): boolean {
  return phase === "initiating" && failure?.outcome === "rejected";
}

/** The pauses of the polls after a rejected init, in milliseconds: at 2, 10 and 30 s. */
const rejectedPausesMs = [2_000, 8_000, 20_000];

/** Polls a few times before a rejected init is reported: a network may have delivered it twice, and the first may be done. */
export function pollRejectedInit(state: Payment): Step {
  const pauseMs = rejectedPausesMs[state.polls];
  if (pauseMs !== undefined) return pollAfter({ ...state, polls: state.polls + 1 }, pauseMs);
  const { pollEvidence } = state;
  // What the polls have shown says whether the init is in doubt.
  return requireAction({ ...enterPhase(state, "planned"), ...(pollEvidence && { pollEvidence }) }, "init-rejected");
}

/** An init whose answer was lost took effect. Auth needs the requestId, which not every answer shows. */
export function onInitTookEffect(polled: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  const state = withoutRejection(polled);
  if (state.requestId !== undefined) return pollNow(enterPhase(state, "created"));
  // A store that may have lost a restart begins none: its payout may be authorised.
  const isAllowed = settings.restart !== false && state.mayHaveLostWrites !== true;
  const isRestartable = isAllowed && canRestart(state) && isUnauthorised(state, payout);
  if (!isRestartable) {
    // An answer that shows it otherwise ends the time for which polls have agreed that it is not authorised.
    if (payout.items.length > 0) return requireAction(recordEvidence(state, "moving"), "request-id-unknown");
    return pollUntilGraceEnds(state, "no-items", "request-id-unknown", settings);
  }
  const unlinked = recordEvidence(state, "request-id-missing");
  if (unlinked.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(unlinked, settings);
  return pollNow(restartPayment(unlinked, payout));
}

/** That init was rejected says nothing any more: it took effect all the same. */
function withoutRejection(state: Payment): Payment {
  const { failure, ...others } = state;
  return failure?.outcome === "rejected" ? others : state;
}

/** Whether nothing of a payout shows that it was authorised or cancelled. */
function isUnauthorised({ items }: Payment, { payoutStatus }: PolledPayout): boolean {
  const isWaiting = items.every(({ itemStatus = "INIT" }) => itemStatus === "INIT" || itemStatus === "INVALID");
  return payoutStatus === "INIT" && isWaiting;
}
