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
  const authsBefore = sentAuths(scenario);
  const end = await runUntilCrash(scenario, run, { ...optionsFor(scenario, review), ...progress(scenario) });
  checkApprovedAuth(scenario, end, { review, authsBefore });
  finish(scenario, end, "single");
}

/** Runs processes at the same time. */
export async function payConcurrently(scenario: Scenario, runs: readonly ProcessRun[], turns: Turns): Promise<void> {
  const authsBefore = sentAuths(scenario);
  const onProgress = (report: PaymentReport) => recordEntries(scenario, report);
  const ends = await Promise.all(
    runs.map((run) => runUntilCrash(scenario, run, { ...optionsFor(scenario, undefined), onProgress }, turns)),
  );
  for (const end of ends) checkApprovedAuth(scenario, end, { review: undefined, authsBefore });
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
function isApproved(scenario: Scenario, { requestId, earlierAuths, isLinkedManually, found }: Review): boolean {
  const { person, vendor } = scenario.options;
  if (person.approvesAll) return true;
  if (found?.isConsistent === false) return false;
  const payout = payoutsOf(scenario).find((each) => each.requestId === requestId);
  const isAuthorised = payout !== undefined && payout.auths > 0;
  if (earlierAuths === 0 && !isLinkedManually) return true;
  const isRefusedUntilAuth = payout?.status === "INSUFFICIENT_BALANCE" && vendor.insufficientBalance === "auth-again";
  return !isAuthorised || isRefusedUntilAuth;
}

function optionsFor(scenario: Scenario, review: Review | undefined): Omit<PayOptions, "store"> {
  const { last, options, linkTo, store } = scenario;
  const isLinkOpen = linkTo !== undefined && store.payment?.requestId === undefined;
  const isRequestIdUnknown =
    last?.outcome === "action-required" &&
    (last.reason === "request-id-unknown" || last.reason === "external-id-taken") &&
    store.payment?.requestId === last.requestId;
  const requestId = isLinkOpen ? linkTo : isRequestIdUnknown ? payoutToLink(scenario) : undefined;
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
  if (lost !== undefined) recoverStore(scenario, lost.loss !== "emptied");
  checkTruth(scenario);
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
