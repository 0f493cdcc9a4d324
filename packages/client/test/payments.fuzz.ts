// The proof of `pay`: plans are paid against the simulator with faults at any step and crashes between any two lines,
// by one process or by two at once, with a person who does what the results ask for. Whatever happens, nobody is paid
// twice, nobody is forgotten without being reported, and no report is wrong.
import {
  createSimulator,
  type Fault,
  type ItemOutcome,
  type SimulatedPayout,
  type SimulatorOptions,
} from "@iyzico-mass-payout/simulator";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ActionReason, LedgerKind, PayOptions, PayoutPlan, PayResult } from "../src/index.ts";
import { compareAmounts, createMemoryStore, isMassPayoutError, sumAmounts } from "../src/index.ts";
import { credentials, type Life, live, type Paying, Turns } from "./mortal-process.ts";
import { randomFrom } from "./random.ts";

// As many as a test run has time for; `pnpm prove` runs ten thousand.
const schedules = Number(process.env["SCHEDULES"] ?? 700);
const seed = Number(process.env["SEED"] ?? 20261124);

const day = 86_400_000;

/** What one schedule is about: what iyzico is like, and whom to pay. */
interface World extends Paying {
  /** Whether a second auth pays again. */
  isAuthEvil: boolean;
  /** How many auths a person has approved beyond the first. */
  approvedAuths: number;
  last: PayResult | undefined;
}

/** The payouts of this plan as they really are, from the simulator's own books. */
function payoutsOf({ simulator, plan }: World): SimulatedPayout[] {
  return simulator.payouts.filter(({ externalId }) => externalId === plan.key);
}

/** What must hold at every moment. */
function check(world: World): void {
  const { simulator, last, approvedAuths } = world;
  const payouts = payoutsOf(world);
  expect(simulator.payouts.length, "nothing but the plan was sent").toBe(payouts.length);
  const timesPaid = new Map<string, number>();
  for (const item of payouts.flatMap(({ items }) => items)) {
    timesPaid.set(item.itemExternalId, (timesPaid.get(item.itemExternalId) ?? 0) + item.timesPaid);
  }
  for (const [id, times] of timesPaid) expect(times, `${id} is paid once at the most`).toBeLessThanOrEqual(1);
  expect(payouts.filter(({ auths }) => auths > 0).length, "one payout is authorised").toBeLessThanOrEqual(1);
  const auths = simulator.history.filter(({ operation }) => operation === "auth");
  expect(auths.length, "auth is sent once, and again only when a person approved it").toBeLessThanOrEqual(
    1 + approvedAuths,
  );
  if (last !== undefined) checkResult(world, last);
}

/** A result says nothing that is not so. */
function checkResult(world: World, result: PayResult): void {
  const { plan } = world;
  const payout = payoutsOf(world).find(({ requestId }) => requestId === result.requestId);
  const truthOf = (id: string) => payout?.items.find(({ itemExternalId }) => itemExternalId === id);
  expect(result.items.map(({ itemExternalId }) => itemExternalId)).toEqual(
    plan.items.map((_, at) => `${plan.key}-${at + 1}`),
  );
  expect(result.items.map(({ amount }) => amount)).toEqual(plan.items.map(({ amount }) => amount.value));
  for (const { itemExternalId, state } of result.items) {
    const truth = truthOf(itemExternalId);
    if (state === "paid") expect(truth?.timesPaid).toBe(1);
    if (["refunded", "refused", "cancelled", "action-required"].includes(state)) expect(truth?.timesPaid ?? 0).toBe(0);
    if (result.outcome === "settled") {
      expect(truth?.isFinal).toBe(true);
      expect(["paid", "refunded", "refused", "cancelled"]).toContain(state);
      expect(state === "paid").toBe(truth?.timesPaid === 1);
    }
  }
  const isOver = result.outcome === "settled" || (result.outcome === "action-required" && result.reason === "claim");
  if (!isOver) return;
  const truths = payout?.items ?? [];
  const sum = (amounts: readonly string[]) => sumAmounts(amounts);
  const entered = (kind: LedgerKind) =>
    sum(result.ledger.filter((entry) => entry.kind === kind).map(({ amount }) => amount));
  expect(compareAmounts(entered("paid"), sum(truths.map(({ received }) => received)))).toBe(0);
  expect(compareAmounts(entered("commission"), sum(truths.map(({ commissionPaid }) => commissionPaid)))).toBe(0);
  expect(compareAmounts(entered("refund"), sum(truths.map(({ refunded }) => refunded)))).toBe(0);
  expect(compareAmounts(entered("claim"), sum(truths.map(({ held }) => held)))).toBe(0);
  expect(new Set(result.ledger.map(({ key }) => key)).size).toBe(result.ledger.length);
}

