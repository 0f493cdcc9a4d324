// `pnpm test:simulation`: 500 payouts on four workers, with everything that can fail. SEED=… runs another schedule.
import { expect, test } from "vitest";
import { runSimulation } from "./run-simulation.ts";

const seed = Number(process.env["SEED"] ?? 20261126);
const payouts = Number(process.env["PAYOUTS"] ?? 500);

test(`no recipient of ${payouts} payouts is paid twice, and none is forgotten, whatever dies`, async () => {
  const result = await runSimulation({
    seed,
    payouts,
    workers: 4,
    concurrency: 8,
    perMinute: 3_000,
    troubles: {
      vendor: 12,
      commit: 4,
      cut: 3,
      cutAfterWrite: 2,
      kill: 2,
      pause: 2,
      redeploy: 2,
      crash: 1,
      failOver: 1,
      outage: 1,
    },
    failOvers: 3,
    troubleEveryMs: 1_500,
    troubleMs: 240_000,
    notFoundGraceMs: 12_000,
    approveAgain: true,
    submitEveryMs: 100,
    maxMs: 1_200_000,
    onNote: (note) => console.log(note),
  });
  console.log(JSON.stringify(result));
  expect(result.outcomes["settled"]).toBeGreaterThan(payouts / 2);
}, 3_600_000);
