// What may happen in a schedule of the simulation test.
import type { Fault, SimulatedPayout } from "@iyzico-mass-payout/simulator";
import * as fc from "fast-check";
import { defaultSettings } from "../../src/pay/machine/step.ts";
import { Turns } from "../support/boundaries.ts";
import type { ProcessRun } from "../support/crashable-process.ts";
import { checkTruth } from "./invariants.ts";
import { fallBack, payConcurrently, payOnce, takeAction } from "./person.ts";
import { payoutsOf, type Scenario } from "./scenario.ts";

const dayMs = 86_400_000;
const { notFoundGraceMs } = defaultSettings;

type Run = (scenario: Scenario) => Promise<void> | void;

/** One event of a schedule, with what was drawn for it. */
class Command implements fc.AsyncCommand<object, Scenario> {
  readonly #name: string;
  readonly #drawn: unknown;
  readonly #run: Run;
  constructor(name: string, drawn: unknown, run: Run) {
    this.#name = name;
    this.#drawn = drawn;
    this.#run = run;
  }
  check = () => true;
  async run(_: object, scenario: Scenario): Promise<void> {
    await this.#run(scenario);
    checkTruth(scenario);
  }
  toString(): string {
    return `${this.#name}(${JSON.stringify(this.#drawn)})`;
  }
}

function command<Drawn>(
  name: string,
  arbitrary: fc.Arbitrary<Drawn>,
  run: (scenario: Scenario, drawn: Drawn) => Promise<void> | void,
): fc.Arbitrary<Command> {
  return arbitrary.map((drawn) => new Command(name, drawn, (scenario) => run(scenario, drawn)));
}

const processRuns: fc.Arbitrary<ProcessRun> = fc.record({
  crashesAt: fc.option(fc.nat(60), { nil: undefined, freq: 2 }),
  maxWaitMs: fc.constantFrom(30_000, 3_600_000, 10_800_000),
});
const losingRuns: fc.Arbitrary<ProcessRun> = fc.record({
  crashesAt: fc.constant(undefined),
  maxWaitMs: fc.constantFrom(3_600_000, 10_800_000),
  losesStore: fc.record({
    atSave: fc.nat(20),
    loss: fc.constantFrom("emptied" as const, "older" as const, "missing" as const),
  }),
});

const restoringRuns: fc.Arbitrary<ProcessRun> = fc.record({
  crashesAt: fc.constant(undefined),
  maxWaitMs: fc.constantFrom(3_600_000, 10_800_000),
  losesStore: fc.record({ atSave: fc.nat(20), loss: fc.constant("restored" as const) }),
});

// For a client, a request without an answer is a broken one that fails later: broken requests stand for both.
const times = fc.constantFrom(1, 1, 2, 5);
const operation = fc.constantFrom("init" as const, "auth" as const, "retrieve" as const, "balance" as const);
const write = fc.constantFrom("init" as const, "auth" as const, "auth" as const);
const ms = fc.constantFrom(5_000, 120_000, 1_200_000);
export const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    operation,
    times,
    kind: fc.constantFrom("connection-refused", "reset-before", "reset-after", "rate-limited", "duplicate"),
  }),
  fc.record({
    operation,
    times,
    kind: fc.constantFrom("html-502", "redirect", "system-error"),
    executed: fc.boolean(),
  }),
  fc.record({
    operation: fc.oneof(write, operation),
    kind: fc.constant("rejection" as const),
    executed: fc.boolean(),
    errorCode: fc.constantFrom("11", "1000", "401"),
  }),
  fc.record({ operation: write, kind: fc.constantFrom("delayed" as const, "duplicate-later" as const), ms }),
  fc.record({
    operation: fc.constantFrom("retrieve" as const, "retrieve" as const, "balance" as const),
    times,
    kind: fc.constant("stale" as const),
    ms,
  }),
  fc.record({ kind: fc.constant("page-drift" as const), times }),
  fc.record({ kind: fc.constant("late" as const), ms }),
);

/**
 * Faults after which no person is needed: auth was executed, init was not rejected without effect, and the effect is shown
 * before polls are believed that show none.
 */
const harmlessFaults: fc.Arbitrary<Fault> = faults.filter((fault) => {
  if (fault.kind === "late") return fault.ms < notFoundGraceMs;
  const isWrite = fault.operation === "init" || fault.operation === "auth";
  if (fault.kind === "rejection") return !isWrite || fault.executed === true;
  if (fault.kind === "delayed" || fault.kind === "duplicate-later") return fault.ms < notFoundGraceMs;
  if (fault.operation !== "auth") return true;
  return "executed" in fault ? fault.executed === true : fault.kind === "reset-after" || fault.kind === "duplicate";
});

