// The simulation test of `pay`: plans are paid against the simulator, with faults at any step and crashes between any two
// statements, by one process or by two at once, with an operator who takes the required actions. No recipient is ever paid
// twice, none is left out without being reported, and no report is wrong.
import {
  createSimulator,
  type Fault,
  type ItemOutcome,
  type SimulatedPayout,
  type SimulatorOptions,
} from "@iyzico-mass-payout/simulator";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ActionReason, LedgerKind, PayOptions, PayoutPlan, PayResult } from "../../src/index.ts";
import { compareAmounts, createMemoryStore, isMassPayoutError, sumAmounts } from "../../src/index.ts";
import { credentials } from "../support/client.ts";
import { type PaymentSetup, type ProcessRun, runUntilCrash, Turns } from "../support/crashable-process.ts";
import { holdTimers } from "../support/held-timers.ts";
import { randomFrom } from "../support/random.ts";

// What fits into a test run; `pnpm test:simulation` runs 10,000.
const schedules = Number(process.env["SCHEDULES"] ?? 700);
const seed = Number(process.env["SEED"] ?? 20261124);

const day = 86_400_000;

/** What the commands of one schedule share. */
interface Scenario extends PaymentSetup {
  /** Whether a second auth pays again. */
  paysAgain: boolean;
  /** How many auths the operator has approved beyond the first. */
  approvedAuths: number;
  last: PayResult | undefined;
}

/** The payouts of this plan, from the simulator's own state. */
function payoutsOf({ simulator, plan }: Scenario): SimulatedPayout[] {
  return simulator.payouts.filter(({ externalId }) => externalId === plan.key);
}

/** What must hold at every moment. */
function check(scenario: Scenario): void {
  const { simulator, last, approvedAuths } = scenario;
  const payouts = payoutsOf(scenario);
  expect(simulator.payouts.length, "only the plan was sent").toBe(payouts.length);
  const timesPaid = new Map<string, number>();
  for (const item of payouts.flatMap(({ items }) => items)) {
    timesPaid.set(item.itemExternalId, (timesPaid.get(item.itemExternalId) ?? 0) + item.timesPaid);
  }
  for (const [id, times] of timesPaid) expect(times, `${id} is paid at most once`).toBeLessThanOrEqual(1);
  expect(payouts.filter(({ auths }) => auths > 0).length, "at most one payout is authorised").toBeLessThanOrEqual(1);
  const auths = simulator.history.filter(({ operation }) => operation === "auth");
  expect(auths.length, "auth is sent once, and again only if the operator approved it").toBeLessThanOrEqual(
    1 + approvedAuths,
  );
  if (last !== undefined) checkResult(scenario, last);
}

/** What a result says is true. */
function checkResult(scenario: Scenario, result: PayResult): void {
  const { plan } = scenario;
  const payout = payoutsOf(scenario).find(({ requestId }) => requestId === result.requestId);
  const truthOf = (id: string) => payout?.items.find(({ itemExternalId }) => itemExternalId === id);
  expect(result.items.map(({ itemExternalId }) => itemExternalId)).toEqual(
    plan.items.map((_, at) => `${plan.key}-${at + 1}`),
  );
  expect(result.items.map(({ amount }) => amount)).toEqual(plan.items.map(({ amount }) => amount.value));
  for (const { itemExternalId, state } of result.items) {
    const truth = truthOf(itemExternalId);
    if (state === "paid") expect(truth?.timesPaid).toBe(1);
    if (["refunded", "rejected", "cancelled", "action-required"].includes(state)) expect(truth?.timesPaid ?? 0).toBe(0);
    if (result.outcome === "settled") {
      expect(truth?.isFinal).toBe(true);
      expect(["paid", "refunded", "rejected", "cancelled"]).toContain(state);
      expect(state === "paid").toBe(truth?.timesPaid === 1);
    }
  }
  const isOver =
    result.outcome === "settled" || (result.outcome === "action-required" && result.reason === "refund-failed");
  if (!isOver) return;
  const truths = payout?.items ?? [];
  const sum = (amounts: readonly string[]) => sumAmounts(amounts);
  const entered = (kind: LedgerKind) =>
    sum(result.ledger.filter((entry) => entry.kind === kind).map(({ amount }) => amount));
  expect(compareAmounts(entered("paid"), sum(truths.map(({ received }) => received)))).toBe(0);
  expect(compareAmounts(entered("commission"), sum(truths.map(({ commissionPaid }) => commissionPaid)))).toBe(0);
  expect(compareAmounts(entered("refund"), sum(truths.map(({ refunded }) => refunded)))).toBe(0);
  expect(compareAmounts(entered("receivable"), sum(truths.map(({ held }) => held)))).toBe(0);
  expect(new Set(result.ledger.map(({ key }) => key)).size).toBe(result.ledger.length);
}

/** Records how a process ended. The only error allowed is the one that a second process may cause. */
function recordEnd(scenario: Scenario, ended: PayResult | "crashed" | unknown): void {
  if (ended === "crashed") return;
  if (typeof ended === "object" && ended !== null && "outcome" in ended && !isMassPayoutError(ended)) {
    scenario.last = ended as PayResult;
  } else if (!isMassPayoutError(ended, "payment_locked")) throw ended;
}

