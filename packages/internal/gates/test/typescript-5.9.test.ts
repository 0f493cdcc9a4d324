import { describe, expect, inject, test } from "vitest";
import { codesOf, writeFaults } from "../src/meant-faults.ts";
import { projectOf, settings } from "../src/project.ts";
import { typescript59 } from "../src/typescript-5.9.ts";

const consumer = inject("consumer");

describe.each(settings)("TypeScript 5.9, strict: $strict, resolution: $resolution, globals of $globals", (setting) => {
  test("compiles a program with every entry point, and refuses every fault", () => {
    const project = projectOf(consumer, ["program.ts", "refused.ts"], setting);
    expect(typescript59(project)).toEqual([]);
  });
});

test("TypeScript 5.9 refuses each fault for its own reason", () => {
  const file = "faults-5.9.ts";
  const codes = writeFaults(consumer, file);
  const project = projectOf(consumer, [file], { strict: true, resolution: "node16", globals: "dom" });
  expect(codesOf(file, typescript59(project))).toEqual(codes);
});
