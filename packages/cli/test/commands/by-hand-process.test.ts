import { once } from "node:events";
import { expect, test } from "vitest";
import { startCli, waitForExit } from "../support/process.ts";
import { type Front, startRelay } from "../support/relay.ts";
import { itemsOf, simulateMerchant } from "../support/simulated-merchant.ts";

/** A merchant whose requests of an operation are never answered; `onDropped` is called when one arrives. */
async function simulateSilence(operation: "init" | "auth", when: "before" | "after") {
  const merchant = await simulateMerchant({ repeatedAuth: "paid-again", repeatedInit: "new-payout" });
  const { promise: dropped, resolve } = createPromise();
  const drop: Front = ({ target }, moment) => {
    if (!target.includes(`/v1/mass/payout/${operation}?`) || moment !== when) return undefined;
    resolve();
    return "nothing";
  };
  const url = await startRelay(merchant.simulator, drop);
  const environment = { ...merchant.environment, IYZICO_BASE_URL: url };
  return { ...merchant, dropped, environment };
}

function createPromise(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test.each(["before", "after"] as const)(
  "an auth whose process is killed while it is sent (%s its effect) is not sent again with the same digest",
  async (when) => {
    const { iyzico, run, store, simulator, environment, dropped } = await simulateSilence("auth", when);
    const { requestId } = await iyzico.init({ externalId: "nov", items: itemsOf("nov", 2) });
    const args = ["auth", requestId, "--store", store];
    const { digest } = JSON.parse((await run([...args, "--json"])).stdout);
    const child = startCli([...args, "--approve", digest], environment);
    await Promise.race([dropped, once(child, "exit")]);
    child.kill("SIGKILL");
    await waitForExit(child);
    const { exitCode } = await run([...args, "--approve", digest]);
    expect(exitCode).toBe(4);
    const timesPaid = when === "after" ? 1 : 0;
    expect(simulator.payouts[0]?.items.map((item) => item.timesPaid)).toEqual([timesPaid, timesPaid]);
  },
  60_000,
);

test("an auth that Ctrl-C stops ends with 4, and says that the payout may be authorised", async () => {
  const { iyzico, run, store, environment, dropped } = await simulateSilence("auth", "after");
  const { requestId } = await iyzico.init({ externalId: "nov", items: itemsOf("nov", 1) });
  const args = ["auth", requestId, "--store", store];
  const { digest } = JSON.parse((await run([...args, "--json"])).stdout);
  const child = startCli([...args, "--approve", digest], environment);
  await Promise.race([dropped, once(child, "exit")]);
  child.kill("SIGINT");
  const { exitCode, stderr } = await waitForExit(child);
  expect(exitCode).toBe(4);
  expect(stderr).toContain("Do not run this command again");
}, 60_000);

test("an init whose process is killed while it is sent is not sent again", async () => {
  const { run, write, store, simulator, environment, dropped } = await simulateSilence("init", "after");
  const args = ["init", write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 1) })), "--store", store];
  const child = startCli(args, environment);
  await Promise.race([dropped, once(child, "exit")]);
  child.kill("SIGKILL");
  await waitForExit(child);
  const { exitCode, stderr } = await run(args);
  expect([exitCode, simulator.payouts.length]).toEqual([4, 1]);
  expect(stderr).toContain("whether iyzico has it is unknown");
}, 60_000);
