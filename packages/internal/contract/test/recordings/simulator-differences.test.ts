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
  await new Promise((resolve) => {
    execFile(process.execPath, [toolPath, "probe", "--record", record, ...args], { env }, resolve);
  });
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

test("the published answers are compared too, as far as the simulator can be asked the same", async () => {
  for (const recording of readRecordings()) {
    const { differences, remaining } = await compareWithSimulator(recording);
    // A payout that was made elsewhere is not found, and failures of a day are not those of another.
    expect(remaining.length).toBeLessThanOrEqual(differences.length);
    for (const { recorded } of remaining) expect(recorded).toMatch(/^HTTP \d+, /);
  }
});
