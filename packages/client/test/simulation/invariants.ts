// What must hold at every moment of the simulation test, judged by the simulator's own state and history.
import type { SimulatedPayout } from "@iyzico-mass-payout/simulator";
import { expect } from "vitest";
import type { LedgerKind, PaymentReport, PayResult } from "../../src/index.ts";
import { compareAmounts, isMassPayoutError, sumAmounts } from "../../src/index.ts";
import { defaultSettings } from "../../src/pay/machine/step.ts";
import type { ProcessEnd } from "../support/crashable-process.ts";
import type { WireFact } from "../support/wire-evidence.ts";
import { payoutsOf, type Scenario } from "./scenario.ts";

const { notFoundGraceMs } = defaultSettings;
/** How far apart the two polls must be that show no payout before the first init, in milliseconds. */
const minAbsenceMs = 3_000;

type Review = NonNullable<Extract<PayResult, { outcome: "action-required" }>["review"]>;

/** No recipient is paid twice, and no auth is sent without its approval. */
export function checkTruth(scenario: Scenario): void {
  const { simulator, plan, approvedAuths, operatorAuths, isRestored, options } = scenario;
  const payouts = payoutsOf(scenario);
  expect(simulator.payouts.length, "only the plan was sent").toBe(payouts.length);
  const auths = simulator.history.filter(({ operation }) => operation === "auth");
  const sent = auths.filter(({ sentAt }) => sentAt === undefined);
  expect(sent.length, "auth is sent once, and again only after an approval by digest").toBeLessThanOrEqual(
    1 + approvedAuths,
  );
  const authorised = new Set(sent.flatMap(({ requestId }) => requestId ?? []));
  // A payout whose init and auth the store has lost may come to light late: then another one takes its approval by digest.
  expect(authorised.size, "auths are for one payout").toBeLessThanOrEqual(isRestored ? 1 + approvedAuths : 1);
  // What no client can prevent if the vendor pays again: one payment more for each auth that the network delivered twice, that
  // an operator at iyzico preceded, or whose digest was approved after it had been offered under the rules.
  const delivered = auths.filter(({ executed, requestId }) => executed && authorised.has(requestId ?? ""));
  const duplicates = delivered.filter(
    ({ faults, sentAt }) =>
      faults.includes("duplicate") || (sentAt !== undefined && faults.includes("duplicate-later")),
  );
  // An operator who comes after an auth that was executed does nothing.
  const byOperator = operatorAuths
    .filter(
      ({ requestId, at }) =>
        at <= simulator.clock.now() &&
        !auths.some((auth) => auth.executed && auth.requestId === requestId && auth.at < at),
    )
    .map(({ requestId }) => requestId);
  const preceded = byOperator.filter((requestId) => authorised.has(requestId));
  const isPaidAgain = options.vendor.repeatedAuth === "paid-again";
  const allowed =
    1 + (isPaidAgain ? duplicates.length + preceded.length : 0) + (isPaidAgain || isRestored ? approvedAuths : 0);
  // A payout that only an operator at iyzico authorised is no payment of this client's.
  const own = payouts.filter(({ requestId }) => authorised.has(requestId) || !byOperator.includes(requestId));
  for (let at = 1; at <= plan.items.length; at += 1) {
    const id = `${plan.key}-${at}`;
    const items = own.flatMap((payout) => payout.items.filter(({ itemExternalId }) => itemExternalId === id));
    const times = items.reduce((sum, { timesPaid }) => sum + timesPaid, 0);
    expect(times, `${id} is paid at most once`).toBeLessThanOrEqual(allowed);
  }
}

/** An approval leads to one auth at most, and a second auth to an approval of its own. Counts the approved ones. */
export function checkApprovedAuth(
  scenario: Scenario,
  { auths }: ProcessEnd,
  { review, authsBefore, isDoubtful }: { review: Review | undefined; authsBefore: number; isDoubtful: boolean },
): void {
  expect(auths.length, "a process sends one auth at most").toBeLessThanOrEqual(1);
  const [requestId] = auths;
  if (requestId === undefined) return;
  const isSecond = authsBefore > 0 || scenario.linkTo !== undefined;
  if (isSecond || isDoubtful)
    expect(review, "an auth that may be a second one is approved by its digest").toBeDefined();
  if (isSecond) scenario.approvedAuths += 1;
  const payout = payoutsOf(scenario).find((each) => each.requestId === requestId);
  const isAsOrdered = payout?.items.every(
    ({ amount }, at) => compareAmounts(amount, scenario.plan.items[at]?.amount.value ?? "0") === 0,
  );
  if (isAsOrdered === false) {
    expect(review?.found?.isConsistent, "other amounts than those ordered are approved by digest").toBe(false);
  }
}

