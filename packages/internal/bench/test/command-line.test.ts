import { expect, test } from "vitest";
import { benchmarks } from "../src/benchmarks/benchmarks.ts";
import { help, parseOptions } from "../src/command-line.ts";

const names = benchmarks.map(({ name }) => name);

test("without an argument everything is measured, and nothing is written into the documentation", () => {
  expect(parseOptions([])).toEqual({ isQuick: false, names, isWritingDocs: false, isHelp: false });
});

test("--only may be repeated, and keeps the order of the report", () => {
  expect(parseOptions(["--only", "wire", "--only", "sign"]).names).toEqual(["sign", "wire"]);
});

test("an unknown benchmark, an unknown option or another argument is refused", () => {
  expect(() => parseOptions(["--only", "speed"])).toThrow(`--only must be one of ${names.join(", ")}, not speed.`);
  expect(() => parseOptions(["--fast"])).toThrow("--fast");
  expect(() => parseOptions(["sign"])).toThrow("sign");
});

test("a part of the figures is not written into the documentation", () => {
  expect(() => parseOptions(["--write-docs", "--quick"])).toThrow("--write-docs must be used without");
  expect(() => parseOptions(["--write-docs", "--only", "sign"])).toThrow("--write-docs must be used without");
  expect(parseOptions(["--write-docs"]).isWritingDocs).toBe(true);
});

test("the help names every benchmark", () => {
  for (const { name, summary } of benchmarks) expect(help).toMatch(new RegExp(`^ +${name} +${summary}$`, "m"));
});
