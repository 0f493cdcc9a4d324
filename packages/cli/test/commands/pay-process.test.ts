import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { expect, test } from "vitest";
import { type ProcessResult, readUntil, startCli, waitForExit } from "../support/process.ts";
import { startRelay } from "../support/relay.ts";
import {
  createSlowBank,
  expectNoRecipient,
  type SimulatedPayment,
  simulatePayment,
  timesPaid,
} from "../support/simulated-payment.ts";

function startPay({ args, environment }: SimulatedPayment, ...moreArgs: string[]): ChildProcessWithoutNullStreams {
  return startCli([...args, "--locale", "en", ...moreArgs], environment);
}

async function payInProcess(payment: SimulatedPayment, ...moreArgs: string[]): Promise<ProcessResult> {
  const result = await waitForExit(startPay(payment, ...moreArgs));
  expectNoRecipient(result);
  return result;
}

/** Waits until the process has printed this progress. */
async function waitForProgress(child: ChildProcessWithoutNullStreams, progress: string): Promise<void> {
  expectNoRecipient({ stdout: "", stderr: await readUntil(child.stderr, progress) });
}

test.concurrent("pay stops on SIGTERM with 5, and the same command continues", async ({
  onTestFinished: onFinished,
}) => {
  const { answer, ...bank } = createSlowBank();
  const payment = await simulatePayment([], bank, { onFinished });
  const child = startPay(payment);
  await waitForProgress(child, "authorised: 3 in flight");
  child.kill("SIGTERM");
  const stopped = await waitForExit(child);
  expect(stopped.exitCode).toBe(5);
  expect(stopped.stdout).toBe("");
  const command = ["mass-payout", ...payment.args, "--locale", "en"].join(" ");
  expect(stopped.stderr).toMatch(/Stopped: authorised\.\nRun the same command again to continue:\n/);
  expect(stopped.stderr).toContain(`\n  ${command}\n`);
  answer();
  expect((await payInProcess(payment)).exitCode).toBe(0);
  expect(timesPaid(payment.simulator)).toEqual([1, 1, 1]);
});

test.concurrent("a second process on the same payment ends with 1, and the first continues", async ({
  onTestFinished: onFinished,
}) => {
  const { answer, ...bank } = createSlowBank();
  const payment = await simulatePayment([], bank, { onFinished });
  const first = startPay(payment);
  await waitForProgress(first, "planned: ");
  const second = await payInProcess(payment);
  expect(second.exitCode).toBe(1);
  expect(second.stdout).toBe("");
  expect(second.stderr).toContain("another process");
  answer();
  expect((await waitForExit(first)).exitCode).toBe(0);
  expect(timesPaid(payment.simulator)).toEqual([1, 1, 1]);
});

/** Where a process is killed: at its first request of an operation, before or after the request takes effect. */
interface Kill {
  operation: "retrieve" | "init" | "balance" | "auth";
  when: "before" | "after";
}

/**
 * One process after another is killed at these, in the order in which a payment gets there. Not before an init or auth: the
 * next process would wait for the grace period, and the client's own test does that on a faster clock.
 */
const kills: readonly Kill[] = [
  { operation: "retrieve", when: "before" },
  { operation: "retrieve", when: "after" },
  { operation: "init", when: "after" },
  { operation: "retrieve", when: "before" },
  { operation: "retrieve", when: "after" },
  { operation: "balance", when: "before" },
  { operation: "balance", when: "after" },
  { operation: "auth", when: "after" },
  { operation: "retrieve", when: "before" },
  { operation: "retrieve", when: "after" },
];

test.concurrent("a payment whose processes are killed at its requests pays each recipient once", async ({
  onTestFinished: onFinished,
}) => {
  const { answer, ...bank } = createSlowBank();
  const doublingBank = {
    ...bank,
    // Shows the requestId of a payout whose init lost its answer, so that no operator has to find it out.
    dialect: "java" as const,
    // Executes every repetition.
    repeatedInit: "new-payout" as const,
    repeatedAuth: "paid-again" as const,
  };
  const payment = await simulatePayment([], doublingBank, { onFinished });
  const { simulator } = payment;
  let isKilled: (target: string, when: Kill["when"]) => boolean = () => false;
  const url = await startRelay(simulator, ({ target }, when) => (isKilled(target, when) ? "nothing" : undefined), {
    onFinished,
  });
  const watched = { ...payment, environment: { ...payment.environment, IYZICO_BASE_URL: url } };
  for (const kill of kills) {
    const child = startPay(watched);
    isKilled = (target, when) =>
      when === kill.when && target.includes(`/payout/${kill.operation}?`) && child.kill("SIGKILL");
    const killed = await waitForExit(child);
    expectNoRecipient(killed);
    expect(killed, JSON.stringify(kill)).toMatchObject({ exitCode: null, stdout: "" });
  }
  isKilled = () => false;
  answer();
  expect((await payInProcess(watched)).exitCode).toBe(0);
  expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  expect(simulator.payouts).toMatchObject([{ auths: 1 }]);
});
