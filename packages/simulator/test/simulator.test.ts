import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSimulator, type Fault, type ItemOutcome, type SimulatorOptions } from "../src/index.ts";
import { credentials, merchantOf, order, orders } from "./merchant.ts";

const operations = ["retrieve", "init", "auth", "cancel", "item", "balance"] as const;
const fault = fc.constantFrom<Fault>(
  { kind: "reset-before" },
  { kind: "reset-after" },
  { kind: "html-502", executed: true },
  { kind: "system-error" },
  { kind: "rate-limited" },
  { kind: "duplicate" },
  { kind: "slow", ms: 700 },
  { kind: "late", ms: 5_000 },
  { kind: "page-drift" },
);
const step = fc.oneof(
  fc.record({ ask: fc.constantFrom(...operations), whom: fc.nat({ max: 3 }) }),
  fc.record({ advance: fc.nat({ max: 60_000 }) }),
  fc.record({ fault }),
);
const options = fc.record<SimulatorOptions>({
  seed: fc.integer(),
  dialect: fc.constantFrom("documents", "java"),
  repeatedInit: fc.constantFrom("refused", "same-payout", "new-payout"),
  repeatedAuth: fc.constantFrom("refused", "ignored", "paid-again"),
  balance: fc.constantFrom("150", "1000000"),
  perMinute: fc.constantFrom<false | number>(false, 5),
});

/** Pays as chance has it. */
function byChance(_: unknown, random: () => number): ItemOutcome {
  const outcomes: ItemOutcome[] = ["paid", "failed-refunded", "failed-unrefunded", "refused", { status: "X" }];
  return outcomes[Math.floor(random() * outcomes.length)] as ItemOutcome;
}

/** Everything that came back over the wire and that there is to see, as text. */
async function transcript(given: SimulatorOptions, steps: readonly object[]): Promise<string> {
  const simulator = createSimulator({ ...given, outcomeOf: byChance });
  const merchant = merchantOf(simulator);
  const lines: string[] = [];
  for (const each of steps as { ask?: (typeof operations)[number]; whom?: number; advance?: number; fault?: Fault }[]) {
    const { ask, whom = 0, advance, fault } = each;
    if (advance !== undefined) simulator.advance(advance);
    if (fault !== undefined) simulator.fault(fault);
    if (ask === undefined) continue;
    const { requestId = "none", externalId = "p", items = [] } = simulator.payouts[whom] ?? {};
    const answer = {
      retrieve: () => merchant.retrieve({ externalMassPayoutId: externalId }),
      init: () => merchant.init(orders(`p-${whom}`, 3)),
      auth: () => merchant.auth(requestId),
      cancel: () => merchant.cancel(requestId),
      item: () => merchant.item(items[0]?.referenceCode ?? "none"),
      balance: () => merchant.balance(),
    }[ask]();
    lines.push(await answer.then(({ httpStatus, text }) => `${httpStatus} ${text}`, String));
  }
  return JSON.stringify([lines, simulator.history, simulator.payouts, simulator.balance]);
}

describe("the same seed and the same calls", () => {
  test("give the same answers, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(options, fc.array(step, { maxLength: 25 }), async (given, steps) => {
        expect(await transcript(given, steps)).toBe(await transcript(given, steps));
      }),
      { numRuns: 60 },
    );
  });

  test("give the same answers when the calls arrive at once, however long their signatures take to verify", async () => {
    const signed: Request[] = [];
    const catching = merchantOf({
      async fetch(request) {
        signed.push(request as Request);
        return Response.json({});
      },
    });
    for (let index = 0; index < 20; index += 1) {
      // A larger body takes longer.
      await (index % 2 ? catching.balance() : catching.init(orders(`p-${index}`, 1 + ((index * 7) % 20))));
    }
    const all = async () => {
      const { fetch } = createSimulator();
      const responses = await Promise.all(signed.map((request) => fetch(request.clone())));
      return Promise.all(responses.map((response) => response.text()));
    };
    const texts = await all();
    for (let run = 0; run < 5; run += 1) expect(await all()).toEqual(texts);
  });

  test("with another seed give other ids and times", async () => {
    const steps = [{ ask: "init" }, { ask: "auth" }, { advance: 4_000 }, { ask: "retrieve" }];
    const texts = await Promise.all([1, 2, 3].map((seed) => transcript({ seed }, steps)));
    expect(new Set(texts).size).toBe(3);
  });
});

