import { expect, inject, test } from "vitest";
import { writeTsconfig } from "../src/tsconfig.ts";
import { countInstantiations } from "../src/typescript-5.9.ts";

const consumer = inject("consumer");

test.each([
  ["with-client.ts", 300],
  ["with-durable.ts", 250],
  ["with-openapi-fetch.ts", 10_000],
])("%s instantiates at most %d types, and at least nine tenths of that budget", (program, budget) => {
  const project = writeTsconfig(consumer, [program], {
    type: "module",
    resolution: "node16",
    strict: true,
    globals: "dom",
  });
  const count = countInstantiations(project);
  expect(count).toBeLessThanOrEqual(budget);
  expect(count).toBeGreaterThan(0.9 * budget);
});
