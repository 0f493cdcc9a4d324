import { expect, inject, test } from "vitest";
import { projectOf } from "../src/project.ts";
import { instantiations } from "../src/typescript-5.9.ts";

const consumer = inject("consumer");

test.each([
  ["with-client.ts", 300],
  ["with-openapi-fetch.ts", 10_000],
])("%s costs its author no more than %d instantiations of types", (program, budget) => {
  const project = projectOf(consumer, [program], { strict: true, resolution: "node16", globals: "dom" });
  const count = instantiations(project);
  expect(count).toBeLessThanOrEqual(budget);
  expect(count).toBeGreaterThan(0.9 * budget);
});
