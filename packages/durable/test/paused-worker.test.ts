import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { expect, onTestFinished, test } from "vitest";
import { createDurablePayouts } from "../src/index.ts";
import { createBooks } from "./simulation/books.ts";
import { type SentRequest, startMachine } from "./simulation/fleet.ts";
import { countOf, planOf, timesPaid, waitFor } from "./support/durable.ts";
import { clientOptions, credentials } from "./support/process-config.ts";

test("a worker that was paused after it had announced an auth does not send it once another one has taken over", async () => {
  const simulator = createSimulator({ credentials, clock: Date, delays: { authorised: 500, processing: 500 } });
  const server = await simulator.listen();
  const database = await createTestDatabase();
  await createBooks(database);
  const config = {
    baseUrl: server.url,
    pollEveryMs: 300,
    notFoundGraceMs: 3_000,
    concurrency: 2,
    perMinute: 3_000,
    listenerFailures: 0,
  };
  const { port, pathname } = new URL(database);
  const options = { portOf: () => Number(port), database: pathname.slice(1) };
  const requests: SentRequest[] = [];
  const first = await startMachine("first", config, { ...options, requests });
  onTestFinished(() => first.stop());
  onTestFinished(() => server.close());

  // The answer to the commit arrives while the worker is paused.
  let release = () => {};
  const isAnnounced = new Promise<void>((resolve) => {
    first.proxy.onCommit = (announced) => {
      if (announced !== "auth") return "pass";
      first.proxy.onCommit = () => "pass";
      resolve();
      return new Promise((answer) => {
        release = answer;
      });
    };
  });
  const payouts = createDurablePayouts({
    database,
    client: createMassPayoutClient(clientOptions({ ...config, database })),
  });
  onTestFinished(() => payouts.stop());
  await payouts.migrate();
  await payouts.submit(planOf("salaries", ["100.50", "20"]), { by: "finance-1" });
  await isAnnounced;
  first.worker.kill("SIGSTOP");
  release();
  const pausedAt = performance.now();
  const before = simulator.history.length;
  const second = await startMachine("second", config, { ...options, requests });
  onTestFinished(() => second.stop());
  await waitFor(async () => {
    const isTakenOver = simulator.history.slice(before).some(({ operation }) => operation === "retrieve");
    return isTakenOver && performance.now() - pausedAt > 11_000 ? true : undefined;
  }, 90_000);
  const asked = requests.filter(({ machine }) => machine === "first").length;
  first.worker.kill("SIGCONT");

  // The paused worker records that it did not send, and the payout is paid as if nothing had happened; or a person is asked.
  const report = await waitFor(async () => {
    const found = await payouts.get("salaries");
    const isAsked = found?.action?.reason === "auth-outcome-unknown" && performance.now() - pausedAt > 60_000;
    return found?.outcome === "settled" || isAsked ? found : undefined;
  }, 90_000);
  const [next] = requests.filter(({ machine }) => machine === "first").slice(asked);
  expect(next?.operation).not.toBe("auth");
  expect(countOf(simulator, "auth")).toBe(report.outcome === "settled" ? 1 : 0);
  expect(Math.max(...timesPaid(simulator))).toBe(report.outcome === "settled" ? 1 : 0);
});
