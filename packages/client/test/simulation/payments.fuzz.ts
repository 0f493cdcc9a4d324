// The simulation test of `pay`: plans are paid against the simulator, with faults at any step and crashes between any two
// statements, by one process or by two at once, with a store that is lost, a clock that jumps, an operator at iyzico, and a
// person who takes the required actions, carefully or at once. No recipient is ever paid twice, none is left out without
// being reported, and no report is wrong.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ActionReason } from "../../src/index.ts";
import type { ProcessRun } from "../support/crashable-process.ts";
import { randomFrom } from "../support/random.ts";
import { withoutTimers } from "../support/without-timers.ts";
import { restoringSchedules, schedules } from "./commands.ts";
import { takeAction } from "./person.ts";
import { createScenario, type Scenario, scenarioOptions } from "./scenario.ts";

// What fits into a test run; `pnpm test:simulation` runs 10,000.
const numRuns = Number(process.env["SCHEDULES"] ?? 250);
const seed = Number(process.env["SEED"] ?? 20261124);

const dayMs = 86_400_000;

/** Reasons that no call of `pay` can resolve: every further call must report them. */
function isUnresolvable({ options, operatorAuths, isRestored }: Scenario, reason: string): boolean {
  const reasons: ActionReason[] = [
    "refund-failed",
    "unknown-status",
    "insufficient-balance",
    "refund-missing",
    "items-stuck",
  ];
  if (options.isOtherPlanSent) reasons.push("payout-mismatch");
  // It may have been authorised besides, and that is asked first.
  if (options.isOtherPlanSent && isRestored) reasons.push("auth-outcome-unknown");
  // Code 1000 says that the signature is invalid: taken for absence, it would have an init sent.
  if (options.vendor.notFound === "rejected-1000") reasons.push("retrieve-failed");
  // An operator who authorises two payouts of one payment pays twice, and only a person can judge that.
  if (operatorAuths.length > 0) reasons.push("abandoned-payout-moved", "payout-mismatch");
  // Two identical rows of an item on two pages cannot be told from one row that moved to the next page.
  const isAlike = options.referenceCodes === "never" && options.vendor.maxPageSize !== false;
  const isRepeated = options.recipients.some(({ outcome }) => Object.hasOwn(Object(outcome), "secondAttempt"));
  if (isAlike && isRepeated) reasons.push("retrieve-failed");
  // iyzico shows the rejected items nowhere.
  const isHidden = options.vendor.invalidListing === "always-rejected";
  if (isHidden && options.recipients.some(({ outcome }) => outcome === "rejected")) reasons.push("payout-not-found");
  return (reasons as string[]).includes(reason);
}

/** The end of every schedule: no new faults, and the person acts until no action is left. */
async function settle(scenario: Scenario): Promise<void> {
  const untilItEnds: ProcessRun = { crashesAt: undefined, maxWaitMs: 10_800_000 };
  const ends: string[] = [];
  for (let rounds = 0; rounds < 20 && ends.at(-1) !== "settled"; rounds += 1) {
    // Twenty rounds are longer than a clock may have been set back.
    scenario.simulator.advance(3 * dayMs);
    await takeAction(scenario, untilItEnds);
    const { last } = scenario;
    ends.push(last?.outcome === "action-required" ? last.reason : (last?.outcome ?? ""));
    const reason = ends.at(-1) ?? "";
    // Filling the balance, polling until a digest is offered, and approving it are three rounds.
    const repetitions = reason === "insufficient-balance" ? 3 : 2;
    const isRepeated = ends.length >= repetitions && ends.slice(-repetitions).every((each) => each === reason);
    if (isRepeated && isUnresolvable(scenario, reason)) return;
    // Two of them may also take turns, such as a balance that is filled before a chain that iyzico answers with code 1000.
    if (ends.length >= 6 && ends.slice(-6).every((each) => isUnresolvable(scenario, each))) return;
  }
  expect(ends.at(-1), ends.join(", ")).toBe("settled");
}

test.each([
  ["", schedules],
  [" in which the store comes back to an older state", restoringSchedules],
])(
  `no recipient is paid twice, left out or misreported, in ${numRuns} schedules%s`,
  {
    timeout: 3_600_000,
  },
  async (_, drawn) => {
    const property = fc.asyncProperty(scenarioOptions, drawn, async (options, schedule) => {
      const original = Math.random;
      Math.random = randomFrom(options.seed);
      try {
        const scenario = await createScenario(options);
        await fc.asyncModelRun(() => ({ model: {}, real: scenario }), schedule);
        await settle(scenario);
      } finally {
        Math.random = original;
      }
    });
    await withoutTimers(() => fc.assert(property, { numRuns, seed, endOnFailure: false }));
  },
);
