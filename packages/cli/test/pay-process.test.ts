import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { PayResult } from "@iyzico-mass-payout/client";
import { expect, test } from "vitest";
import { type Ended, ended, start } from "./process.ts";
import { expectNoPayee, type Simulated, simulated, slowBank, timesPaid } from "./simulated.ts";

function starting({ args, environment }: Simulated, ...more: string[]): ChildProcessWithoutNullStreams {
  return start([...args, "--locale", "en", ...more], environment);
}

async function paying(payment: Simulated, ...more: string[]): Promise<Ended> {
  const result = await ended(starting(payment, ...more));
  expectNoPayee(result);
  return result;
}

/** Waits until the process has said so on its stderr. */
async function saying(child: ChildProcessWithoutNullStreams, words: string): Promise<void> {
  let said = "";
  for await (const text of child.stderr.iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.includes(words)) return expectNoPayee({ stdout: "", stderr: said });
  }
  throw new Error(`It ended without saying "${words}": ${said}`);
}

test.concurrent("pay ends in good order on SIGTERM, and the same command goes on", async ({
  onTestFinished: whenOver,
}) => {
  const { answer, ...bank } = slowBank();
  const payment = await simulated([], bank, { whenOver });
  const child = starting(payment);
  await saying(child, "authorised: 3 in flight");
  child.kill("SIGTERM");
  const stopped = await ended(child);
  expect(stopped.exitCode).toBe(5);
  expect(stopped.stdout).toBe("");
  expect(stopped.stderr).toContain("Stopped. The same command goes on where it was.\n");
  answer();
  expect((await paying(payment)).exitCode).toBe(0);
  expect(timesPaid(payment.simulator)).toEqual([1, 1, 1]);
});

test.concurrent("a second process on the same payment is refused and says why, and the first goes on", async ({
  onTestFinished: whenOver,
}) => {
  const { answer, ...bank } = slowBank();
  const payment = await simulated([], bank, { whenOver });
  const first = starting(payment);
  await saying(first, "planned: ");
  const second = await paying(payment);
  expect(second.exitCode).toBe(1);
  expect(second.stdout).toBe("");
  expect(second.stderr).toContain("another process has this payment.");
  answer();
  expect((await ended(first)).exitCode).toBe(0);
  expect(timesPaid(payment.simulator)).toEqual([1, 1, 1]);
});

/** Goes on as long as a person can help: who knows what became of it at iyzico, and says so. */
async function payingWithAPerson(payment: Simulated, ...more: string[]): Promise<Ended> {
  const result = await paying(payment, "--json", ...more);
  if (result.exitCode !== 4) return result;
  const { review } = JSON.parse(result.stdout) as Extract<PayResult, { outcome: "needs-a-person" }>;
  const { payouts } = payment.simulator;
  expect(payouts).toMatchObject([{ auths: 0 }]);
  const word = review === undefined ? ["--request-id", payouts[0]?.requestId ?? ""] : ["--approve", review.digest];
  return payingWithAPerson(payment, ...word);
}

test.concurrent("a payment that is killed ten times, at any moment, ends with everyone paid once", async ({
  onTestFinished: whenOver,
}) => {
  const { answer, ...bank } = slowBank();
  const evilBank = {
    ...bank,
    // In which a payout says its requestId: nobody has to ask for it.
    dialect: "java" as const,
    // It would do everything twice, if it was asked twice.
    repeatedInit: "new-payout" as const,
    repeatedAuth: "paid-again" as const,
  };
  const payment = await simulated([], evilBank, { whenOver });
  const impatient = ["--absent-after", "0.2"];
  for (let kills = 0; kills < 10; kills += 1) {
    const child = starting(payment, ...impatient);
    const { simulator } = payment;
    await saying(child, "\n");
    // Moments of the payment, because how far it gets in a while depends on the machine; and not while it only waits.
    const requests = simulator.history.length + Math.floor(Math.random() * 12);
    const latest = Date.now() + 100;
    while (child.exitCode === null && simulator.history.length < requests && Date.now() < latest) await sleep(1);
    await sleep(Math.random() * 10);
    child.kill("SIGKILL");
    expectNoPayee(await ended(child));
  }
  answer();
  expect((await payingWithAPerson(payment, ...impatient)).exitCode).toBe(0);
  expect(timesPaid(payment.simulator)).toEqual([1, 1, 1]);
  expect(payment.simulator.payouts).toHaveLength(1);
});
