import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import facts from "@iyzico-mass-payout/spec/vectors/iyzwsv2.json" with { type: "json" };
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { credentials, type Servers, startServers } from "../src/servers.ts";
import { judge } from "../src/suite-output.ts";
import { run } from "../suite/run.js";
import { signing } from "../suite/signing.js";

// The suite on the packages of the workspace and the Node of the tests: it finds an error without installing a runtime.

const { vectors } = facts;
const folder = mkdtempSync(join(tmpdir(), "mass-payout-suite-"));
let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(async () => {
  await servers.close();
  rmSync(folder, { recursive: true });
});

test("every test of the suite passes on the Node of the tests", async () => {
  const lines: string[] = [];
  // The output is searched for the secret.
  const log = vi.spyOn(console, "log").mockImplementation((value) => lines.push(inspect(value)));
  await run({ vectors, credentials, urls: servers.urls, folder, lacks: [] }, (line: string) => lines.push(line));
  log.mockRestore();
  const { passed, ...others } = judge({ stdout: lines.join("\n"), stderr: "" }, [], credentials.secretKey);
  expect(others).toEqual({ failures: [], notApplicable: [] });
  expect(passed).toBeGreaterThan(60);
});

test.each(vectors)("the vector of $origin fails with another signature", async (vector) => {
  const signature = vector.signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
  const tests = signing([{ ...vector, signature }]).filter(([name]) => name.startsWith(vector.origin));
  expect(tests).toHaveLength(3);
  const context = { vectors, credentials, urls: servers.urls, folder };
  await expect(tests[0]?.[1](context)).rejects.toThrow("Expected");
  await expect(tests[1]?.[1](context)).rejects.toThrow("Expected");
});
