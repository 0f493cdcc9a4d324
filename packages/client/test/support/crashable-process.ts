// A process that pays and may crash between any two statements, simulated in this process: it stops at a boundary for good.
import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { PaymentStore, PayOptions, PayoutPlan, PayResult } from "../../src/index.ts";
import { clientFor } from "./client.ts";

/** What is paid, where, and with which store. */
export interface PaymentSetup {
  simulator: Simulator;
  store: PaymentStore;
  plan: PayoutPlan;
  /** The source of random numbers. */
  random: () => number;
}

/** How one process runs. */
export interface ProcessRun {
  /** The boundary at which it crashes: the beginning or the end of a store call, a request or a pause, counted from 0. */
  crashesAt: number | undefined;
  maxWaitMs: number;
}

/** Schedules processes that run at the same time: one at a time, from one boundary to the next. */
export class Turns {
  readonly #random: () => number;
  readonly #waiting: (() => void)[] = [];
  #running: number;

  constructor(running: number, random: () => number) {
    this.#running = running;
    this.#random = random;
  }

  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#grant();
    });
  }

  leave(): void {
    this.#running -= 1;
    this.#grant();
  }

  #grant(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#running) return;
    const [next] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
    next?.();
  }
}

/**
 * Runs `pay` in a process that may crash. What a crashed process awaits never resolves, so it does nothing more. A process
 * has no visible effect between two boundaries, so a crash at each boundary covers a crash between any two statements.
 */
export async function runUntilCrash(
  { simulator, store, plan, random }: PaymentSetup,
  { crashesAt, maxWaitMs }: ProcessRun,
  options: Omit<PayOptions, "store">,
  turns: Turns = new Turns(1, random),
): Promise<PayResult | "crashed"> {
  let crash = () => {};
  const crashed = new Promise<"crashed">((resolve) => {
    crash = () => resolve("crashed");
  });
  const stop = new AbortController();
  let boundaries = 0;
  const crossBoundary = async () => {
    if (!stop.signal.aborted) await turns.take();
    if (boundaries === crashesAt) {
      crash();
      // Clears the timers. What rejects because of it gets no further than the next line.
      stop.abort();
    }
    boundaries += 1;
    if (stop.signal.aborted) await new Promise(() => {});
  };
  const withBoundaries = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    await crossBoundary();
    try {
      return await run();
    } finally {
      await crossBoundary();
    }
  };
  const iyzico = clientFor("http://127.0.0.1", {
    fetch: (request) => withBoundaries(() => simulator.fetch(request)),
    clock: {
      now: () => simulator.clock.now(),
      sleep: (milliseconds, signal) => withBoundaries(() => simulator.clock.sleep(milliseconds, signal)),
      date: () => simulator.clock.now(),
    },
    retry: { maxAttempts: 2 },
    rateLimit: false,
  });
  const { findSameList } = store;
  const ownStore: PaymentStore = {
    ...(findSameList && { findSameList: (key, list) => withBoundaries(() => findSameList.call(store, key, list)) }),
    load: (key) => withBoundaries(() => store.load(key)),
    compareAndSet: (key, expected, payment) => withBoundaries(() => store.compareAndSet(key, expected, payment)),
  };
  const paying = iyzico.pay(plan, { ...options, store: ownStore, maxWaitMs, pollEveryMs: 30_000, signal: stop.signal });
  try {
    return await Promise.race([paying, crashed]);
  } finally {
    turns.leave();
  }
}
