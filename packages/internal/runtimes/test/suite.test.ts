import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import facts from "../../../auth/test/vectors.json" with { type: "json" };
import { credentials, type Servers, startServers } from "../src/servers.ts";
import { judge } from "../src/suite-output.ts";
import { run } from "../suite/run.js";
import { signing } from "../suite/signing.js";

// The packages of the workspace, on the Node of the tests: a suite that is wrong shows here before any runtime is there.

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

test("every test of the suite passes here", async () => {
  const lines: string[] = [];
  // What a runtime prints is looked through for the secret.
  const log = vi.spyOn(console, "log").mockImplementation((value) => lines.push(inspect(value)));
  await run({ vectors, credentials, urls: servers.urls, folder, lacks: [] }, (line: string) => lines.push(line));
  log.mockRestore();
  const { passed, ...others } = judge({ stdout: lines.join("\n"), stderr: "" }, [], credentials.secretKey);
  expect(others).toEqual({ failures: [], notApplicable: [] });
  expect(passed).toBeGreaterThan(60);
});

test.each(vectors)("the vector of $origin fails when its signature is another", async (vector) => {
  const signature = vector.signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
  const tests = signing([{ ...vector, signature }]).filter(([name]) => name.startsWith(vector.origin));
  expect(tests).toHaveLength(3);
  const context = { vectors, credentials, urls: servers.urls, folder };
  await expect(tests[0]?.[1](context)).rejects.toThrow("Expected");
  await expect(tests[1]?.[1](context)).rejects.toThrow("Expected");
});
