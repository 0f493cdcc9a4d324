import { createBalance } from "./model/balance.js";
import { createCallersClock, createVirtualClock, type SimulatorClock } from "./model/clock.js";
import { createEventQueue } from "./model/event-queue.js";
import { createLifeCycle } from "./model/life-cycle.js";
import { isMoney } from "./model/money.js";
import { createVendorOperator, type VendorOperator } from "./model/operator.js";
import { resolveSettings, type SimulatorOptions } from "./model/options.js";
import { createPayoutRepository } from "./model/payout-repository.js";
import { createRandom } from "./model/random.js";
import { type SimulatedPayout, snapshotOf } from "./model/simulated-payout.js";
import { createInformingFields } from "./operations/informing-fields.js";
import type { Fault } from "./server/fault.js";
import { createFaultQueue } from "./server/fault-queue.js";
import { createFetch, type SimulatorFetch } from "./server/fetch.js";
import type { SimulatedCall } from "./server/history.js";
import { createLateDeliveries } from "./server/late-deliveries.js";
import { listen, type SimulatorServer } from "./server/listen.js";
import { createRequestHandler, type RequestHandler } from "./server/request-handler.js";

/** A stateful Mass Payout API for one merchant. */
export interface Simulator extends VendorOperator {
  /** Handles requests without a port. Pass it to a client as its option `fetch`. */
  readonly fetch: SimulatorFetch;
  /** Listens on a loopback port, a free one by default. Requires Node's `node:http`. */
  listen(options?: { port?: number | undefined }): Promise<SimulatorServer>;
  /** The simulator's time. Pass it to a client as its option `clock`, so that its waits advance the simulator. */
  readonly clock: SimulatorClock;
  /**
   * Advances the simulator's own clock, and executes everything that becomes due.
   *
   * @throws {RangeError} if `milliseconds` is negative or not finite.
   * @throws {TypeError} if the option `clock` is set.
   */
  advance(milliseconds: number): void;
  /**
   * Queues a fault for the next request that it targets.
   *
   * @throws {TypeError} if the fault can never apply.
   */
  fault(fault: Fault): void;
  /**
   * Adds money to the balance: a non-negative decimal string, in lira.
   *
   * @throws {TypeError} if `amount` is not one.
   */
  topUp(amount: string): void;
  /**
   * Every request that arrived, in the order of arrival. One that a fault delivered later has two entries. A copy: it does
   * not change.
   */
  readonly history: readonly SimulatedCall[];
  /** The true state of every payout, in the order in which they were received. A copy: it does not change. */
  readonly payouts: readonly SimulatedPayout[];
  /** The mass payout balance in lira, an exact decimal string. */
  readonly balance: string;
  /**
   * Asserts that every fault met a request, every request is delivered, every payout is at its end, and no function of
   * the options threw.
   *
   * @throws {Error} whose message names each fault, request and payout. Its `cause` is what the function threw.
   */
  assertDone(): void;
}

/**
 * Creates a simulator of iyzico's Mass Payout API: the six operations, signatures, the life cycle of payouts and items
 * with its delays, exact money, and faults on demand. Where iyzico's behaviour is unknown, the simulator chooses one;
 * some of these choices are options.
 *
 * @throws {TypeError} if an option is invalid.
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
  const settings = resolveSettings(options);
  const clock = settings.clock === undefined ? createVirtualClock() : createCallersClock(settings.clock);
  const random = createRandom(settings.seed);
  const eventQueue = createEventQueue();
  const balance = createBalance(settings.balance);
  const lifeCycle = createLifeCycle(settings, { eventQueue, balance, random });
  const payouts = createPayoutRepository();
  const faults = createFaultQueue();
  const history: SimulatedCall[] = [];
  const thrown: unknown[] = [];

  /** Runs everything that is due, and returns the time. */
  const catchUp = (): number => {
    const time = clock.now();
    eventQueue.runUntil(time);
    return time;
  };
  const lateDeliveries = createLateDeliveries(eventQueue, (error) => thrown.push(error));
  // A stream of its own, with the same seed: other ids and delays must not follow from the number of reads.
  const orderRandom = createRandom(settings.seed);
  const informingFields = createInformingFields(settings);
  const asOf = Number.POSITIVE_INFINITY;
  const handle = createRequestHandler(
    { settings, random, orderRandom, informingFields, payouts, balance, lifeCycle, asOf },
    { faults, lateDeliveries, history, now: catchUp },
  );
  const handleRequest: RequestHandler = async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      thrown.push(error);
      throw error;
    }
  };
  const snapshots = (): readonly SimulatedPayout[] => {
    catchUp();
    return payouts.all.map((payout) => snapshotOf(payout, lifeCycle.isAtEnd(payout)));
  };

  return Object.freeze({
    ...createVendorOperator({ payouts, balance, lifeCycle, eventQueue }, catchUp),
    fetch: createFetch(handleRequest, clock),
    listen: ({ port = 0 }: { port?: number | undefined } = {}) => listen(handleRequest, clock, port),
    clock,
    advance(milliseconds: number) {
      clock.advance(milliseconds);
      catchUp();
    },
    fault: faults.add,
    topUp(amount: string) {
      if (!isMoney(amount)) throw new TypeError('amount must be a non-negative decimal string, such as "100.50".');
      lifeCycle.topUp(amount, catchUp());
    },
    get history() {
      catchUp();
      return [...history];
    },
    get payouts() {
      return snapshots();
    },
    get balance() {
      catchUp();
      return balance.value();
    },
    assertDone() {
      const open = snapshots().filter(({ isAtEnd }) => !isAtEnd);
      const problems = [
        ...(thrown.length > 0 ? ["A function of the options threw; see cause."] : []),
        ...faults.describeWaiting().map((fault) => `The fault ${fault} met no request.`),
        ...lateDeliveries.describeWaiting(),
        ...open.map(describeOpen),
      ];
      if (problems.length > 0) throw new Error(problems.join("\n"), { cause: thrown[0] });
    },
  });
}

function describeOpen({ externalId, requestId, status, items }: SimulatedPayout): string {
  const open = items.filter(({ isFinal }) => !isFinal).length;
  return `The payout ${externalId} (${requestId}) is ${status}: ${open} of ${items.length} items are not at their end.`;
}
