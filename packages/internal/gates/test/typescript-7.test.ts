import { describe, expect, inject, test } from "vitest";
import { errorCodesOf, writeWithoutDirectives } from "../src/expected-errors.ts";
import { commonJsSetting, type Setting, settings, writeTsconfig } from "../src/tsconfig.ts";
import { checkWithTypeScript7 } from "../src/typescript-7.ts";

const consumer = inject("consumer");
const strictest: Setting = { type: "module", resolution: "node16", strict: true, globals: "dom" };

describe.each([...settings, commonJsSetting])(
  "TypeScript 7, $type, resolution: $resolution, strict: $strict, globals of $globals",
  (setting) => {
    test("compiles a program that imports every entry point, and reports every type error", async () => {
      const project = writeTsconfig(consumer, ["program.ts", "type-errors.ts"], setting);
      expect(await checkWithTypeScript7(project)).toEqual([]);
    });
  },
);

test("TypeScript 7 reports each type error with its own code", async () => {
  const file = "type-errors-7.ts";
  const codes = writeWithoutDirectives(consumer, file);
  const project = writeTsconfig(consumer, [file], strictest);
  expect(errorCodesOf(file, await checkWithTypeScript7(project))).toEqual(codes);
});