/** Takes what a process came to. Errors are only those that a second process or a kill may bring. */
function note(world: World, ended: PayResult | "killed" | unknown): void {
  if (ended === "killed") return;
  if (typeof ended === "object" && ended !== null && "outcome" in ended && !isMassPayoutError(ended)) {
    world.last = ended as PayResult;
  } else if (!isMassPayoutError(ended, "payment_locked")) throw ended;
}

type Command = fc.AsyncCommand<object, World>;

/** One process pays, or goes on. */
class Pays implements Command {
  readonly life: Life;
  constructor(life: Life) {
    this.life = life;
  }
  check = () => true;
  async run(_: object, world: World): Promise<void> {
    note(world, await live(world, this.life, {}));
    check(world);
  }
  toString(): string {
    return `pays(${JSON.stringify(this.life)})`;
  }
}

/** Two processes pay at once. */
class PaysTwice implements Command {
  readonly lives: readonly [Life, Life];
  constructor(lives: readonly [Life, Life]) {
    this.lives = lives;
  }
  check = () => true;
  async run(_: object, world: World): Promise<void> {
    const turns = new Turns(this.lives.length, world.random);
    const lives = this.lives.map((life) => live(world, life, {}, turns).catch((error: unknown) => error));
    for (const ended of await Promise.all(lives)) note(world, ended);
    check(world);
  }
  toString(): string {
    return `paysTwice(${JSON.stringify(this.lives)})`;
  }
}

/** Something will go wrong. */
class GoesWrong implements Command {
  readonly fault: Fault;
  constructor(fault: Fault) {
    this.fault = fault;
  }
  check = () => true;
  async run(_: object, { simulator, isAuthEvil }: World): Promise<void> {
    // A network that delivers an auth twice, to a vendor who pays twice for it, is nothing that a client could prevent.
    if (isAuthEvil && this.fault.kind === "duplicate" && this.fault.operation === "auth") return;
    simulator.fault(this.fault);
  }
  toString(): string {
    return `goesWrong(${JSON.stringify(this.fault)})`;
  }
}

class TimePasses implements Command {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
  check = () => true;
  async run(_: object, world: World): Promise<void> {
    world.simulator.advance(this.milliseconds);
    check(world);
  }
  toString(): string {
    return `timePasses(${this.milliseconds})`;
  }
}

/** Somebody else uses the account. */
class BalanceMoves implements Command {
  check = () => true;
  async run(_: object, { simulator }: World): Promise<void> {
    simulator.topUp("0.01");
  }
  toString(): string {
    return "balanceMoves()";
  }
}

/** A person does what the last result asks for, and then a process goes on. */
class PersonHelps implements Command {
  readonly life: Life;
  constructor(life: Life) {
    this.life = life;
  }
  check = () => true;
  async run(_: object, world: World): Promise<void> {
    note(world, await live(world, this.life, help(world)));
    check(world);
  }
  toString(): string {
    return `personHelps(${JSON.stringify(this.life)})`;
  }
}

