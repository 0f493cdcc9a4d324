import { describe, expect, inject, test } from "vitest";
import { errorCodesOf, writeWithoutDirectives } from "../src/expected-errors.ts";
import { settings, writeTsconfig } from "../src/tsconfig.ts";
import { checkWithTypeScript59 } from "../src/typescript-5.9.ts";

const consumer = inject("consumer");

describe.each(settings)("TypeScript 5.9, strict: $strict, resolution: $resolution, globals of $globals", (setting) => {
  test("compiles a program that imports every entry point, and reports every type error", () => {
    const project = writeTsconfig(consumer, ["program.ts", "type-errors.ts"], setting);
    expect(checkWithTypeScript59(project)).toEqual([]);
  });
});

test("TypeScript 5.9 reports each type error with its own code", () => {
  const file = "type-errors-5.9.ts";
  const codes = writeWithoutDirectives(consumer, file);
  const project = writeTsconfig(consumer, [file], { strict: true, resolution: "node16", globals: "dom" });
  expect(errorCodesOf(file, checkWithTypeScript59(project))).toEqual(codes);
});