type Command = fc.AsyncCommand<object, Scenario>;

/** One process starts or continues the payment. */
class PayOnce implements Command {
  readonly processRun: ProcessRun;
  constructor(processRun: ProcessRun) {
    this.processRun = processRun;
  }
  check = () => true;
  async run(_: object, scenario: Scenario): Promise<void> {
    recordEnd(scenario, await runUntilCrash(scenario, this.processRun, {}));
    check(scenario);
  }
  toString(): string {
    return `payOnce(${JSON.stringify(this.processRun)})`;
  }
}

/** Two processes run at the same time. */
class PayConcurrently implements Command {
  readonly runs: readonly [ProcessRun, ProcessRun];
  constructor(runs: readonly [ProcessRun, ProcessRun]) {
    this.runs = runs;
  }
  check = () => true;
  async run(_: object, scenario: Scenario): Promise<void> {
    const turns = new Turns(this.runs.length, scenario.random);
    const runs = this.runs.map((processRun) =>
      runUntilCrash(scenario, processRun, {}, turns).catch((error: unknown) => error),
    );
    for (const ended of await Promise.all(runs)) recordEnd(scenario, ended);
    check(scenario);
  }
  toString(): string {
    return `payConcurrently(${JSON.stringify(this.runs)})`;
  }
}

/** The simulator gets a fault. */
class InjectFault implements Command {
  readonly fault: Fault;
  constructor(fault: Fault) {
    this.fault = fault;
  }
  check = () => true;
  async run(_: object, { simulator, paysAgain }: Scenario): Promise<void> {
    // No client can prevent a network from delivering an auth twice to a vendor that then pays twice.
    if (paysAgain && this.fault.kind === "duplicate" && this.fault.operation === "auth") return;
    simulator.fault(this.fault);
  }
  toString(): string {
    return `injectFault(${JSON.stringify(this.fault)})`;
  }
}

class AdvanceTime implements Command {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
  check = () => true;
  async run(_: object, scenario: Scenario): Promise<void> {
    scenario.simulator.advance(this.milliseconds);
    check(scenario);
  }
  toString(): string {
    return `advanceTime(${this.milliseconds})`;
  }
}

/** Another program uses the account. */
class ChangeBalance implements Command {
  check = () => true;
  async run(_: object, { simulator }: Scenario): Promise<void> {
    simulator.topUp("0.01");
  }
  toString(): string {
    return "changeBalance()";
  }
}

/** The operator takes the action that the last result requires, and then a process continues. */
class TakeAction implements Command {
  readonly processRun: ProcessRun;
  constructor(processRun: ProcessRun) {
    this.processRun = processRun;
  }
  check = () => true;
  async run(_: object, scenario: Scenario): Promise<void> {
    recordEnd(scenario, await runUntilCrash(scenario, this.processRun, takeAction(scenario)));
    check(scenario);
  }
  toString(): string {
    return `takeAction(${JSON.stringify(this.processRun)})`;
  }
}

/** What a careful operator finds out and passes on. No other process is running at that time. */
function takeAction(scenario: Scenario): PayOptions {
  const { last } = scenario;
  if (last?.outcome !== "action-required") return {};
  const { reason, review, requestId } = last;
  const payouts = payoutsOf(scenario);
  if (requestId === undefined && (reason === "request-id-unknown" || reason === "external-id-taken")) {
    const [payout] = payouts;
    return payout === undefined ? {} : { requestId: payout.requestId };
  }
  if (review === undefined) return {};
  const isAuthorised = payouts.some(({ auths }) => auths > 0);
  // The operator asks iyzico before a second auth, and iyzico knows whether there was a first one.
  if (review.earlierAuths > 0 && isAuthorised) return {};
  if (review.earlierAuths > 0) scenario.approvedAuths += 1;
  return { approve: review.digest };
}

/** Reasons that no call of `pay` can resolve: every further call must report them. */
const unresolvable: readonly string[] = [
  "refund-failed",
  "unknown-status",
  "insufficient-balance",
] satisfies ActionReason[];

/** The end of every schedule: no new faults, and the operator acts until no action is left. */
async function settle(scenario: Scenario): Promise<void> {
  const untilItEnds: ProcessRun = { crashesAt: undefined, maxWaitMs: 10 * day };
  let ended = "";
  for (let rounds = 0; rounds < 20 && ended !== "settled"; rounds += 1) {
    scenario.simulator.advance(day);
    recordEnd(scenario, await runUntilCrash(scenario, untilItEnds, takeAction(scenario)));
    check(scenario);
    const { last } = scenario;
    const reason = last?.outcome === "action-required" ? last.reason : (last?.outcome ?? "");
    if (reason === ended && unresolvable.includes(reason)) return;
    ended = reason;
  }
  expect(ended).toBe("settled");
}

