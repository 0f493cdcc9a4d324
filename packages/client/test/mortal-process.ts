// A process that pays and may be killed between any two lines, without being one: it stops for good at a boundary.
import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { PaymentStore, PayOptions, PayoutPlan, PayResult } from "../src/index.ts";
import { createMassPayoutClient } from "../src/index.ts";

export const credentials = { apiKey: "sandbox-proof", secretKey: "sandbox-proof-secret" };

/** What is paid, where, and what remembers it. */
export interface Paying {
  simulator: Simulator;
  store: PaymentStore;
  plan: PayoutPlan;
  /** Numbers for what is left to chance. */
  random: () => number;
}

/** How a process goes: where it dies, and how patient it is. */
export interface Life {
  /** The boundary (a store call or a request, its beginning or its end) at which it is killed. */
  diesAt: number | undefined;
  maxWaitMs: number;
}

/** Who goes next, of processes that live at the same time: one at a time, from one boundary to the next. */
export class Turns {
  readonly #random: () => number;
  readonly #waiting: (() => void)[] = [];
  #alive: number;

  constructor(alive: number, random: () => number) {
    this.#alive = alive;
    this.#random = random;
  }

  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#grant();
    });
  }

  leave(): void {
    this.#alive -= 1;
    this.#grant();
  }

  #grant(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#alive) return;
    const [next] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
    next?.();
  }
}

/**
 * Runs `pay` in a process that may be killed. A killed process does nothing more: whatever it awaits never comes. Nothing
 * can be seen of it between two boundaries, so that a crash at each is a crash between any two lines.
 */
export async function live(
  { simulator, store, plan, random }: Paying,
  { diesAt, maxWaitMs }: Life,
  options: PayOptions,
  turns: Turns = new Turns(1, random),
): Promise<PayResult | "killed"> {
  let die = () => {};
  const death = new Promise<"killed">((resolve) => {
    die = () => resolve("killed");
  });
  const kill = new AbortController();
  let boundaries = 0;
  const boundary = async () => {
    if (!kill.signal.aborted) await turns.take();
    if (boundaries === diesAt) {
      die();
      // Clears the timers; what then rejects gets no further than this line.
      kill.abort();
    }
    boundaries += 1;
    if (kill.signal.aborted) await new Promise(() => {});
  };
  const bounded = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    await boundary();
    try {
      return await run();
    } finally {
      await boundary();
    }
  };
  const iyzico = createMassPayoutClient({
    credentials,
    baseUrl: "http://127.0.0.1",
    fetch: (request) => bounded(() => simulator.fetch(request)),
    clock: {
      now: () => simulator.clock.now(),
      sleep: (milliseconds, signal) => bounded(() => simulator.clock.sleep(milliseconds, signal)),
    },
    retry: { maxAttempts: 2 },
    rateLimit: false,
  });
  const own: PaymentStore = {
    load: (key) => bounded(() => store.load(key)),
    compareAndSet: (key, expected, payment) => bounded(() => store.compareAndSet(key, expected, payment)),
  };
  const paying = iyzico.pay(plan, { ...options, store: own, maxWaitMs, pollEveryMs: 30_000, signal: kill.signal });
  try {
    return await Promise.race([paying, death]);
  } finally {
    turns.leave();
  }
}