/** What a careful person finds out and says. No other process is alive by then. */
function help(world: World): PayOptions {
  const { last } = world;
  if (last?.outcome !== "action-required") return {};
  const { reason, review, requestId } = last;
  const payouts = payoutsOf(world);
  if (requestId === undefined && (reason === "request-id-unknown" || reason === "external-id-taken")) {
    const [payout] = payouts;
    return payout === undefined ? {} : { requestId: payout.requestId };
  }
  if (review === undefined) return {};
  const isAuthorised = payouts.some(({ auths }) => auths > 0);
  // Asked about a second auth, iyzico polls into its books.
  if (review.earlierAuths > 0 && isAuthorised) return {};
  if (review.earlierAuths > 0) world.approvedAuths += 1;
  return { approve: review.digest };
}

/** What no call of `pay` gets any further, and must say so. */
const dead: readonly string[] = ["claim", "unknown-status", "insufficient-balance"] satisfies ActionReason[];

/** The end of every schedule: nothing new goes wrong, and a person helps until nobody can do more. */
async function settle(world: World): Promise<void> {
  const forever: Life = { diesAt: undefined, maxWaitMs: 10 * day };
  let ended = "";
  for (let rounds = 0; rounds < 20 && ended !== "settled"; rounds += 1) {
    world.simulator.advance(day);
    note(world, await live(world, forever, help(world)));
    check(world);
    const { last } = world;
    const reason = last?.outcome === "action-required" ? last.reason : (last?.outcome ?? "");
    if (reason === ended && dead.includes(reason)) return;
    ended = reason;
  }
  expect(ended).toBe("settled");
}

/** Short, so that a schedule is short: what counts is the order in which things happen. */
const delays = { queued: 2_000, itemsQueued: 2_000, sent: 2_000, processing: 20_000, refund: 20_000 };

const lifes = fc.record({
  diesAt: fc.option(fc.nat(45), { nil: undefined, freq: 2 }),
  maxWaitMs: fc.constantFrom(30_000, 3_600_000, 2 * day),
});
// What never answers is to a client the same as what breaks, only later: the broken ones stand for it here.
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
    lifes.map((life) => new Pays(life)),
    fc.tuple(lifes, lifes).map((lives) => new PaysTwice(lives)),
    faults.map((fault) => new GoesWrong(fault)),
    faults.map((fault) => new GoesWrong(fault)),
    fc.constantFrom(1_000, 60_000, 3_600_000).map((milliseconds) => new TimePasses(milliseconds)),
    lifes.map((life) => new PersonHelps(life)),
    fc.constant(new BalanceMoves()),
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
const worlds = fc.record({
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

test(`nobody is paid twice, forgotten or misreported, over ${schedules} schedules`, { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      commands,
      async ({ seed: chance, recipients: people, visibleMs, authorisedMs, ...options }, schedule) => {
        const random = randomFrom(chance);
        const original = Math.random;
        Math.random = random;
        try {
          const indexOf = (id: string) => Number(id.split("-").at(-1)) - 1;
          const simulator = createSimulator({
            ...options,
            credentials,
            seed: chance,
            outcomeOf: ({ itemExternalId }) => people[indexOf(itemExternalId)]?.outcome ?? "paid",
            commissionOf: ({ itemExternalId }) => people[indexOf(itemExternalId)]?.commission ?? "0",
            delays: { ...delays, visible: visibleMs, authorised: authorisedMs },
          } satisfies SimulatorOptions);
          const plan: PayoutPlan = {
            key: "plan",
            items: people.map(({ amount }, at) => ({
              recipientType: "MEMBER_ID",
              recipientInfo: `member-${at}`,
              amount: { value: amount, currency: "TRY" },
              description: "A payment",
            })),
          };
          const world: World = {
            simulator,
            plan,
            store: createMemoryStore(),
            isAuthEvil: options.repeatedAuth === "paid-again",
            approvedAuths: 0,
            last: undefined,
            random,
          };
          await fc.asyncModelRun(() => ({ model: {}, real: world }), schedule);
          await settle(world);
        } finally {
          Math.random = original;
        }
      },
    ),
    { numRuns: schedules, seed, endOnFailure: false },
  );
});
