// A process that pays and may crash between any two statements, simulated in this process: it stops at a boundary for good.
import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { PaymentStore, PayOptions, PayoutPlan, PayResult } from "../../src/index.ts";
import { externalIdOf } from "../../src/pay/machine/payment.ts";
import { Boundaries, Turns } from "./boundaries.ts";
import { clientFor } from "./client.ts";
import type { LosableStore, StoreLoss } from "./losable-store.ts";
import { PollAnswers, type WireEvidence } from "./wire-evidence.ts";

/** What is paid, where, and with which store. */
export interface PaymentSetup {
  simulator: Simulator;
  store: LosableStore;
  plan: PayoutPlan;
  /** The source of random numbers. */
  random: () => number;
  /** How far the wall clock is from the simulator's, in milliseconds. */
  dateOffsetMs: number;
  evidence: WireEvidence;
}

/** How one process runs. */
export interface ProcessRun {
  /** The boundary at which it crashes: the beginning or the end of a store call, a request or a pause, counted from 0. */
  crashesAt: number | undefined;
  maxWaitMs: number;
  /** The compare-and-set before which the store loses the payment, counted from 0. */
  losesStore?: { atSave: number; loss: StoreLoss } | undefined;
}

/** How a process ended. */
export interface ProcessEnd {
  /** The result of `pay`, what it threw, or that the process crashed. */
  ended: { result: PayResult } | { error: unknown } | "crashed";
  /** What the process did that no process may do. */
  violations: readonly string[];
  /** The requestId of each auth that it sent. */
  auths: readonly string[];
  /** For how long polls had shown no payout when it sent the first init of an externalId, in milliseconds. */
  absentMs?: number;
  /** Whether the store might have lost writes when it sent that init. */
  isInitDoubtful?: boolean;
  /** How the store lost the payment, if it did. `stored` is what it had, `left` what remained. */
  lost?: { loss: StoreLoss; stored: Counts; left: Counts };
}

/** How many inits and auths a stored payment counts, those of abandoned payouts included. */
interface Counts {
  inits: number;
  auths: number;
}

/** A process that sends more requests than these in one moment polls without a pause. */
const maxRequestsAtOnce = 500;

/**
 * Runs `pay` in a process that may crash. What a crashed process awaits never resolves, so it does nothing more. A process
 * has no visible effect between two boundaries, so a crash at each boundary covers a crash between any two statements.
 */
export async function runUntilCrash(
  setup: PaymentSetup,
  { crashesAt, maxWaitMs, losesStore }: ProcessRun,
  options: Omit<PayOptions, "store">,
  turns: Turns = new Turns(1, setup.random),
): Promise<ProcessEnd> {
  const { simulator, store, plan, random } = setup;
  const boundaries = new Boundaries(crashesAt, turns);
  const withBoundaries = <Value>(run: () => Promise<Value>) => boundaries.around(run);

  const violations: string[] = [];
  const auths: string[] = [];
  const answers = new PollAnswers(setup.evidence, () => (store.payment ? externalIdOf(store.payment) : plan.key));
  let absentMs: number | undefined;
  let isInitDoubtful = false;
  const atOnce = { at: 0, requests: 0 };
  let lost: ProcessEnd["lost"];
  let hasLostPayment = false;
  const sendRecorded = async (request: Request): Promise<Response> => {
    const operation = new URL(request.url).pathname.split("/").at(-1) ?? "";
    const isRecorded = operation === "retrieve" || operation === "balance" || operation === "auth";
    const body = isRecorded && request.body !== null ? await request.clone().text() : "";
    const at = simulator.clock.now();
    if (hasLostPayment) violations.push(`${operation} was sent after the store had another revision`);
    atOnce.requests = at === atOnce.at ? atOnce.requests + 1 : 1;
    atOnce.at = at;
    if (atOnce.requests > maxRequestsAtOnce) {
      violations.push("polls without a pause");
      await boundaries.crash();
    }
    if (operation === "init" && store.payment?.inits === 1) {
      absentMs = setup.evidence.agreedMs(at, ({ type }) => type === "absent");
      isInitDoubtful = store.payment.mayHaveLostWrites === true;
    }
    if (operation === "auth") {
      auths.push((JSON.parse(body) as { requestId: string }).requestId);
      setup.evidence.add({ at, type: "auth" });
    }
    answers.requested(operation, body);
    const response = await simulator.fetch(request);
    const text = await response.text();
    answers.received(operation, body, text);
    return new Response(text, response);
  };
  const iyzico = clientFor("http://127.0.0.1", {
    fetch: (request) => withBoundaries(() => sendRecorded(request)),
    clock: {
      now: () => simulator.clock.now(),
      sleep: (milliseconds, signal) => withBoundaries(() => simulator.clock.sleep(milliseconds, signal)),
      date: () => simulator.clock.now() + setup.dateOffsetMs,
    },
    retry: { maxAttempts: 2 },
    rateLimit: false,
  });
  let saves = 0;
  const loseStore = () => {
    saves += 1;
    if (losesStore?.atSave !== saves - 1) return;
    const stored = countsOf(store);
    if (!store.lose(losesStore.loss, random)) return;
    lost = { loss: losesStore.loss, stored, left: countsOf(store) };
    if (store.isRestored) setup.evidence.add({ at: simulator.clock.now(), type: "restored" });
  };
  const ownStore: PaymentStore = {
    load: () => withBoundaries(() => store.load()),
    compareAndSet: (key, expected, payment) =>
      withBoundaries(async () => {
        loseStore();
        hasLostPayment = true;
        const revision = await store.compareAndSet(key, expected, payment);
        hasLostPayment = typeof revision !== "string";
        if (!hasLostPayment) answers.stored(simulator.clock.now());
        return revision;
      }),
  };
  const paying = iyzico
    .pay(plan, { ...options, store: ownStore, maxWaitMs, pollEveryMs: 120_000, signal: boundaries.signal })
    .then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
  try {
    const ended = await Promise.race([paying, boundaries.crashed]);
    return {
      ended,
      violations,
      auths,
      isInitDoubtful,
      ...(absentMs !== undefined && { absentMs }),
      ...(lost && { lost }),
    };
  } finally {
    turns.leave();
  }
}

function countsOf({ payment }: LosableStore): Counts {
  const { inits = 0, auths = 0, abandoned = [] } = payment ?? {};
  return { inits: abandoned.reduce((sum, payout) => sum + payout.inits, inits), auths };
}
