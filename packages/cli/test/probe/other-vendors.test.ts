import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { openJournal } from "../../src/probe/journal.ts";
import { createInstantClock } from "../support/instant-clock.ts";
import { only, type ProbedMerchant, probeMerchant } from "../support/probed-merchant.ts";
import { type RelayAnswer, startRelay } from "../support/relay.ts";

/** Answers in place of the simulator, with the number of the request; `undefined` leaves it to the simulator. */
type Front = (request: { target: string; body: string; count: number }) => RelayAnswer | undefined;

/** @param after answers once the simulator has executed the request. */
async function standInFront({ simulator, environment }: ProbedMerchant, front: Front, after?: Front): Promise<void> {
  let count = 0;
  environment.IYZICO_BASE_URL = await startRelay(simulator, (request, when) => {
    if (when === "after") return after?.({ ...request, count });
    count += 1;
    return front({ ...request, count });
  });
}

const failure = (errorCode: string) => ({ status: 200, body: JSON.stringify({ status: "failure", errorCode }) });
const page = { status: 200, body: "<html>Deneme Masa</html>" };
const limit = { status: 429, body: "<html></html>", headers: { "retry-after": "90" } };

function countOf({ history }: Simulator, operation: string): number {
  return history.filter((call) => call.operation === operation).length;
}

test("a cancel that is refused ends the run: its payout is listed, and no more are created", async () => {
  const merchant = await probeMerchant();
  await standInFront(merchant, ({ target }) => (target.includes("/cancel/") ? failure("C409") : undefined));
  const { exitCode, stderr } = await merchant.probe();
  expect([exitCode, merchant.simulator.payouts.length]).toEqual([4, 1]);
  expect(stderr).toMatch(/not cancelled:\n {2}probe-\w+-\d+ \(requestId [\w-]+\): INIT, not authorised\n/);
  expect(merchant.found("repeated-init")).toBe("open: cannot-cancel");
});

test("a cancel whose answer is lost, or that a limit stops, is tried again", async () => {
  const merchant = await probeMerchant();
  let cancels = 0;
  await standInFront(merchant, ({ target }) => {
    if (!target.includes("/cancel/")) return undefined;
    cancels += 1;
    return cancels === 1 ? limit : cancels === 2 ? "reset" : undefined;
  });
  const { exitCode } = await merchant.probe(...only("account-shown"));
  expect([exitCode, cancels]).toEqual([0, 3]);
  expect(merchant.simulator.payouts).toMatchObject([{ status: "CANCELED" }]);
});

test("a success without a requestId is listed, and no more payouts are created", async () => {
  const merchant = await probeMerchant();
  await standInFront(
    merchant,
    () => undefined,
    ({ target }) => (target.includes("/init") ? { status: 200, body: '{"status":"success","data":{}}' } : undefined),
  );
  const { exitCode, stderr } = await merchant.probe();
  expect([exitCode, merchant.simulator.payouts.length]).toEqual([4, 1]);
  expect(stderr).toContain("(requestId unknown): INIT, not authorised");
});

test("of a vendor that shows another payout for an id that it does not know, that one is not cancelled", async () => {
  const merchant = await probeMerchant({ dialect: "java" });
  const { requestId } = await merchant.iyzico.init({
    externalId: "payroll",
    items: [
      {
        itemExternalId: "payroll-1",
        recipientType: "MEMBER_ID",
        recipientInfo: "member-1",
        amount: { value: "1.00", currency: "TRY" },
        description: "November",
      },
    ],
  });
  const payroll = JSON.stringify({
    status: "success",
    massPayout: { externalId: "payroll", massPayoutStatus: "INIT", requestId },
    total: 1,
    massPayoutItems: { items: [{ itemExternalId: "payroll-1", itemStatus: "INIT", massPayoutRequestId: requestId }] },
  });
  await standInFront(merchant, ({ target, body }) => {
    if (target.includes("/init")) return "reset";
    return body.includes("externalMassPayoutId") ? { status: 200, body: payroll } : undefined;
  });
  const { exitCode } = await merchant.probe(...only("account-shown"));
  expect([exitCode, countOf(merchant.simulator, "cancel")]).toEqual([4, 0]);
  expect(merchant.simulator.payouts).toMatchObject([{ status: "INIT" }]);
});

