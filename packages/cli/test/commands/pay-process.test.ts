import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { PayResult } from "@iyzico-mass-payout/client";
import { expect, test } from "vitest";
import { type ProcessResult, readUntil, startCli, waitForExit } from "../support/process.ts";
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
  expect(stopped.stderr).toContain("Stopped. Run the same command again to continue.\n");
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

/** Pays, and does what each result requires: gives the payout's requestId, or approves the review. */
async function payWithActions(payment: SimulatedPayment, ...moreArgs: string[]): Promise<ProcessResult> {
  const result = await payInProcess(payment, "--json", ...moreArgs);
  if (result.exitCode !== 4) return result;
  const { review } = JSON.parse(result.stdout) as Extract<PayResult, { outcome: "action-required" }>;
  const { payouts } = payment.simulator;
  expect(payouts).toMatchObject([{ auths: 0 }]);
  const action = review === undefined ? ["--request-id", payouts[0]?.requestId ?? ""] : ["--approve", review.digest];
  return payWithActions(payment, ...action);
}

test.concurrent("a payment that is killed ten times at any moment pays each recipient once", async ({
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
  // Short, so that an init without effect is sent again; long enough for any request on a busy machine.
  const grace = ["--not-found-grace", "5"];
  for (let kills = 0; kills < 10; kills += 1) {
    const child = startPay(payment, ...grace);
    await waitForProgress(child, "\n");
    // The moment is a number of requests, because the progress in a given time depends on the machine. The time limit is
    // for a process that only waits: before the first init, 3 seconds for the second poll that shows no payout.
    const requests = simulator.history.length + Math.floor(Math.random() * 12);
    const end = Date.now() + (simulator.payouts.length === 0 ? 4_000 : 100);
    while (child.exitCode === null && simulator.history.length < requests && Date.now() < end) await sleep(1);
    await sleep(Math.random() * 10);
    child.kill("SIGKILL");
    expectNoRecipient(await waitForExit(child));
  }
  answer();
  expect((await payWithActions(payment, ...grace)).exitCode).toBe(0);
  expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  expect(simulator.payouts).toHaveLength(1);
});
