import { describe, expect, inject, test } from "vitest";
import { errorCodesOf, writeWithoutDirectives } from "../src/expected-errors.ts";
import { nestSetting, type Setting, settings, writeTsconfig } from "../src/tsconfig.ts";
import { checkWithTypeScript59 } from "../src/typescript-5.9.ts";

const consumer = inject("consumer");
const strictest: Setting = { type: "module", resolution: "node16", strict: true, globals: "dom" };

describe.each(settings)(
  "TypeScript 5.9, $type, resolution: $resolution, strict: $strict, globals of $globals",
  (setting) => {
    test("compiles a program that imports every entry point, and reports every type error", () => {
      const project = writeTsconfig(consumer, ["program.ts", "type-errors.ts"], setting);
      expect(checkWithTypeScript59(project)).toEqual([]);
    });
  },
);

test("TypeScript 5.9 reports each type error with its own code", () => {
  const file = "type-errors-5.9.ts";
  const codes = writeWithoutDirectives(consumer, file);
  const project = writeTsconfig(consumer, [file], strictest);
  expect(errorCodesOf(file, checkWithTypeScript59(project))).toEqual(codes);
});

test("TypeScript 5.9 compiles a program with the settings of NestJS, decorators included", () => {
  // Without exports, nothing keeps this resolution from the sources of a package: the type errors are left out.
  const project = writeTsconfig(consumer, ["program.ts", "nest-service.ts"], nestSetting);
  expect(checkWithTypeScript59(project)).toEqual([]);
});
