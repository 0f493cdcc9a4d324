import { expect, test } from "vitest";
import { runSimulation } from "./run-simulation.ts";

const seed = Number(process.env["SEED"] ?? 15);

test("no recipient is paid twice and nothing is forgotten while connections, commits and workers are lost", async () => {
  const result = await runSimulation({
    seed,
    payouts: 16,
    workers: 2,
    concurrency: 6,
    perMinute: 1_200,
    troubles: {
      vendor: 4,
      commit: 4,
      cut: 2,
      cutAfterWrite: 2,
      kill: 0,
      pause: 0,
      redeploy: 1,
      crash: 0,
      failOver: 0,
      outage: 0,
    },
    failOvers: 0,
    troubleEveryMs: 500,
    troubleMs: 3_000,
    notFoundGraceMs: 3_000,
    approveAgain: false,
    submitEveryMs: 20,
    maxMs: 120_000,
  });
  console.log(JSON.stringify(result));
  expect(result.inits).toBeGreaterThan(0);
});