describe("history", () => {
  test("tells every request, what came of it, and nothing personal", async () => {
    const simulator = createSimulator();
    const merchant = merchantOf(simulator);
    const secrets = ["TR920086402100005482986178", "Recipient One", "November", credentials.secretKey];
    const [recipientInfo, recipientName, description] = secrets;
    const item = order(1, 77.77, { recipientType: "IBAN", recipientInfo, recipientName, description });
    const { body } = await merchant.init({ externalId: "p", items: [item] });
    const { referenceCode = "" } = simulator.payouts[0]?.items[0] ?? {};
    await merchant.item(referenceCode);
    await merchant.cancel("nobody");
    await merchant.retrieve({ requestId: "nobody", externalMassPayoutId: "p" });
    const at = simulator.clock.now();
    const ids = { requestId: body.requestId, externalId: "p" };
    const done = { at, verified: true, executed: true, outcome: "success", faults: [] };
    const refused = { at, verified: true, executed: false, outcome: "failure", errorCode: "11", faults: [] };
    expect(simulator.history).toEqual([
      { ...done, operation: "init", ...ids },
      { ...done, operation: "item", ...ids, referenceCode },
      { ...refused, operation: "cancel", requestId: "nobody" },
      { ...refused, operation: "retrieve", requestId: "nobody", externalId: "p" },
    ]);
    const text = JSON.stringify(simulator.history);
    for (const secret of [...secrets, "77.77"]) expect(text).not.toContain(secret);
  });

  test("is a picture: neither it nor what it shows can be changed", async () => {
    const simulator = createSimulator();
    const merchant = merchantOf(simulator);
    const { history, payouts } = simulator;
    await merchant.init(orders("p", 1));
    expect([history, payouts]).toEqual([[], []]);
    const [payout] = simulator.payouts;
    expect(Object.isFrozen(simulator.history[0]) && Object.isFrozen(simulator.history[0]?.faults)).toBe(true);
    expect(Object.isFrozen(payout) && Object.isFrozen(payout?.items) && Object.isFrozen(payout?.items[0])).toBe(true);
  });
});

describe("assertDone", () => {
  test("passes when nothing was asked and nothing is to come", () => {
    createSimulator().assertDone();
  });

  test("says which faults were not met and which payouts are not at their end", async () => {
    const simulator = createSimulator();
    const merchant = merchantOf(simulator);
    const { body } = await merchant.init(orders("salaries", 2));
    simulator.fault({ kind: "reset-after", times: 3 });
    simulator.fault({ kind: "late", ms: 1 });
    await merchant.balance().catch(() => undefined);
    expect(() => simulator.assertDone()).toThrow(
      new Error(
        [
          "The fault reset-after (any operation, 2 more) met no request.",
          "The fault late (init, 1 more) met no request.",
          `The payout salaries (${body.requestId}) is INIT: 2 of 2 items are not at their end.`,
        ].join("\n"),
      ),
    );
  });

  test("knows of a payout that is under way although its items look as before", async () => {
    const simulator = createSimulator();
    const merchant = merchantOf(simulator);
    const { body } = await merchant.init(orders("p", 1));
    await merchant.auth(body.requestId);
    simulator.advance(10_000);
    expect(() => simulator.assertDone()).toThrow("is PUBLISHED_TO_QUEUE: 1 of 1 items are not at their end.");
    simulator.advance(100_000);
    simulator.assertDone();
  });

  test.each<[string, SimulatorOptions]>([
    ["an outcome that does not exist", { outcomeOf: () => "lost" as ItemOutcome }],
    ["a status that is none", { outcomeOf: () => ({ status: "" }) }],
    ["no outcome", { outcomeOf: () => undefined as never }],
    ["a commission that is a float", { commissionOf: () => 20 as never }],
    ["a commission that is no number", { commissionOf: () => "1,5" }],
  ])("tells of functions of the options that return %s", async (_, options) => {
    const simulator = createSimulator(options);
    await expect(merchantOf(simulator).init(orders("p", 1))).rejects.toThrow(/^(outcome|commission)Of must return/);
    expect(simulator.payouts).toEqual([]);
    expect(() => simulator.assertDone()).toThrow("A function of the options threw; see cause.");
  });
});

