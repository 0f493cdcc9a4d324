import { createAgenda } from "./agenda.js";
import { clockOver, createVirtualClock, type SimulatorClock } from "./clock.js";
import { createExchange, type Exchange } from "./exchange.js";
import { createFaultQueue, type Fault } from "./fault.js";
import { createFetch, type SimulatorFetch } from "./fetch.js";
import type { SimulatedCall } from "./history.js";
import { createLedger } from "./ledger.js";
import { createLifeCycle } from "./life-cycle.js";
import { listen, type SimulatorServer } from "./listen.js";
import { isMoney } from "./money.js";
import { type SimulatorOptions, settingsOf } from "./options.js";
import { type SimulatedPayout, snapshotOf } from "./payout.js";
import { createPayoutBook } from "./payout-book.js";
import { createRandom } from "./random.js";
import { unfinished } from "./unfinished.js";

/** A Mass Payout API that remembers, for one merchant. */
export interface Simulator {
  /** Takes requests without a port. Give it to a client as its `fetch`. */
  readonly fetch: SimulatorFetch;
  /** Listens on a loopback port, a free one by default. Needs Node's `node:http`. */
  listen(options?: { port?: number | undefined }): Promise<SimulatorServer>;
  /** The simulator's time. Give it to a client as its `clock`, so that its pauses move the simulator on. */
  readonly clock: SimulatorClock;
  /** Moves the simulator's own clock on. Throws a TypeError when it was given another one. */
  advance(milliseconds: number): void;
  /** Queues a fault: the next request that it aims at meets it. Throws a TypeError when it can't come about. */
  fault(fault: Fault): void;
  /** Puts money into the balance: an exact decimal text, in lira. */
  topUp(amount: string): void;
  /** Every request that arrived, in order. */
  readonly history: readonly SimulatedCall[];
  /** What really became of every payout, in the order of their arrival. A picture: it does not move. */
  readonly payouts: readonly SimulatedPayout[];
  /** The mass payout balance, exact, in lira. */
  readonly balance: string;
  /** Throws an Error that says which faults met no request, which payouts are not at their end, and what went wrong. */
  assertDone(): void;
}

/**
 * Makes a simulator of iyzico's Mass Payout API: the six operations, signatures, the life cycle of payouts and items with
 * its lags, exact money, and faults on demand. What nobody knows of iyzico is a choice here; the options say which.
 *
 * @throws {TypeError} when an option can't be used.
 *
 * @example
 * ```ts
 * import { createSignedFetch } from "@iyzico-mass-payout/auth";
 * import { createSimulator } from "@iyzico-mass-payout/simulator";
 *
 * const simulator = createSimulator({ balance: "25399393.5" });
 * const fetch = createSignedFetch(
 *   { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" },
 *   simulator.fetch,
 * );
 * const response = await fetch("https://sandbox-api.iyzipay.com/v1/mass/payout/balance?locale=en");
 * const { balance } = await response.json(); // "25399393.5"
 * ```
 */
export function createSimulator(options?: SimulatorOptions): Simulator {
  const settings = settingsOf(options);
  const clock = settings.clock === undefined ? createVirtualClock() : clockOver(settings.clock);
  const random = createRandom(settings.seed);
  const agenda = createAgenda();
  const ledger = createLedger(settings.balance);
  const lifeCycle = createLifeCycle(settings, { agenda, ledger, random });
  const book = createPayoutBook();
  const faults = createFaultQueue();
  const history: SimulatedCall[] = [];
  const mistakes: unknown[] = [];

  /** The time, with everything done that was due until then. */
  const now = (): number => {
    const time = clock.now();
    agenda.runUntil(time);
    return time;
  };
  const carryOut = createExchange({ settings, random, book, ledger, lifeCycle }, { faults, history, now });
  const exchange: Exchange = async (arrival) => {
    try {
      return await carryOut(arrival);
    } catch (error) {
      mistakes.push(error);
      throw error;
    }
  };
  const payouts = (): readonly SimulatedPayout[] => {
    now();
    return book.payouts.map((payout) => snapshotOf(payout, lifeCycle.isAtEnd(payout)));
  };

  return Object.freeze({
    fetch: createFetch(exchange, clock),
    listen: ({ port = 0 }: { port?: number | undefined } = {}) => listen(exchange, clock, port),
    clock,
    advance(milliseconds: number) {
      clock.advance(milliseconds);
      now();
    },
    fault: faults.add,
    topUp(amount: string) {
      if (!isMoney(amount)) throw new TypeError('amount must be a decimal number as a text, such as "100.50".');
      lifeCycle.topUp(amount, now());
    },
    get history() {
      return [...history];
    },
    get payouts() {
      return payouts();
    },
    get balance() {
      now();
      return ledger.balance();
    },
    assertDone() {
      const problems = unfinished(payouts(), faults.unmet());
      if (mistakes.length > 0) problems.unshift("A function of the options threw; see cause.");
      if (problems.length > 0) throw new Error(problems.join("\n"), { cause: mistakes[0] });
    },
  });
}
