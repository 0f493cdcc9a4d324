import { expect, test } from "vitest";
import { localeOf } from "../../src/commands/locale.ts";

test.each([
  ["tr", ["pay", "--locale", "tr"], { LANG: "en_US.UTF-8" }],
  ["en", ["pay", "--locale=en"], { LANG: "tr_TR.UTF-8" }],
  ["tr", [], { LANG: "tr_TR.UTF-8" }],
  ["tr", [], { LANG: "tr" }],
  ["en", [], { LANG: "tr_TR.UTF-8", LC_MESSAGES: "en_GB" }],
  ["en", [], { LANG: "tr_TR.UTF-8", LC_MESSAGES: "tr_TR", LC_ALL: "C.UTF-8" }],
  ["tr", [], { LC_ALL: "", LC_MESSAGES: "", LANG: "tr_TR" }],
  ["en", [], { LANG: "trv_TW" }],
  // The call is wrong: its fault is told in the language of the environment.
  ["tr", ["--locale", "de"], { LANG: "tr_TR.UTF-8" }],
  ["en", ["--locale"], { LANG: "de_DE" }],
])("the language is %s for %j in %j", (expected, args, environment) => {
  expect(localeOf(args, environment)).toBe(expected);
});

test("without an environment, the language is that of the system", () => {
  const system = Intl.DateTimeFormat().resolvedOptions().locale;
  expect(localeOf([], {})).toBe(system.startsWith("tr") ? "tr" : "en");
});
