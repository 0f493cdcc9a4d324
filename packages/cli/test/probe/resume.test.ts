import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { openJournal } from "../../src/probe/journal.ts";
import { ibanCheckDigits } from "../../src/probe/recording/account-forms.ts";
import { createInstantClock } from "../support/instant-clock.ts";
import { only, probeMerchant } from "../support/probed-merchant.ts";
import { startCli, waitForExit } from "../support/process.ts";
import { startRelay } from "../support/relay.ts";
import { keys } from "../support/run-cli.ts";
import { noDelays } from "../support/simulated-merchant.ts";

const credentials = { apiKey: keys.IYZICO_API_KEY, secretKey: keys.IYZICO_SECRET_KEY };
const authorising = ["--spend", "0.50", ...only("auth-fields")];

describe("a run that is killed with SIGKILL", () => {
  test.each([
    ["auth", "before", "documents", "open: interrupted", ["CANCELED"]],
    ["auth", "after", "documents", "open: interrupted", ["COMPLETED"]],
    ["init", "before", "documents", "answered: status-only", ["COMPLETED"]],
    // The documents' answers lack the requestId, without which it cannot be cancelled: it is listed.
    ["init", "after", "documents", "answered: status-only", ["COMPLETED", "INIT"]],
    ["init", "after", "java", "answered: status-only", ["CANCELED", "COMPLETED"]],
  ] as const)(
    "at its %s, %s it took effect, polls first and repeats no auth (%s)",
    async (operation, when, dialect, expected, statuses) => {
      const options = { credentials, clock: Date, delays: noDelays, repeatedAuth: "paid-again", dialect } as const;
      const simulator = createSimulator(options);
      const { record } = await probeMerchant();
      let kill: (() => void) | undefined;
      const targets: string[] = [];
      const url = await startRelay(simulator, ({ target }, at) => {
        if (at === "before") targets.push(target.replace(/\?.*/, ""));
        if (kill === undefined || at !== when || !target.includes(`/${operation}`)) return undefined;
        kill();
        kill = undefined;
        return "nothing";
      });
      const environment = { ...keys, IYZICO_BASE_URL: url };
      const args = ["probe", "--record", record, ...authorising];
      const child = startCli(args, environment);
      kill = () => void child.kill("SIGKILL");
      expect((await waitForExit(child)).exitCode).toBeNull();
      const sent = targets.length;

      const { exitCode, stderr } = await waitForExit(startCli(args, environment));
      expect([0, 4]).toContain(exitCode);
      expect(stderr).toContain("Goes on with the run of ");
      expect(targets[sent]).toBe("/v1/mass/payout/retrieve");
      expect(simulator.history.filter((call) => call.operation === "auth").length).toBeLessThanOrEqual(1);
      for (const { items } of simulator.payouts) expect(items[0]?.timesPaid).toBeLessThanOrEqual(1);
      const { findings } = JSON.parse(readFileSync(record, "utf8"));
      const found = findings.find(({ experiment }: { experiment: string }) => experiment === "auth-fields");
      expect(`${found.status}: ${found.answer}`).toBe(expected);
      expect(existsSync(`${record}.run`)).toBe(false);
      expect(simulator.payouts.map(({ status }) => status).sort()).toEqual(statuses);
      const isListed = /: INIT, not authorised$/m.test(stderr);
      expect([isListed, exitCode]).toEqual(statuses.includes("INIT" as never) ? [true, 4] : [false, exitCode]);
    },
  );
});

test("a run that a signal stops goes on, and series that authorise nothing run again under new ids", async () => {
  const merchant = await probeMerchant();
  const stop = new AbortController();
  const clock = createInstantClock();
  const args = ["probe", "--record", merchant.record, ...only("repeated-init")];
  const stopping = {
    ...clock,
    date() {
      if (merchant.simulator.payouts.length > 0) stop.abort();
      return clock.now();
    },
  };
  const stopped = await merchant.run(args, { clock: stopping, signal: stop.signal });
  expect([stopped.exitCode, stopped.stderr]).toEqual([5, expect.stringContaining("Run the same command again")]);
  expect(existsSync(merchant.record)).toBe(false);

  const resumed = await merchant.run(args, { clock });
  expect(resumed.exitCode).toBe(0);
  expect(merchant.found("repeated-init")).toBe("answered: rejected");
  expect(merchant.simulator.payouts.map(({ status }) => status)).toEqual(["CANCELED", "CANCELED"]);
  const ids = merchant.readRecording().exchanges.map(({ id }) => id);
  expect(ids).toEqual(ids.map((_, index) => index + 1));
});

test.each([
  ["another --spend", ["--spend", "0.60", ...only("auth-fields")]],
  ["no --spend", only("repeated-init")],
  ["other experiments", ["--spend", "0.50", ...only("repeated-auth")]],
  ["another recipient", [...authorising, "--recipient", "MEMBER_ID:77"]],
])("an interrupted run does not go on with %s", async (_, args) => {
  const merchant = await probeMerchant();
  const stop = new AbortController();
  const run = (options: readonly string[], signal?: AbortSignal) =>
    merchant.run(["probe", "--record", merchant.record, ...options], {
      clock: createInstantClock(),
      ...(signal && { signal }),
    });
  stop.abort();
  expect((await run(authorising, stop.signal)).exitCode).toBe(5);
  const { exitCode, stderr } = await run(args);
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining("recording.json.run has an interrupted run with other keys"),
  ]);
  expect(merchant.simulator.history).toEqual([]);
});