test.each([
  ["created all the same", "dropped", "CANCELED"],
  ["not created", "kept", undefined],
])("a payout that was rejected with an unknown code is looked for: it was %s", async (_, when, status) => {
  const merchant = await probeMerchant({ dialect: "java" });
  const reject: Front = ({ target }) => (target.includes("/init") ? failure("77") : undefined);
  await standInFront(merchant, when === "kept" ? reject : () => undefined, reject);
  const { exitCode, stderr } = await merchant.probe(...only("account-shown"));
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("No payout of this run is known to be open.")]);
  expect(merchant.simulator.payouts.map((payout) => payout.status)).toEqual(status === undefined ? [] : [status]);
});

test("a second init whose answer was lost is listed, though it has the externalId of the first one", async () => {
  const merchant = await probeMerchant({ repeatedInit: "new-payout" });
  let inits = 0;
  await standInFront(
    merchant,
    () => undefined,
    ({ target }) => {
      if (target.includes("/init")) inits += 1;
      return target.includes("/init") && inits === 2 ? "reset" : undefined;
    },
  );
  const { exitCode, stderr } = await merchant.probe(...only("repeated-init"));
  expect([exitCode, merchant.found("repeated-init")]).toEqual([4, "open: unclear"]);
  expect(stderr).toContain("(requestId unknown)");
});

test.each([
  ["without its requestId", false],
  ["with its requestId", true],
])("a second init whose answer was lost is listed if its externalId shows the first one %s", async (_, hasId) => {
  const merchant = await probeMerchant({ repeatedInit: "new-payout" });
  let inits = 0;
  await standInFront(
    merchant,
    ({ body }) => {
      const [first] = merchant.simulator.payouts;
      const { externalMassPayoutId: externalId } = JSON.parse(body || "{}");
      if (first === undefined || externalId === undefined) return undefined;
      const massPayout = { externalId, massPayoutStatus: first.status, ...(hasId && { requestId: first.requestId }) };
      return { status: 200, body: JSON.stringify({ status: "success", massPayout }) };
    },
    ({ target }) => {
      if (target.includes("/init")) inits += 1;
      return target.includes("/init") && inits === 2 ? "reset" : undefined;
    },
  );
  const { exitCode, stderr } = await merchant.probe(...only("repeated-init"));
  expect(merchant.simulator.payouts.map(({ status }) => status)).toEqual(["CANCELED", "INIT"]);
  expect([exitCode, stderr]).toEqual([4, expect.stringContaining("(requestId unknown): ?, not authorised")]);
});

test.each([
  [
    "a referenceCode with half of a character",
    "dates",
    (answer: string) => answer.replace(/"referenceCode":"[^"]*"/g, '"referenceCode":"\\ud800x"'),
  ],
  [
    "lists within lists",
    "external-id",
    (answer: string) => answer.replace('"status"', `"more":${"[".repeat(100_000)}${"]".repeat(100_000)},"status"`),
  ],
])("%s neither ends the run nor leaves a payout", async (_, experiment, change) => {
  const merchant = await probeMerchant();
  await merchant.changeAnswers((answer, { target }) => (target.includes("/retrieve?") ? change(answer) : answer));
  const { exitCode, stderr } = await merchant.probe(...only(experiment));
  expect([0, 4]).toContain(exitCode);
  const left = merchant.simulator.payouts.filter(({ status }) => status !== "CANCELED");
  for (const { requestId } of left) expect(stderr).toContain(`(requestId ${requestId})`);
  expect(merchant.found(experiment)).toBeDefined();
});

test("a second init that was rejected by a code of no document is not listed if its externalId shows the first one", async () => {
  const merchant = await probeMerchant();
  let inits = 0;
  await standInFront(merchant, ({ target }) => {
    if (target.includes("/init")) inits += 1;
    return target.includes("/init") && inits === 2 ? failure("C409") : undefined;
  });
  const { exitCode, stderr } = await merchant.probe(...only("repeated-init"));
  expect([exitCode, merchant.found("repeated-init")]).toEqual([0, "answered: rejected"]);
  expect(stderr).toContain("No payout of this run is known to be open.");
});

