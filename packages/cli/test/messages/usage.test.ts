import { describe, expect, test } from "vitest";
import { locales } from "../../src/messages/catalogs.ts";
import { runCli } from "../support/run-cli.ts";

/** What a wrong call is answered with. */
async function answerTo(locale: string, ...args: string[]): Promise<string> {
  const { exitCode, stderr } = await runCli([...args, "--locale", locale], {});
  expect(exitCode).toBe(2);
  return stderr;
}

const calls = [
  ["pya"],
  ["nothing-of-the-kind"],
  ["pay", "p", "--stroe", "s"],
  ["pay", "p", "-x", "--store", "s"],
  ["pay", "p", "--no-store", "--store", "s"],
  ["pay", "p"],
  ["pay", "--store", "s"],
  ["pay", "p", "--store", "s", "--store", "t"],
  ["pay", "p", "q", "--store", "s"],
  ["pay", "p", "--store", "s", "--skip-check", "x"],
  ["pay", "p", "--store", "--new-store"],
  ["pay", "p", "--store", "s", "--max-amount", "1,50"],
  ["pay", "p", "--store", "s", "--page-size", "0"],
  ["pay", "p", "--store", "s", "--max-wait", "soon"],
  ["pay", "p", "--store", "s", "--stuck-after", "x"],
  ["pay", "p", "--store", "s", "--by", " "],
  ["pay", "p", "--store", "s", "--approve", "0f"],
  ["retrieve"],
  ["retrieve", "--request-id", "1"],
  ["retrieve", "--request-id", "1", "--page", "x"],
  ["simulate", "--port", "99999"],
  ["simulate", "--rejected", "101"],
  ["help", "nothing-of-the-kind"],
  ["completion", "csh"],
] as const;

describe.each(locales)("in %s, a wrong call says what must be", (locale) => {
  test.each(calls.map((call) => [call]))("%j", async (call) => {
    const answer = await answerTo(locale, ...call);
    expect(answer).toMatch(/^mass-payout: \S.*\n/);
    expect(answer).not.toMatch(/undefined|null|\[object/);
    const other = await answerTo(locale === "tr" ? "en" : "tr", ...call);
    expect(answer).not.toBe(other);
  });
});
