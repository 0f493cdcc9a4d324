import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { run } from "../src/run.ts";
import { closedServer, withServer } from "./support/http-server.ts";
import { keys, runCli } from "./support/run-cli.ts";

describe("a call that is wrong ends with 2, prints nothing to stdout, and says what must be", () => {
  test.each([
    ["A command is required.", []],
    ["pya is not a command. Did you mean pay?", ["pya"]],
    ["toString is not a command.", ["toString"]],
    ["--verbose is not an option of this command.", ["retrieve", "--verbose"]],
    ["--verbose is one argument too many.", ["retrieve", "--\u001b[2J\u0007verbose"]],
  ])("%s", async (message, args) => {
    const { exitCode, stdout, stderr } = await runCli(args, { ...keys, LANG: "en_US.UTF-8" });
    expect(stderr).toContain(`mass-payout: ${message}`);
    expect(stderr).toMatch(/\nRun mass-payout (retrieve )?--help for the usage\.\n$/);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
  });
});

describe("a request that fails ends with 1", () => {
  test("and prints iyzico's message and what to do", async () => {
    const json = '{"status":"failure","errorCode":"1001","errorMessage":"api bilgileri bulunamadı\\u001b[2J"}';
    const { exitCode, stdout, stderr } = await withServer(json, (url) =>
      runCli(["retrieve", "--request-id", "1", "--locale", "en"], { ...keys, IYZICO_BASE_URL: url }),
    );
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    const lines = stderr.split("\n");
    expect(lines[0]).toMatch(/^mass-payout: retrieve: .* \(errorCode 1001, HTTP 200\)\.$/);
    expect(lines[1]).toBe("iyzico: api bilgileri bulunamadı");
    expect(lines[2]).toContain("The API key is unknown on this host");
    expect(lines.slice(3)).toEqual([""]);
  });

  test("and names the system's code for a connection that failed", async () => {
    const environment = { ...keys, IYZICO_BASE_URL: await closedServer() };
    const { exitCode, stderr } = await runCli(["retrieve", "--request-id", "1", "--locale", "en"], environment);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("(ECONNREFUSED)");
  });
});

test("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(await runCli(["--version"], {})).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

test("an error that is not the client's is thrown", async () => {
  const output = {
    write() {
      throw new RangeError("no paper");
    },
  };
  const context = {
    environment: {},
    stdin: Readable.from([]),
    stdout: output,
    stderr: output,
    stopSignal: () => new AbortController().signal,
  };
  await expect(run(["--help"], context)).rejects.toThrow(RangeError);
});