test("of two processes that go on with one run, the second stops before it sends anything", async () => {
  const merchant = await probeMerchant();
  const folder = join(merchant.folder, "journal");
  const [one, other] = [openJournal(folder), openJournal(folder)];
  one.append({ type: "init-rejected", init: 1 });
  expect(() => other.append({ type: "init-rejected", init: 1 })).toThrow();
  expect(openJournal(folder).events).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(["000000.json"]);
});

test("a process that finds a step of another one in its run sends nothing more", async () => {
  const merchant = await probeMerchant({}, async ({ target }) => {
    const folder = `${merchant.record}.run`;
    const next = String(readdirSync(folder).length).padStart(6, "0");
    if (target.includes("/init")) writeFileSync(join(folder, `${next}.json`), '{"type":"init-rejected","init":1}');
    return undefined;
  });
  const { exitCode, stderr } = await merchant.probe(...authorising);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("Another process goes on with this run.")]);
  expect(merchant.simulator.payouts).toMatchObject([{ auths: 0 }]);
});

test.each([
  ["a file in the place of its folder", (folder: string) => writeFileSync(folder, "")],
  [
    "a damaged step",
    (folder: string) => {
      mkdirSync(folder);
      writeFileSync(join(folder, "000000.json"), "{");
    },
  ],
])("a run with %s is refused, because its payouts may be open", async (_, damage) => {
  const merchant = await probeMerchant();
  damage(`${merchant.record}.run`);
  const { exitCode, stderr } = await merchant.probe();
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("cannot be read. Its payouts may be open")]);
  expect(merchant.simulator.history).toEqual([]);
});

test("nothing of a recipient or key is on the disk while a run goes on, or after it", async () => {
  const merchant = await probeMerchant({}, async () => {
    const files = readdirSync(merchant.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const { parentPath, name } of files) {
      const content = readFileSync(join(parentPath, name), "utf8");
      expect(content).not.toMatch(/Planted|0000000424242|CANARY/i);
    }
    return undefined;
  });
  const iban = `TR${ibanCheckDigits("TR", "9999900000000000424242")}9999900000000000424242`;
  const planted = ["--recipient", `IBAN:${iban}`, "--name", "Planted Person"];
  const { exitCode } = await merchant.probe(...planted, ...only("account-shown"));
  expect(exitCode).toBe(0);
  expect(readFileSync(merchant.record, "utf8")).not.toMatch(/Planted|424242|CANARY/i);
});

test("a run that the disk ends lists its payouts, also those that could not be stored", async () => {
  const merchant = await probeMerchant({}, async ({ target }) => {
    const folder = `${merchant.record}.run`;
    if (target.includes("/init")) {
      // From here on, no file can be made.
      renameSync(folder, `${folder}.kept`);
      writeFileSync(folder, "");
    }
    return undefined;
  });
  const { exitCode, stderr } = await merchant.probe(...only("external-id"));
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("recording.json.run cannot be written (ENOTDIR)")]);
  const [payout] = merchant.simulator.payouts;
  expect(stderr).toContain("These payouts are not cancelled:");
  expect(stderr).toContain(`(requestId ${payout?.requestId}): ?, not authorised`);
  expect(stderr).not.toContain(" at ");
});

test("payouts that are left are listed, also if the recording cannot be written in the end", async () => {
  const merchant = await probeMerchant({}, async ({ target }) => {
    if (!target.includes("/cancel/")) return undefined;
    writeFileSync(merchant.record, "another recording");
    return { status: "failure", errorCode: "11" };
  });
  const { exitCode, stderr } = await merchant.probe(...only("account-shown"));
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining(`(requestId ${merchant.simulator.payouts[0]?.requestId})`),
  ]);
  expect(readFileSync(merchant.record, "utf8")).toBe("another recording");
});

test("what else is in the folder of a run stays there", async () => {
  const merchant = await probeMerchant();
  mkdirSync(`${merchant.record}.run`);
  merchant.write("recording.json.run/notes.txt", "mine");
  expect((await merchant.probe(...only("signed-query"))).exitCode).toBe(0);
  expect(readdirSync(`${merchant.record}.run`)).toEqual(["notes.txt"]);
});

test("a run goes on after a step that is missing, and after one of which a part is left", async () => {
  const merchant = await probeMerchant();
  const folder = join(merchant.folder, "journal");
  mkdirSync(folder);
  merchant.write("journal/000000.json", '{"type":"init","series":"cancel","init":1,"externalId":"probe-1"}');
  merchant.write("journal/000002.json", '{"type":"exchange","exchange":{"id":1,"ser');
  const journal = openJournal(folder);
  journal.append({ type: "resumed" });
  expect(journal.events.map(({ type }) => type)).toEqual(["init", "resumed"]);
  expect(readdirSync(folder)).toContain("000003.json");
});

test("of two processes on one run, the first one sends no other init once the second has begun", async () => {
  const merchant = await probeMerchant();
  const args = ["probe", "--record", merchant.record, ...only("external-id")];
  const clock = createInstantClock();
  let second: ReturnType<typeof merchant.run> | undefined;
  const first = await merchant.run(args, {
    clock: {
      ...clock,
      date() {
        if (merchant.simulator.payouts.length === 1) second ??= merchant.run(args, { clock });
        return clock.now();
      },
    },
  });
  expect([first.exitCode, first.stderr]).toEqual([
    2,
    expect.stringContaining("Another process goes on with this run."),
  ]);
  expect((await second)?.exitCode).toBe(0);
  expect(merchant.simulator.payouts.every(({ status }) => status === "CANCELED")).toBe(true);
});

test("a recording that exists is not replaced, and nothing is sent", async () => {
  const merchant = await probeMerchant();
  merchant.write("recording.json", "{}");
  const { exitCode, stderr } = await merchant.probe();
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("exists already")]);
  expect(merchant.simulator.history).toEqual([]);
});
