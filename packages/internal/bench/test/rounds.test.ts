import { expect, test } from "vitest";
import type { Meter } from "../src/measure/meter.ts";
import { ratioOf, summaryOf } from "../src/measure/ratios.ts";
import { type Contender, measureRounds, orderOf } from "../src/measure/rounds.ts";

/** A meter whose time passes only when a contender says so, and the names of the contenders in the order of their runs. */
function createMachine() {
  let [cpu, wall] = [0, 0];
  const runs: string[] = [];
  const meter: Meter = { cpuMs: () => cpu, wallMs: () => wall };
  const contender = (name: string, costMs: () => number): Contender => ({
    name,
    run() {
      runs.push(name);
      cpu += costMs();
      wall += 2 * costMs();
    },
  });
  return { meter, runs, contender };
}

/** The runs without those that follow a run of the same contender: the batches. */
function batchesOf(runs: readonly string[]): string[] {
  return runs.filter((name, index) => name !== runs[index - 1]);
}

test("over twice as many rounds as contenders, each comes twice at every place and after both neighbours", () => {
  const contenders = ["a", "b", "c"];
  const orders = Array.from({ length: 6 }, (_, round) => orderOf(contenders, round).join(""));
  expect(orders).toEqual(["abc", "cba", "bca", "acb", "cab", "bac"]);
  for (const place of [0, 1, 2])
    expect(
      orders
        .map((order) => order[place])
        .sort()
        .join(""),
    ).toBe("aabbcc");
  expect(orderOf(contenders, 6)).toEqual(contenders);
});

test("every contender runs in every round", async () => {
  const { meter, runs, contender } = createMachine();
  const contenders = [contender("a", () => 1), contender("b", () => 2), contender("c", () => 3)];
  const effort = { rounds: 6, batchMs: 24, warmUpMs: 24 };
  const samples = await measureRounds(contenders, effort, meter);
  for (const name of ["a", "b", "c"]) expect(samples.get(name)).toHaveLength(6);
  const rounds = ["abc", "cba", "bca", "acb", "cab", "bac"].join("");
  // The warm-up of each comes before. Two batches of one contender may follow each other at the end of a round.
  expect(batchesOf(runs).join("")).toBe(`abc${rounds}`.replace(/(.)\1+/g, "$1"));
});

test("a sample is what one operation used, however many are in a batch", async () => {
  const { meter, contender } = createMachine();
  const samples = await measureRounds(
    [contender("a", () => 1), contender("b", () => 10)],
    { rounds: 3, batchMs: 100, warmUpMs: 0 },
    meter,
  );
  expect(summaryOf(samples, "a", ({ cpuMs }) => cpuMs)).toEqual({ median: 1, lower: 1, upper: 1 });
  expect(summaryOf(samples, "b", ({ cpuMs }) => cpuMs)).toEqual({ median: 10, lower: 10, upper: 10 });
  expect(summaryOf(samples, "b", ({ wallMs }) => wallMs).median).toBe(20);
});

test("a ratio is taken within a round: a machine that gets slower for all does not change it", async () => {
  const { meter, runs, contender } = createMachine();
  const slowness = () => 1 + Math.floor(runs.length / 100);
  const samples = await measureRounds(
    [contender("reference", slowness), contender("own", () => 3 * slowness())],
    { rounds: 5, batchMs: 1, warmUpMs: 0 },
    meter,
  );
  const ratio = ratioOf(samples, "own", "reference", (own, reference) => own.cpuMs / reference.cpuMs);
  expect(ratio).toEqual({ median: 3, lower: 3, upper: 3 });
  expect(() => ratioOf(samples, "other", "reference", () => 1)).toThrow("other was not measured.");
});

test("a contender is warmed up for at least the time of the warm-up", async () => {
  const { meter, runs, contender } = createMachine();
  await measureRounds([contender("a", () => 1)], { rounds: 0, batchMs: 2, warmUpMs: 100 }, meter);
  expect(runs.length).toBeGreaterThanOrEqual(50);
});

test("as many operations are in progress at once as the concurrency says, and never more", async () => {
  let [active, maxActive, wall] = [0, 0, 0];
  const meter: Meter = { cpuMs: () => wall, wallMs: () => wall };
  const run = async () => {
    active += 1;
    maxActive = Math.max(maxActive, active);
    await new Promise((resolve) => setImmediate(resolve));
    active -= 1;
    wall += 1;
  };
  await measureRounds([{ name: "a", run }], { rounds: 2, batchMs: 40, warmUpMs: 0, concurrency: 4 }, meter);
  expect(maxActive).toBe(4);
});

test("a contender that fails ends the measurement", async () => {
  const { meter } = createMachine();
  const run = () => Promise.reject(new Error("no connection"));
  await expect(measureRounds([{ name: "a", run }], { rounds: 1, batchMs: 1, warmUpMs: 0 }, meter)).rejects.toThrow(
    "no connection",
  );
});