/** How a process may end. */
export function checkEnd(
  scenario: Scenario,
  { ended, violations, absentMs, isInitDoubtful, lost }: ProcessEnd,
  mode: string,
): void {
  expect(violations).toEqual([]);
  const minMs = isInitDoubtful === true ? notFoundGraceMs : minAbsenceMs;
  expect(absentMs ?? minMs, "polls have shown no payout before init").toBeGreaterThanOrEqual(minMs);
  if (ended === "crashed") return;
  const error = "error" in ended ? ended.error : undefined;
  const isAnswerWrong = scenario.options.conflictAnswer !== undefined;
  if (lost !== undefined) {
    const { stored, left } = lost;
    const isLess =
      left.inits < stored.inits || left.auths < stored.auths || lost.loss === "emptied" || lost.loss === "missing";
    const isStoreFailed = isAnswerWrong && isMassPayoutError(error, "store_failed");
    const isLocked = !isLess && isMassPayoutError(error, "payment_locked");
    const isReported = isMassPayoutError(error, "payment_lost") || isStoreFailed || isLocked;
    expect(isReported, `a lost payment is reported, and not ${String(error)}`).toBe(true);
  } else if (error !== undefined) {
    const isConflict =
      isMassPayoutError(error, "payment_locked") || (isAnswerWrong && isMassPayoutError(error, "store_failed"));
    if (mode !== "concurrent" || !isConflict) throw error;
  }
}

/** The payout of a report. Before its requestId is known, iyzico shows the latest one of the externalId. */
function payoutOf(scenario: Scenario, { requestId, externalId }: PaymentReport): SimulatedPayout | undefined {
  const payouts = payoutsOf(scenario);
  return requestId === undefined
    ? payouts.findLast((payout) => payout.externalId === externalId)
    : payouts.find((payout) => payout.requestId === requestId);
}

/** What a result says is true, and an approval is offered only when the rules allow it. */
export function checkResult(scenario: Scenario, result: PayResult, mode: "single" | "concurrent"): void {
  const { plan } = scenario;
  const payout = payoutOf(scenario, result);
  const truthOf = (id: string) => payout?.items.find(({ itemExternalId }) => itemExternalId === id);
  expect(result.items.map(({ itemExternalId }) => itemExternalId)).toEqual(
    plan.items.map((_, at) => `${plan.key}-${at + 1}`),
  );
  expect(result.items.map(({ amount }) => amount)).toEqual(plan.items.map(({ amount }) => amount.value));
  for (const { itemExternalId, state } of result.items) {
    const truth = truthOf(itemExternalId);
    if (state === "paid") expect(truth?.timesPaid, `${itemExternalId} is paid`).toBeGreaterThanOrEqual(1);
    if (["refunded", "rejected", "cancelled", "action-required"].includes(state)) {
      expect(truth?.timesPaid ?? 0, `${itemExternalId} is ${state}`).toBe(0);
    }
    if (result.outcome === "settled") {
      expect(truth?.isFinal, `${itemExternalId} is settled`).toBe(true);
      expect(["paid", "refunded", "rejected", "cancelled"]).toContain(state);
      expect(state === "paid").toBe((truth?.timesPaid ?? 0) > 0);
    }
  }
  if (result.outcome === "action-required" && result.review !== undefined && mode === "single") {
    checkOffer(scenario, result.review);
  }
  if (result.outcome === "settled" && mode === "single") checkAbandoned(scenario, result);
  if (mode === "single") checkProgress(scenario, result);
  const isOver =
    result.outcome === "settled" || (result.outcome === "action-required" && result.reason === "refund-failed");
  if (!isOver) return;
  for (const { itemExternalId } of result.items) checkBooks(scenario, result, itemExternalId, true);
}

/** An abandoned payout that is authorised is reported, as far as iyzico shows it: of several with one id, it shows the last. */
function checkAbandoned(scenario: Scenario, { abandoned }: PayResult): void {
  if (scenario.isStale) return;
  for (const { externalId } of abandoned) {
    const payouts = payoutsOf(scenario).filter((payout) => payout.externalId === externalId);
    if (payouts.length === 1) expect(payouts[0]?.auths, `${externalId} is not authorised`).toBe(0);
  }
}

/** Remembers when each ledger entry was first reported. */
export function recordEntries({ simulator, enteredAt }: Scenario, { ledger }: PaymentReport): void {
  for (const { key } of ledger) if (!enteredAt.has(key)) enteredAt.set(key, simulator.clock.now());
}