describe("options", () => {
  test.each<[string, object]>([
    ["There is no option outcomeof.", { outcomeof: () => "paid" }],
    ["There is no lag refunds.", { lags: { refunds: 1 } }],
    ["lags.sent must be a number of milliseconds that is not negative.", { lags: { sent: -1 } }],
    ["lags.sent must be a number of milliseconds that is not negative.", { lags: { sent: "1" } }],
    ["dialect must be one of documents, java.", { dialect: "xml" }],
    ["repeatedInit must be one of refused, same-payout, new-payout.", { repeatedInit: "x" }],
    ["repeatedAuth must be one of refused, ignored, paid-again.", { repeatedAuth: "x" }],
    ["insufficientBalance must be one of stays, auth-again, goes-on.", { insufficientBalance: "x" }],
    ["seed must be an integer.", { seed: 0.5 }],
    ['balance must be a decimal number as a text, such as "100.50".', { balance: 100 }],
    ['balance must be a decimal number as a text, such as "100.50".', { balance: "-1" }],
    ["perMinute must be a positive integer, or false.", { perMinute: 0 }],
    ["perMinute must be a positive integer, or false.", { perMinute: true }],
    ["secretKey is empty.", { credentials: { apiKey: "a", secretKey: "" } }],
  ])("that can't be used are refused: %s", (message, options) => {
    const create = () => createSimulator(options as SimulatorOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });

  test("that are undefined are as if they were left out", async () => {
    const simulator = createSimulator({ seed: undefined, lags: { processing: undefined }, clock: undefined });
    const other = createSimulator();
    const texts = [simulator, other].map(async (each) => (await merchantOf(each).init(orders("p", 1))).text);
    expect(await texts[0]).toBe(await texts[1]);
  });

  test("ask about an item as init ordered it, once, in the order of the request", async () => {
    const asked: unknown[] = [];
    const simulator = createSimulator({
      outcomeOf(item) {
        asked.push(item);
        return "paid";
      },
    });
    const merchant = merchantOf(simulator);
    const { body } = await merchant.init({ externalId: "p", items: [order(1, 5, { description: "x" }), order(2)] });
    await merchant.auth(body.requestId);
    simulator.advance(1_000_000);
    expect(asked).toEqual([
      {
        externalId: "p",
        itemExternalId: "item-1",
        recipientType: "MEMBER_ID",
        recipientInfo: "member-1",
        amount: { value: "5", currency: "TRY" },
        description: "x",
      },
      expect.objectContaining({ itemExternalId: "item-2" }),
    ]);
  });
});

test("the secret key can't be seen", () => {
  const secretKey = "a-very-secret-key";
  const simulator = createSimulator({ credentials: { apiKey: "sandbox-a", secretKey } });
  for (const text of [inspect(simulator, { depth: 9, showHidden: true, getters: true }), JSON.stringify(simulator)]) {
    expect(text).not.toContain(secretKey);
  }
});

describe("the clock", () => {
  test("of the simulator itself stands still but for advance and sleep", async () => {
    const { clock, advance } = createSimulator();
    const start = clock.now();
    await clock.sleep(250);
    advance(750);
    expect(clock.now()).toBe(start + 1_000);
    await expect(clock.sleep(1, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => advance(wrong)).toThrow(RangeError);
    expect(clock.now()).toBe(start + 1_000);
  });

  test("of the caller can't be advanced, and its pauses take their time", async () => {
    expect(createSimulator({ clock: performance }).clock.now()).toBeGreaterThan(0);
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { clock, advance } = createSimulator({ clock: { now: Date.now } });
    expect(() => advance(1)).toThrow(TypeError);
    const over: string[] = [];
    void clock.sleep(500).then(() => over.push("one"));
    void clock.sleep(600, new AbortController().signal).then(() => over.push("two"));
    await vi.advanceTimersByTimeAsync(499);
    expect(over).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(over).toEqual(["one"]);
    await vi.advanceTimersByTimeAsync(100);
    expect(over).toEqual(["one", "two"]);
  });

  test("of the caller ends a pause when it is aborted, also one that has not begun", async () => {
    const { clock } = createSimulator({ clock: { now: Date.now } });
    const controller = new AbortController();
    const pause = clock.sleep(3_600_000, controller.signal);
    controller.abort(new Error("enough"));
    await expect(pause).rejects.toThrow("enough");
    await expect(clock.sleep(3_600_000, controller.signal)).rejects.toThrow("enough");
  });
});
