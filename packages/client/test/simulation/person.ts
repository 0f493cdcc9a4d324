// The person of the simulation test: what it does when a payment requires an action, and when the store is lost.
import { type PaymentReport, type PayOptions, type PayResult, sumAmounts } from "../../src/index.ts";
import type { Turns } from "../support/boundaries.ts";
import { type ProcessEnd, type ProcessRun, runUntilCrash } from "../support/crashable-process.ts";
import { checkApprovedAuth, checkEnd, checkProgress, checkResult, checkTruth, recordEntries } from "./invariants.ts";
import { payoutsOf, type Scenario, stuckAfterMs } from "./scenario.ts";

type Action = Pick<PayOptions, "approve" | "requestId">;
type Review = NonNullable<Extract<PayResult, { outcome: "action-required" }>["review"]>;

/** Runs one process to its end, and checks all that must hold then. */
export async function payOnce(scenario: Scenario, run: ProcessRun, review?: Review): Promise<void> {
  const before = { authsBefore: sentAuths(scenario), isDoubtful: mayHaveLostWrites(scenario) };
  const end = await runUntilCrash(scenario, run, { ...optionsFor(scenario, review), ...progress(scenario) });
  checkApprovedAuth(scenario, end, { review, ...before });
  finish(scenario, end, "single");
}

/** Runs processes at the same time. */
export async function payConcurrently(scenario: Scenario, runs: readonly ProcessRun[], turns: Turns): Promise<void> {
  const before = { authsBefore: sentAuths(scenario), isDoubtful: mayHaveLostWrites(scenario) };
  const onProgress = (report: PaymentReport) => recordEntries(scenario, report);
  const ends = await Promise.all(
    runs.map((run) => runUntilCrash(scenario, run, { ...optionsFor(scenario, undefined), onProgress }, turns)),
  );
  for (const end of ends) checkApprovedAuth(scenario, end, { review: undefined, ...before });
  for (const end of ends) finish(scenario, end, "concurrent");
}

/** Takes the action that the last result requires, and runs a process. A person who approves all does it again at once. */
export async function takeAction(scenario: Scenario, run: ProcessRun): Promise<void> {
  const { person } = scenario.options;
  for (let rounds = 0; rounds < (person.approvesAll ? 3 : 1); rounds += 1) {
    const { last } = scenario;
    if (last?.outcome === "action-required" && last.reason === "insufficient-balance") fillBalance(scenario);
    const review = last?.outcome === "action-required" ? last.review : undefined;
    await payOnce(scenario, run, review && isApproved(scenario, review) ? review : undefined);
    const isOffered = scenario.last?.outcome === "action-required" && scenario.last.review !== undefined;
    if (!isOffered) return;
  }
}

function fillBalance({ simulator, plan, options }: Scenario): void {
  const { fills } = options.person;
  if (fills === "enough") simulator.topUp("99999999.99");
  if (fills !== "amounts") return;
  const missing = sumAmounts([...plan.items.map(({ amount }) => amount.value), `-${simulator.balance}`]);
  if (!missing.startsWith("-")) simulator.topUp(missing);
}

/** What a careful person looks up at iyzico before it approves. No process is running at that time. */
function isApproved(scenario: Scenario, review: Review): boolean {
  const { requestId, earlierAuths, isLinkedManually, mayHaveLostWrites, found } = review;
  const { person, vendor } = scenario.options;
  if (person.approvesAll) return true;
  if (found?.isConsistent === false || authorisedBeside(scenario, review) !== undefined) return false;
  const payout = payoutsOf(scenario).find((each) => each.requestId === requestId);
  const isAuthorised = payout !== undefined && payout.auths > 0;
  if (earlierAuths === 0 && !isLinkedManually && mayHaveLostWrites !== true) return true;
  const isRefusedUntilAuth = payout?.status === "INSUFFICIENT_BALANCE" && vendor.insufficientBalance === "auth-again";
  return !isAuthorised || isRefusedUntilAuth;
}

/** The authorised payout that a store has lost, of a review of another one. */
function authorisedBeside(scenario: Scenario, { requestId, earlierAuths, mayHaveLostWrites }: Review) {
  if (mayHaveLostWrites !== true || earlierAuths > 0) return undefined;
  return payoutsOf(scenario).find((payout) => payout.auths > 0 && payout.requestId !== requestId);
}