/** A report of a payment: what it calls final was so for the grace period, is true, and stays in every later report. */
export function checkProgress(scenario: Scenario, report: PaymentReport): void {
  recordEntries(scenario, report);
  expect(new Set(report.ledger.map(({ key }) => key)).size, "keys are unique").toBe(report.ledger.length);
  const final = new Map(report.ledger.filter(({ isFinal }) => isFinal).map((entry) => [entry.key, entry]));
  for (const [key, entry] of scenario.finalEntries) {
    expect(final.get(key), `${key} stays as it was`).toEqual(entry);
  }
  const now = scenario.simulator.clock.now();
  for (const key of report.phase === "settled" ? [] : final.keys()) {
    const enteredMs = now - (scenario.enteredAt.get(key) ?? now);
    expect(enteredMs, `${key} is final after notFoundGraceMs`).toBeGreaterThanOrEqual(notFoundGraceMs);
  }
  if (final.size > scenario.finalEntries.size) {
    for (const id of new Set([...final.values()].map(({ itemExternalId }) => itemExternalId))) {
      checkBooks(scenario, report, id, false);
    }
  }
  scenario.finalEntries = final;
}

/** The entries of an item equal the truth. Without `isOver`, only those that are final are there. */
function checkBooks(scenario: Scenario, report: PaymentReport, id: string, isOver: boolean): void {
  const payout = payoutOf(scenario, report);
  const truth = payout?.items.find(({ itemExternalId }) => itemExternalId === id);
  const entries = report.ledger.filter((entry) => entry.itemExternalId === id && (isOver || entry.isFinal));
  // Of a payment that is made twice the vendor shows one, and its own amounts may have the commission in them.
  const isShownOtherwise = scenario.options.vendor.totalAmount !== "amount";
  const isOtherAmount = entries.some(({ of, source }) => of === "amount" && source === "iyzico");
  const isPaidAgain = scenario.options.vendor.repeatedAuth === "paid-again" && (payout?.auths ?? 0) > 1;
  if (isPaidAgain || (isOtherAmount && isShownOtherwise)) return;
  const sumOf = (kind: LedgerKind) =>
    sumAmounts(entries.filter((entry) => entry.kind === kind).map(({ amount }) => amount));
  const expected = {
    paid: truth?.received,
    commission: truth?.commissionPaid,
    refund: truth?.refunded,
    receivable: truth?.held,
  };
  for (const [kind, amount = "0"] of Object.entries(expected)) {
    const isEqual = compareAmounts(sumOf(kind as LedgerKind), amount) === 0;
    expect(isEqual, `${id}: ${kind} is ${amount} and not ${sumOf(kind as LedgerKind)}`).toBe(true);
  }
}

/** A digest for another auth is offered only after polls have agreed for the grace period that it may have had no effect. */
function checkOffer(scenario: Scenario, review: Review): void {
  const { simulator, evidence } = scenario;
  const { requestId, payoutStatus, earlierAuths, isLinkedManually, mayHaveLostWrites } = review;
  const isShort = payoutStatus === "INSUFFICIENT_BALANCE";
  if (earlierAuths === 0 && !isLinkedManually && mayHaveLostWrites !== true && !isShort) return;
  const payout = payoutsOf(scenario).find((each) => each.requestId === requestId);
  const accepted = (payout?.items ?? []).filter(({ status }) => status !== "INVALID");
  const { isOtherPlanSent, vendor } = scenario.options;
  // Other amounts than those ordered, shown with the commission subtracted: the whole cost is in no answer.
  const isCostHidden = isOtherPlanSent && vendor.totalAmount === "amount-minus-commission";
  const cost = sumAmounts(
    accepted.flatMap(({ amount, commission }) => (isCostHidden ? [amount] : [amount, commission])),
  );
  const isCovered = (balance: string | undefined) =>
    scenario.options.currency !== "TRY" || (balance !== undefined && compareAmounts(balance, cost) >= 0);
  const agrees = (fact: WireFact) =>
    fact.type === "shown" &&
    (isShort
      ? fact.payoutStatus === "INSUFFICIENT_BALANCE" && isCovered(fact.balance)
      : ["INIT", "INSUFFICIENT_BALANCE"].includes(fact.payoutStatus));
  const agreedMs = evidence.agreedMs(simulator.clock.now(), agrees);
  expect(agreedMs, `auth ${earlierAuths + 1} is offered after notFoundGraceMs`).toBeGreaterThanOrEqual(notFoundGraceMs);
}
