import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSimulator, type Fault, type ItemOutcome, type SimulatorOptions } from "../src/index.ts";
import { createMerchant, payoutOf } from "./support/merchant.ts";

const operations = ["retrieve", "init", "auth", "cancel", "item", "balance"] as const;
const fault = fc.constantFrom<Fault>(
  { kind: "reset-before" },
  { kind: "reset-after" },
  { kind: "html-502", executed: true },
  { kind: "system-error" },
  { kind: "rate-limited" },
  { kind: "duplicate" },
  { kind: "slow", ms: 700 },
  { kind: "rejection", executed: true, errorCode: "1000" },
  { kind: "delayed", ms: 7_000 },
  { kind: "duplicate-later", ms: 7_000 },
  { kind: "stale", ms: 30_000 },
  { kind: "late", ms: 5_000 },
  { kind: "page-drift" },
);
const step = fc.oneof(
  fc.record({ call: fc.constantFrom(...operations), payout: fc.nat({ max: 3 }) }),
  fc.record({ advance: fc.nat({ max: 60_000 }) }),
  fc.record({ fault }),
);
const options = fc.record<SimulatorOptions>({
  seed: fc.integer(),
  dialect: fc.constantFrom("documents", "java"),
  repeatedInit: fc.constantFrom("rejected", "same-payout", "new-payout"),
  repeatedAuth: fc.constantFrom("rejected", "ignored", "paid-again"),
  balance: fc.constantFrom("150", "1000000"),
  perMinute: fc.constantFrom<false | number>(false, 5),
  listingOrder: fc.constantFrom("stable", "shuffled"),
  notFound: fc.constantFrom("rejected", "success-without-payout"),
});

interface Step {
  call?: (typeof operations)[number];
  payout?: number;
  advance?: number;
  fault?: Fault;
}

function drawOutcome(_: unknown, random: () => number): ItemOutcome {
  const outcomes: ItemOutcome[] = ["paid", "failed-refunded", "failed-unrefunded", "rejected", { status: "X" }];
  return outcomes[Math.floor(random() * outcomes.length)] as ItemOutcome;
}

/** Runs the steps. Returns every answer and the whole visible state, as a string. */
async function runSteps(given: SimulatorOptions, steps: readonly object[]): Promise<string> {
  const simulator = createSimulator({ ...given, outcomeOf: drawOutcome });
  const merchant = createMerchant(simulator);
  const answers: string[] = [];
  for (const { call, payout = 0, advance, fault } of steps as readonly Step[]) {
    if (advance !== undefined) simulator.advance(advance);
    if (fault !== undefined) simulator.fault(fault);
    if (call === undefined) continue;
    const { requestId = "none", externalId = "p", items = [] } = simulator.payouts[payout] ?? {};
    const answer = {
      retrieve: () => merchant.retrieve({ externalMassPayoutId: externalId }),
      init: () => merchant.init(payoutOf(`p-${payout}`, 3)),
      auth: () => merchant.auth(requestId),
      cancel: () => merchant.cancel(requestId),
      item: () => merchant.item(items[0]?.referenceCode ?? "none"),
      balance: () => merchant.balance(),
    }[call]();
    answers.push(await answer.then(({ httpStatus, text }) => `${httpStatus} ${text}`, String));
  }
  return JSON.stringify([answers, simulator.history, simulator.payouts, simulator.balance]);
}

describe("the same seed and the same calls", () => {
  test("give the same answers, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(options, fc.array(step, { maxLength: 25 }), async (given, steps) => {
        expect(await runSteps(given, steps)).toBe(await runSteps(given, steps));
      }),
      { numRuns: 60 },
    );
  });

  test("give the same answers to concurrent calls, however long their signatures take to verify", async () => {
    const signed: Request[] = [];
    const recordingMerchant = createMerchant({
      async fetch(request) {
        signed.push(request as Request);
        return Response.json({});
      },
    });
    for (let index = 0; index < 20; index += 1) {
      // A larger body takes longer to verify.
      const request = payoutOf(`p-${index}`, 1 + ((index * 7) % 20));
      await (index % 2 ? recordingMerchant.balance() : recordingMerchant.init(request));
    }
    const sendAll = async () => {
      const { fetch } = createSimulator();
      const responses = await Promise.all(signed.map((request) => fetch(request.clone())));
      return Promise.all(responses.map((response) => response.text()));
    };
    const texts = await sendAll();
    for (let run = 0; run < 5; run += 1) expect(await sendAll()).toEqual(texts);
  });

  test("give other ids and times with another seed", async () => {
    const steps: Step[] = [{ call: "init" }, { call: "auth" }, { advance: 4_000 }, { call: "retrieve" }];
    const texts = await Promise.all([1, 2, 3].map((seed) => runSteps({ seed }, steps)));
    expect(new Set(texts).size).toBe(3);
  });
});

describe("assertDone", () => {
  test("passes when no request was sent and no fault is queued", () => {
    createSimulator().assertDone();
  });

  test("names the faults that met no request and the payouts that are not at their end", async () => {
    const simulator = createSimulator();
    const merchant = createMerchant(simulator);
    const { body } = await merchant.init(payoutOf("salaries", 2));
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

  test("throws for an authorised payout until its items are final", async () => {
    const simulator = createSimulator();
    const merchant = createMerchant(simulator);
    const { body } = await merchant.init(payoutOf("p", 1));
    await merchant.auth(body.requestId);
    simulator.advance(10_000);
    expect(() => simulator.assertDone()).toThrow("is PUBLISHED_TO_QUEUE: 1 of 1 items are not at their end.");
    simulator.advance(100_000);
    simulator.assertDone();
  });
});

test("the simulator does not reveal the secret key", () => {
  const secretKey = "a-very-secret-key";
  const simulator = createSimulator({ credentials: { apiKey: "sandbox-a", secretKey } });
  for (const text of [inspect(simulator, { depth: 9, showHidden: true, getters: true }), JSON.stringify(simulator)]) {
    expect(text).not.toContain(secretKey);
  }
});