describe("an answer that is none ends no question", () => {
  test.each([
    ["pages", page],
    ["redirects", { status: 302, body: "", headers: { location: "https://other.example/deneme" } }],
    ["limits", limit],
    ["system errors", failure("100001")],
    ["HTTP 500", { status: 500, body: '{"status":"failure","errorCode":"77"}' }],
    ["JSON that is no envelope", { status: 200, body: "[]" }],
  ])("if all are %s", async (_, answer) => {
    const merchant = await probeMerchant();
    await standInFront(merchant, ({ count }) => (count > 2 ? answer : undefined));
    await merchant.probe("--spend", "5.00");
    const { findings } = merchant.readRecording();
    const answered = findings.filter(({ status }) => status === "answered").map(({ experiment }) => experiment);
    expect(answered).toEqual(["signed-query"]);
    // It has stopped before it created anything.
    expect(merchant.simulator.payouts).toEqual([]);
    expect(await merchant.run(["probe", "check", merchant.record])).toMatchObject({ exitCode: 0 });
  });

  test.each([
    [1, "open: failed"],
    [2, "open: unclear"],
  ])("if the query is signed in %d way only that is answered", async (first, said) => {
    const merchant = await probeMerchant();
    await standInFront(merchant, ({ count, target }) =>
      target.includes("/balance") && (first === 1 || count > 1) ? page : undefined,
    );
    await merchant.probe(...only("signed-query"));
    expect(merchant.found("signed-query")).toBe(said);
  });

  const cases: readonly [experiment: string, said: string, front: Front][] = [
    ["used-random-key", "open: unclear", ({ count }) => (count === 4 ? page : undefined)],
    ["used-random-key", "open: failed", ({ count }) => (count === 3 ? page : undefined)],
    ["random-header", "open: control-failed", ({ count }) => (count === 3 ? page : undefined)],
    ["random-header", "open: unclear", ({ count }) => (count > 4 && count < 9 ? page : undefined)],
    ["unknown-item", "open: unclear", ({ target }) => (target.includes("/items/") ? page : undefined)],
    ["reference-code", "open: unclear", ({ target }) => (target.includes("/items/") ? page : undefined)],
    ["failure-status", "open: nothing-rejected", () => ({ status: 200, body: '{"status":"success","balance":{}}' })],
    ["balance-currency", "open: unreadable", () => ({ status: 200, body: '{"status":"success","balance":{}}' })],
    ["first-page", "open: unclear", ({ body }) => (body.includes('"page":1') ? page : undefined)],
    ["empty-invalid-listing", "open: unclear", ({ body }) => (body.includes("INVALID") ? page : undefined)],
    ["external-id", "open: unclear", ({ body }) => (body.includes("externalMassPayoutId") ? page : undefined)],
    ["missing-fields", "open: unclear", ({ body }) => (body.includes('"requestId"') ? page : undefined)],
    ["item-type", "open: unclear", ({ body }) => (body.includes("VALID") ? page : undefined)],
    ["two-ids", "open: unclear", ({ body }) => (/requestId.*externalMassPayoutId/.test(body) ? page : undefined)],
    ["page-size", "open: unclear", ({ body }) => (body.includes('"size":100,') ? page : undefined)],
    ["item-count", "open: unclear", ({ body }) => (body.length > 20_000 ? page : undefined)],
    ["item-count", "open: control-failed", ({ body }) => (body.length > 2_000 ? failure("11") : undefined)],
    ["request-size", "answered: limited", ({ body }) => (body.length > 20_000 ? { ...page, status: 413 } : undefined)],
    ["second-cancel", "open: unclear", ({ target }) => (target.includes("/cancel/0000") ? page : undefined)],
    ["content-type", "open: failed", ({ target }) => (target.includes("/cancel/") ? failure("11") : undefined)],
    ["purposes", "open: unclear", ({ body }) => (body.includes('"BONUS"') ? page : undefined)],
    ["auth-without-items", "open: unclear", ({ target }) => (target.includes("/auth") ? page : undefined)],
    ["auth-fields", "open: auth-failed", ({ target }) => (target.includes("/auth") ? page : undefined)],
    [
      "auth-above-balance",
      "open: unclear",
      ({ target }) =>
        target.includes("/auth")
          ? page
          : target.includes("/balance")
            ? { status: 200, body: '{"status":"success","balance":"0.50"}' }
            : undefined,
    ],
  ];
  test.each(cases)("%s is %s", async (experiment, said, front) => {
    const merchant = await probeMerchant();
    await standInFront(merchant, front);
    await merchant.probe("--spend", "5.00", ...only(experiment));
    expect(merchant.found(experiment)).toBe(said);
  });
});

