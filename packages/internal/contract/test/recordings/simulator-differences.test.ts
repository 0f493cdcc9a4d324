import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulator, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { toolPath } from "../../src/demo/run-tool.ts";
import { findContradictions } from "../../src/recordings/contradictions.ts";
import { parseRecording, type Recording, readRecordings } from "../../src/recordings/recording.ts";
import { compareWithSimulator } from "../../src/recordings/simulator-differences.ts";

const credentials = { apiKey: "sandbox-contract", secretKey: "sandbox-contract-secret" };
const noDelays = { authorised: 500, queued: 500, itemsQueued: 0, sent: 0, processing: 0, refund: 0 };

/** Probes a simulator with these options by the built command, over HTTP. */
async function recordSimulator(options: SimulatorOptions, args: readonly string[]): Promise<Recording> {
  const simulator = createSimulator({ credentials, clock: Date, delays: noDelays, ...options });
  const server = await simulator.listen();
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-recording-"));
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const record = join(folder, "recording.json");
  const { apiKey, secretKey } = credentials;
  const env = {
    IYZICO_API_KEY: apiKey,
    IYZICO_SECRET_KEY: secretKey,
    IYZICO_BASE_URL: server.url,
    LANG: "en_US.UTF-8",
  };
  const { exitCode, stderr } = await new Promise<{ exitCode: unknown; stderr: string }>((resolve) => {
    execFile(process.execPath, [toolPath, "probe", "--record", record, ...args], { env }, (error, _, text) =>
      resolve({ exitCode: error === null ? 0 : error.code, stderr: text }),
    );
  });
  expect(exitCode, stderr).toBe(0);
  return parseRecording("recording.json", readFileSync(record, "utf8"));
}

const only = (...experiments: string[]) => experiments.flatMap((experiment) => ["--only", experiment]);

describe("a recording of a vendor that answers otherwise than the simulator", () => {
  test.each<[string[], SimulatorOptions, string[]]>([
    [[], {}, only("external-id", "repeated-init")],
    [
      ['dialect: "java"', 'repeatedInit: "same-payout"', 'signedTarget: "path-and-query"', 'usedRandomKey: "rejected"'],
      { dialect: "java", repeatedInit: "same-payout", signedTarget: "path-and-query", usedRandomKey: "rejected" },
      only("external-id", "repeated-init", "used-random-key"),
    ],
    [
      ['invalidListing: "rejected"', 'notFound: "success-without-payout"', 'repeatedInit: "new-payout"'],
      { invalidListing: "rejected", notFound: "success-without-payout", repeatedInit: "new-payout" },
      only("external-id", "unknown-payout", "repeated-init"),
    ],
    [
      ['repeatedAuth: "paid-again"'],
      { repeatedAuth: "paid-again", commissionOf: () => "0.01" },
      [...only("repeated-auth"), "--spend", "1.00"],
    ],
  ])("is made alike by %j", async (options, vendor, args) => {
    const recording = await recordSimulator(vendor, args);
    expect(recording.exchanges.length).toBeGreaterThan(5);
    const likeness = await compareWithSimulator(recording);
    expect(likeness.options).toEqual(options);
    expect(likeness.remaining).toEqual([]);
    expect(likeness.differences.length > 0).toBe(options.length > 0);
    // What the simulator answers is in the document.
    expect(findContradictions(recording)).toEqual([]);
  });

  test("names what no option makes alike", async () => {
    const recording = await recordSimulator({}, only("external-id"));
    const exchanges = recording.exchanges.map((exchange) => {
      const { response } = exchange;
      if (response === undefined || !response.body.includes("referenceCode")) return exchange;
      return { ...exchange, response: { ...response, body: response.body.replace('"referenceCode"', '"reference"') } };
    });
    const { options, remaining } = await compareWithSimulator({ ...recording, exchanges });
    expect(options).toEqual([]);
    expect(remaining).toContainEqual({
      at: expect.any(Number),
      recorded: expect.stringContaining(".reference:string"),
      simulated: expect.stringContaining(".referenceCode:string"),
    });
  });
});

/** An answer in short: a success by the fields that the other one has not, if both are successes. */
function shorten(answer: string, other: string): string {
  if (!answer.startsWith("HTTP 200, .")) return answer;
  const fields = answer.split(" ").filter((field) => !other.includes(field));
  return other.startsWith("HTTP 200, .") ? ["success", ...fields].join(" ") : "success";
}

test("what the simulator answers otherwise than was published is named, and no option would change it", async () => {
  const found: string[] = [];
  for (const recording of readRecordings()) {
    const { options, differences, remaining } = await compareWithSimulator(recording);
    expect([options, remaining]).toEqual([[], differences]);
    for (const { at, recorded, simulated } of differences) {
      found.push(`${recording.name} ${at}: ${shorten(recorded, simulated)} | ${shorten(simulated, recorded)}`);
    }
  }
  expect(found).toEqual([
    // A payout that was made elsewhere is not found.
    "documents.json 1: success | HTTP 200, failure 11",
    "documents.json 2: HTTP 200, no JSON | HTTP 200, failure 11",
    "documents.json 3: success | HTTP 200, failure 11",
    // The simulator repeats the locale of the request.
    "documents.json 4: success | success .locale:string",
    "documents.json 5: success | HTTP 200, failure 11",
    "documents.json 6: success | success .locale:string",
    "documents.json 7: success | success .locale:string",
    "documents.json 8: success | HTTP 200, failure 11",
    "documents.json 9: HTTP 200, failure 50000 | HTTP 200, failure 11",
    // Failures of a day are not those of another.
    "failures.json 1: HTTP 401, failure 5 | success",
    "failures.json 3: HTTP 200, failure without a code | HTTP 200, failure 11",
    "failures.json 5: HTTP 200, failure 1001 | HTTP 200, failure 11",
    "failures.json 6: HTTP 200, failure 2000 | HTTP 200, failure 11",
    "failures.json 7: HTTP 200, failure 100001 | HTTP 200, failure 11",
    "failures.json 8: HTTP 502, no JSON | HTTP 200, failure 11",
  ]);
});