/** Short, so that a schedule is short: only the order of events matters. */
const delays = { queued: 2_000, itemsQueued: 2_000, sent: 2_000, processing: 20_000, refund: 20_000 };

const processRuns = fc.record({
  crashesAt: fc.option(fc.nat(45), { nil: undefined, freq: 2 }),
  maxWaitMs: fc.constantFrom(30_000, 3_600_000, 2 * day),
});
// For a client, a request without an answer is a broken one that fails later: broken requests stand for both.
const aims = {
  operation: fc.constantFrom("init" as const, "auth" as const, "retrieve" as const, "balance" as const),
  times: fc.constantFrom(1, 1, 2, 5),
};
const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ ...aims, kind: fc.constantFrom("reset-before", "reset-after", "rate-limited", "duplicate") }),
  fc.record({ ...aims, kind: fc.constantFrom("html-502", "system-error"), executed: fc.boolean() }),
  fc.record({ kind: fc.constant("page-drift" as const), times: aims.times }),
  fc.record({ kind: fc.constant("late" as const), ms: fc.constantFrom(5_000, 120_000, 1_200_000) }),
);
const commands = fc.commands(
  [
    processRuns.map((processRun) => new PayOnce(processRun)),
    fc.tuple(processRuns, processRuns).map((runs) => new PayConcurrently(runs)),
    faults.map((fault) => new InjectFault(fault)),
    faults.map((fault) => new InjectFault(fault)),
    fc.constantFrom(1_000, 60_000, 3_600_000).map((milliseconds) => new AdvanceTime(milliseconds)),
    processRuns.map((processRun) => new TakeAction(processRun)),
    fc.constant(new ChangeBalance()),
  ],
  { maxCommands: 7 },
);

const outcomes: fc.Arbitrary<ItemOutcome> = fc.constantFrom<ItemOutcome>(
  "paid",
  "paid",
  "paid",
  "failed-refunded",
  "failed-unrefunded",
  "rejected",
  { status: "BLOCKED" },
  { status: "PAID_LATER", isPaid: true },
);
const amounts = fc
  .tuple(fc.nat(100_000), fc.nat(99))
  .map(([lira, kuruş]) => `${lira}.${String(kuruş).padStart(2, "0")}`)
  .filter((amount) => /[1-9]/.test(amount));
const recipients = fc.array(
  fc.record({ amount: amounts, outcome: outcomes, commission: fc.constantFrom("0", "1.25", "20.00000000", "0E-8") }),
  { minLength: 1, maxLength: 4 },
);
const scenarios = fc.record({
  seed: fc.nat(),
  recipients,
  dialect: fc.constantFrom("documents" as const, "java" as const),
  repeatedInit: fc.constantFrom("rejected" as const, "same-payout" as const, "new-payout" as const),
  repeatedAuth: fc.constantFrom("rejected" as const, "ignored" as const, "paid-again" as const),
  balance: fc.constantFrom("99999999.99", "99999999.99", "99999999.99", "100"),
  visibleMs: fc.constantFrom(0, 0, 5_000, 120_000, 1_200_000),
  authorisedMs: fc.constantFrom(0, 2_000, 2_000, 180_000),
  insufficientBalance: fc.constantFrom("stays" as const, "auth-again" as const, "goes-on" as const),
});

test(`no recipient is paid twice, left out or misreported, in ${schedules} schedules`, {
  timeout: 3_600_000,
}, async () => {
  // Time is the simulator's: the real limit of a request must not end one on a slow machine.
  holdTimers(0);
  await fc.assert(
    fc.asyncProperty(
      scenarios,
      commands,
      async ({ seed: scenarioSeed, recipients: orders, visibleMs, authorisedMs, ...options }, schedule) => {
        const random = randomFrom(scenarioSeed);
        const original = Math.random;
        Math.random = random;
        try {
          const indexOf = (id: string) => Number(id.split("-").at(-1)) - 1;
          const simulator = createSimulator({
            ...options,
            credentials,
            seed: scenarioSeed,
            outcomeOf: ({ itemExternalId }) => orders[indexOf(itemExternalId)]?.outcome ?? "paid",
            commissionOf: ({ itemExternalId }) => orders[indexOf(itemExternalId)]?.commission ?? "0",
            delays: { ...delays, visible: visibleMs, authorised: authorisedMs },
          } satisfies SimulatorOptions);
          const plan: PayoutPlan = {
            key: "plan",
            items: orders.map(({ amount }, at) => ({
              recipientType: "MEMBER_ID",
              recipientInfo: `member-${at}`,
              amount: { value: amount, currency: "TRY" },
              description: "A payment",
            })),
          };
          const scenario: Scenario = {
            simulator,
            plan,
            store: createMemoryStore(),
            paysAgain: options.repeatedAuth === "paid-again",
            approvedAuths: 0,
            last: undefined,
            random,
          };
          await fc.asyncModelRun(() => ({ model: {}, real: scenario }), schedule);
          await settle(scenario);
        } finally {
          Math.random = original;
        }
      },
    ),
    { numRuns: schedules, seed, endOnFailure: false },
  );
});
