import { describe, expect, inject, test } from "vitest";
import { codesOf, writeFaults } from "../src/meant-faults.ts";
import { projectOf, settings } from "../src/project.ts";
import { typescript7 } from "../src/typescript-7.ts";

const consumer = inject("consumer");

describe.each(settings)("TypeScript 7, strict: $strict, resolution: $resolution, globals of $globals", (setting) => {
  test("compiles a program with every entry point, and refuses every fault", async () => {
    const project = projectOf(consumer, ["program.ts", "refused.ts"], setting);
    expect(await typescript7(project)).toEqual([]);
  });
});

test("TypeScript 7 refuses each fault for its own reason", async () => {
  const file = "faults-7.ts";
  const codes = writeFaults(consumer, file);
  const project = projectOf(consumer, [file], { strict: true, resolution: "node16", globals: "dom" });
  expect(codesOf(file, await typescript7(project))).toEqual(codes);
});