/** Of several payouts, an operator acts on the first, which may be abandoned, or on the latest. */
type Which = "first" | "latest";
const operatorAuths = fc.record({
  which: fc.constantFrom<Which>("first", "latest"),
  afterMs: fc.constantFrom(0, 0, 30_000, 600_000, 3_600_000),
});

type Schedules = fc.Arbitrary<Iterable<fc.AsyncCommand<object, Scenario>>>;

/** What may happen in every schedule. */
const events = [
  command("payOnce", processRuns, (scenario, run) => payOnce(scenario, run)),
  command("payConcurrently", fc.tuple(processRuns, processRuns), (scenario, runs) =>
    payConcurrently(scenario, runs, new Turns(runs.length, scenario.random)),
  ),
  command("takeAction", processRuns, takeAction),
  command("takeAction", processRuns, takeAction),
  ...[1, 2, 3].map(() => command("injectFault", faults, injectFault)),
  command("advanceTime", fc.constantFrom(1_000, 60_000, 3_600_000), ({ simulator }, milliseconds) =>
    simulator.advance(milliseconds),
  ),
  command("topUp", fc.constantFrom("0.01", "1000", "99999999.99"), ({ simulator }, amount) => simulator.topUp(amount)),
  command("withdraw", fc.constantFrom(0, 1_000), withdraw),
  command("jumpClock", fc.constantFrom(-40 * dayMs, -3_600_000, 3_600_000, 40 * dayMs), (scenario, jump) => {
    scenario.dateOffsetMs += jump;
  }),
  command("authorise", operatorAuths, authorise),
  command("cancel", fc.constantFrom("first" as const, "latest" as const), cancel),
];

/** The commands of one schedule, in which the store may lose the payment. */
export const schedules: Schedules = fc.commands(
  [...events, command("payOnce", losingRuns, (scenario, run) => payOnce(scenario, run))],
  { maxCommands: 8 },
);

/** The commands of a schedule in which the store comes back to an older state, at any time, and says so. */
export const restoringSchedules: Schedules = fc.commands(
  [
    ...events,
    ...[1, 2, 3].map(() => command("fallBack", fc.integer({ min: 1, max: 12 }), fallBack)),
    command("payOnce", restoringRuns, (scenario, run) => payOnce(scenario, run)),
  ],
  { maxCommands: 8 },
);

/** The commands of a schedule in which nothing happens that a person must judge. */
export const harmlessSchedules: Schedules = fc.commands(
  [
    command("payOnce", processRuns, (scenario, run) => payOnce(scenario, run)),
    command("payConcurrently", fc.tuple(processRuns, processRuns), (scenario, runs) =>
      payConcurrently(scenario, runs, new Turns(runs.length, scenario.random)),
    ),
    ...[1, 2, 3].map(() => command("injectFault", harmlessFaults, injectFault)),
    command("advanceTime", fc.constantFrom(1_000, 60_000, 3_600_000), ({ simulator }, milliseconds) =>
      simulator.advance(milliseconds),
    ),
    // Less than the time after which an item counts as stuck.
    command("jumpClock", fc.constantFrom(-600_000, 600_000), (scenario, jump) => {
      scenario.dateOffsetMs += jump;
    }),
  ],
  { maxCommands: 8 },
);

function injectFault(scenario: Scenario, fault: Fault): void {
  scenario.isStale ||= fault.kind === "stale";
  scenario.simulator.fault(fault);
}

/** Another program uses the account: it takes all whole lira, or all but a thousand. */
function withdraw({ simulator }: Scenario, left: number): void {
  const lira = Math.floor(Number(simulator.balance)) - left;
  if (lira > 0) simulator.withdraw(String(lira));
}

/** An operator at iyzico authorises a payout, possibly later, if that is allowed then. */
function authorise(scenario: Scenario, { which, afterMs }: { which: Which; afterMs: number }): void {
  const { simulator } = scenario;
  const payout = payoutOf(scenario, which);
  if (payout === undefined) return;
  const { requestId, auths } = payout;
  simulator.authorisePayout(requestId, { afterMs });
  // Otherwise it retries one that the balance did not cover.
  if (auths === 0) scenario.operatorAuths.push({ requestId, at: simulator.clock.now() + afterMs });
}

/** An operator at iyzico cancels a payout, if that is allowed. */
function cancel(scenario: Scenario, which: Which): void {
  const payout = payoutOf(scenario, which);
  try {
    if (payout !== undefined) scenario.simulator.cancelPayout(payout.requestId);
  } catch {
    // Its status forbids it.
  }
}

function payoutOf(scenario: Scenario, which: Which): SimulatedPayout | undefined {
  return payoutsOf(scenario).at(which === "first" ? 0 : -1);
}