function optionsFor(scenario: Scenario, review: Review | undefined): Omit<PayOptions, "store"> {
  const { last, options, linkTo, store } = scenario;
  const isLinkOpen = linkTo !== undefined && store.payment?.requestId === undefined;
  const isRequestIdUnknown =
    last?.outcome === "action-required" &&
    (last.reason === "request-id-unknown" || last.reason === "external-id-taken") &&
    store.payment?.requestId === last.requestId;
  const offered = last?.outcome === "action-required" ? last.review : undefined;
  const beside =
    offered?.requestId === store.payment?.requestId ? offered && authorisedBeside(scenario, offered) : undefined;
  const isLinked = !options.person.approvesAll && store.payment?.phase === "created" && store.payment.auths === 0;
  const found = isRequestIdUnknown ? payoutToLink(scenario) : isLinked ? beside?.requestId : undefined;
  const requestId = isLinkOpen ? linkTo : found;
  const approve = review?.digest ?? (options.person.approvesAll ? () => true : undefined);
  return { stuckAfterMs, approve, requestId } satisfies Action & { stuckAfterMs: number };
}

/**
 * The payout that iyzico names when it is asked: the authorised one, if there is one. Otherwise it is asked for the payout
 * of the result, or for the first abandoned one if the result's rejects the items.
 */
function payoutToLink(scenario: Scenario): string | undefined {
  const payouts = payoutsOf(scenario);
  const sent = scenario.simulator.history.find(
    ({ operation, requestId }) => operation === "auth" && requestId,
  )?.requestId;
  const { last } = scenario;
  const review = last?.outcome === "action-required" ? last.review : undefined;
  const asked = review?.abandoned?.[0]?.externalId ?? last?.externalId;
  const authorised = payouts.find(({ auths }) => auths > 0);
  return sent ?? (authorised ?? payouts.find(({ externalId }) => externalId === asked) ?? payouts[0])?.requestId;
}

function progress(scenario: Scenario): Pick<PayOptions, "onProgress"> {
  return { onProgress: (report) => checkProgress(scenario, report) };
}

function mayHaveLostWrites({ store }: Scenario): boolean {
  const { payment, isRestored } = store;
  const mayBeSent = payment?.phase !== "authorised" && payment?.phase !== "settled";
  return payment?.mayHaveLostWrites === true || (isRestored && mayBeSent);
}

function sentAuths({ simulator }: Scenario): number {
  return simulator.history.filter(({ operation, sentAt }) => operation === "auth" && sentAt === undefined).length;
}

/** Records how a process ended, and brings back what the store has lost. */
function finish(scenario: Scenario, end: ProcessEnd, mode: "single" | "concurrent"): void {
  checkEnd(scenario, end, mode);
  const { ended, lost } = end;
  if (ended !== "crashed" && "result" in ended) {
    scenario.last = ended.result;
    if (ended.result.outcome === "action-required") scenario.asked.push(ended.result.reason);
    checkResult(scenario, ended.result, mode);
  }
  if (lost?.loss === "restored") rememberRestore(scenario);
  else if (lost !== undefined) recoverStore(scenario, lost.loss !== "emptied");
  checkTruth(scenario);
}

/** The store comes back to an older state, and the next process is told so. */
export function fallBack(scenario: Scenario, revisions: number): void {
  if (scenario.store.payment === undefined) return;
  scenario.store.fallBack(revisions);
  scenario.evidence.add({ at: scenario.simulator.clock.now(), type: "restored" });
  rememberRestore(scenario);
}

/** What was final may not be in the older state. What the person was asked before is void. */
function rememberRestore(scenario: Scenario): void {
  scenario.isRestored = true;
  scenario.last = undefined;
  scenario.finalEntries.clear();
}

/** As the message of payment_lost says: iyzico is asked, and the store brought back. */
function recoverStore(scenario: Scenario, mustRestore: boolean): void {
  const { store, options } = scenario;
  const requestId = mustRestore || options.person.afterLoss === "restores" ? undefined : payoutToLink(scenario);
  if (requestId === undefined) {
    store.restore();
    return;
  }
  store.forget();
  scenario.linkTo = requestId;
  scenario.last = undefined;
  scenario.finalEntries.clear();
  scenario.enteredAt.clear();
}
