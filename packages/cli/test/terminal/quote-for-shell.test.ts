import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { quoteForShell } from "../../src/terminal/quote-for-shell.ts";

const words = [
  "maaş 2026-11.json",
  "it's",
  "$HOME",
  "`id`",
  'a"b',
  "*",
  "~",
  "",
  "a\\b",
  "=ls",
  "--max-amount=5",
  "!x",
  "/a-b_c.d",
];

test.skipIf(process.platform === "win32")("a shell reads a quoted command line as exactly its words", () => {
  const command = quoteForShell(
    [process.execPath, "-p", "JSON.stringify(process.argv.slice(1))", "--", ...words],
    "linux",
  );
  expect(JSON.parse(execFileSync("sh", ["-c", command], { encoding: "utf8" }))).toEqual(words);
});

test("a word that no shell changes is not quoted", () => {
  expect(quoteForShell(["mass-payout", "pay", "plan.json", "--store", "/var/lib/payouts"])).toBe(
    "mass-payout pay plan.json --store /var/lib/payouts",
  );
});

test("PowerShell doubles a quote, and more characters mean something to it", () => {
  expect(quoteForShell(["it's", "a,b", "@x", "plan.json"], "win32")).toBe("'it''s' 'a,b' '@x' plan.json");
});
