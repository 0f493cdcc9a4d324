import { readFileSync } from "node:fs";
import { errorCodes, MassPayoutError, type MassPayoutErrorCode } from "@iyzico-mass-payout/client";
import { expect, test } from "vitest";
import { exitCodes } from "../../src/commands/exit-codes.ts";
import { reportError } from "../../src/commands/report-error.ts";
import { commandHelp, overview } from "../../src/views/help.ts";
import { createRecorder } from "../support/run-cli.ts";

test("the exit codes are 0 to 5", () => {
  expect(Object.values(exitCodes)).toEqual([0, 1, 2, 3, 4, 5]);
});

test("every exit code is in the README, in the overview and in the help of pay", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  expect([...readme.matchAll(/^\| (\d) /gm)].map(([, code]) => Number(code))).toEqual(Object.values(exitCodes));
  for (const help of [overview, commandHelp.pay]) {
    const [, text = ""] = /^Exit code: (.*)/ms.exec(help) ?? [];
    expect(text.match(/\d/g)?.map(Number)).toEqual(Object.values(exitCodes));
  }
});

test("an error has the exit code of the client's table", () => {
  for (const [code, { exitCode }] of Object.entries(errorCodes)) {
    const error = new MassPayoutError(code as MassPayoutErrorCode, "", { outcome: "not-sent", hint: "" });
    expect(reportError(error, createRecorder().output), code).toBe(exitCode);
  }
});