describe("nothing is authorised", () => {
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  const cases: readonly [what: string, change: (answer: any) => void][] = [
    ["in another currency", ({ massPayoutItems }) => Object.assign(massPayoutItems.items[0], { currencyCode: "USD" })],
    ["with an item twice", ({ massPayoutItems }) => massPayoutItems.items.push(massPayoutItems.items[0])],
    ["with a larger sum", ({ massPayout }) => Object.assign(massPayout, { totalAmount: 1000 })],
    ["with amounts in kuruş", ({ massPayoutItems }) => Object.assign(massPayoutItems.items[0], { totalAmount: 100 })],
    ["as another one", ({ massPayout }) => Object.assign(massPayout, { externalId: "payroll" })],
  ];
  test.each(cases)("of a payout that is shown %s", async (_, change) => {
    const { probe, changeAnswers, simulator, found } = await probeMerchant();
    await changeAnswers((answer) => {
      const json = JSON.parse(answer);
      if (json.massPayout !== undefined) change(json);
      return JSON.stringify(json);
    });
    await probe("--spend", "5.00", ...only("auth-fields"));
    expect([countOf(simulator, "auth"), found("auth-fields")]).toEqual([0, "open: not-as-ordered"]);
  });
});

test.each([
  ["in kuruş", 100],
  ["that other payouts change", 7],
])("of a balance %s it is not said when it falls, and no auth follows the first one", async (_, factor) => {
  const { probe, changeAnswers, simulator, found } = await probeMerchant({ repeatedAuth: "paid-again" });
  await changeAnswers((answer, { target }) => {
    const json = JSON.parse(answer);
    if (target.includes("/balance")) json.balance = Math.round(Number(json.balance) * factor);
    return JSON.stringify(json);
  });
  await probe("--spend", "4.00", ...only("repeated-auth", "balance-after-auth"));
  expect([found("repeated-auth"), found("balance-after-auth")]).toEqual(["open: cost-more", "open: unreadable"]);
  expect(countOf(simulator, "auth")).toBe(1);
});

test("a listing that is still filling says nothing of how large a page may be", async () => {
  const { probe, changeAnswers, simulator, found } = await probeMerchant();
  let since: number | undefined;
  await changeAnswers((answer, { body }) => {
    if (!/"size":(100|500|1000),/.test(body)) return answer;
    const json = JSON.parse(answer);
    since ??= simulator.clock.now();
    const listed = 40 + Math.floor((simulator.clock.now() - since) / 1_000) * 10;
    json.massPayoutItems?.items.splice(listed);
    return JSON.stringify(json);
  });
  await probe(...only("page-size"));
  expect(found("page-size")).toBe("open: no-limit-met");
});

test("after a limit, nothing is sent for as long as the answer says", async () => {
  const merchant = await probeMerchant();
  await standInFront(merchant, ({ count }) => (count === 3 ? limit : undefined));
  await merchant.probe(...only("unknown-item"));
  const [third, fourth] = merchant
    .readRecording()
    .exchanges.slice(2)
    .map(({ at }) => Date.parse(at));
  expect(Number(fourth) - Number(third)).toBeGreaterThanOrEqual(90_000);
});

test("what was sent in the minute before an interruption counts for the limits", async () => {
  const merchant = await probeMerchant();
  const stop = new AbortController();
  const clock = createInstantClock();
  const stopping = {
    ...clock,
    date() {
      if (merchant.simulator.history.length > 8) stop.abort();
      return clock.now();
    },
  };
  const args = ["probe", "--record", merchant.record];
  const stopped = await merchant.run(args, { clock: stopping, signal: stop.signal });
  expect([stopped.exitCode, stopped.stderr]).toEqual([5, expect.stringContaining("No payout of this run")]);
  await merchant.run(args, { clock });
  const times = merchant.readRecording().exchanges.map(({ at }) => Date.parse(at));
  const max = Math.max(...times.map((at) => times.filter((time) => time >= at && time < at + 60_000).length));
  expect(max).toBeLessThanOrEqual(50);
  expect(times.length).toBeGreaterThan(100);
});

test("a step that a loss of power emptied is left out, and those after it count on", async () => {
  const { folder } = await probeMerchant();
  const run = join(folder, "journal");
  mkdirSync(run);
  writeFileSync(join(run, "000000.json"), '{"type":"init-rejected","init":1}');
  writeFileSync(join(run, "000001.json"), "\0\0");
  const journal = openJournal(run);
  journal.append({ type: "init-rejected", init: 2 });
  expect(journal.events).toHaveLength(2);
  expect(readdirSync(run).sort()).toEqual(["000000.json", "000001.json", "000002.json"]);
});
