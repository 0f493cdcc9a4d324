import { readFileSync } from "node:fs";
import { errorCodes, MassPayoutError, type MassPayoutErrorCode } from "@iyzico-mass-payout/client";
import { expect, test } from "vitest";
import { exitCodes } from "../../src/commands/exit-codes.ts";
import { reportError } from "../../src/commands/report-error.ts";
import { createRecorder, runCli } from "../support/run-cli.ts";

test("the exit codes are 0 to 5", () => {
  expect(Object.values(exitCodes)).toEqual([0, 1, 2, 3, 4, 5]);
});

test("every exit code is in the README and in the help of pay", async () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  expect([...readme.matchAll(/^\| (\d) /gm)].map(([, code]) => Number(code))).toEqual(Object.values(exitCodes));
  for (const [locale, heading] of Object.entries({ en: "Exit code", tr: "Çıkış kodu" })) {
    const { stdout } = await runCli(["pay", "--help", "--locale", locale]);
    const [, text = ""] = new RegExp(`^${heading}: (.*)`, "ms").exec(stdout) ?? [];
    expect(text.match(/\d/g)?.map(Number)).toEqual(Object.values(exitCodes));
  }
});

test("an error has the exit code of the client's table", async () => {
  for (const [code, { exitCode }] of Object.entries(errorCodes)) {
    const error = new MassPayoutError(code as MassPayoutErrorCode, "", { outcome: "not-sent", hint: "" });
    const { output } = createRecorder();
    const context = { stdout: output, stderr: output, locale: "tr" } as const;
    expect(await reportError(error, context, false), code).toBe(exitCode);
  }
});

test("an error is JSON on stdout if that is asked for, and any other error is not one of the client's to report", async () => {
  const [stdout, stderr] = [createRecorder(), createRecorder()];
  const context = { stdout: stdout.output, stderr: stderr.output, locale: "en" } as const;
  const error = new MassPayoutError("rate_limited", "Too many.", { outcome: "rejected", hint: "Wait." });
  expect(await reportError(error, context, true)).toBe(errorCodes.rate_limited.exitCode);
  expect(JSON.parse(stdout.read()).error).toMatchObject({ code: "rate_limited", outcome: "rejected" });
  expect(stderr.read()).not.toBe("");
  const own = new TypeError("own");
  await expect(reportError(own, context, true)).rejects.toBe(own);
});
