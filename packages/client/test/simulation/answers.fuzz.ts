import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { describe, expect, onTestFinished, test } from "vitest";
import { addressOf } from "../../src/http/base-url.ts";
import { callNames, limitsOf } from "../../src/http/call-options.ts";
import { systemClock } from "../../src/http/clock.ts";
import type { Context } from "../../src/http/context.ts";
import { rateLimiterOf } from "../../src/http/rate-limiter.ts";
import { createRetryBudget, retryPolicyOf } from "../../src/http/retry.ts";
import { isMassPayoutError, type RetrievedPage } from "../../src/index.ts";
import { retrieve } from "../../src/operations/retrieve.ts";
import { jsonMutator } from "../support/mutated-json.ts";
import { randomFrom } from "../support/random.ts";

const runs = 40_000;
const seed = 20261123;

const random = randomFrom(seed);
const mutate = jsonMutator(random);

const { examples } = document.paths["/v1/mass/payout/retrieve"].post.responses["200"].content["application/json"];
const answers = Object.values(examples).map(({ value }) => JSON.stringify(value));
const mutateAnswer = () => mutate(answers[Math.floor(random() * answers.length)] as string);

/** The content of an answer, read by another parser: the runtime's, whose reviver receives the digits of each number. */
function readIndependently(text: string): {
  status: string;
  massPayout: Record<string, never>;
  massPayoutItems?: { items?: Record<string, never>[] } | null;
} {
  const reviver = (_: string, value: unknown, context: { source?: string }) =>
    typeof value === "number" ? { literal: context.source } : value;
  return (JSON.parse as (text: string, reviver: unknown) => ReturnType<typeof readIndependently>)(text, reviver);
}

/** A decimal literal as an integer number of 10^-120, computed without the client's code. */
function toUnits(literal: string): bigint {
  const [, sign, whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(literal) ?? [];
  return BigInt(`${sign}${whole}${fraction}`) * 10n ** BigInt(120 - fraction.length + Number(exponent));
}

/** The field in which a result differs from the wire, if any. `expect` would take most of the time of this test. */
function differingField({ massPayout, items }: RetrievedPage, text: string): string | undefined {
  const wire = readIndependently(text.replace(/^\ufeff/, ""));
  const wireItems = wire.massPayoutItems?.items ?? [];
  if (wire.status !== "success") return "status";
  if (massPayout.massPayoutStatus !== wire.massPayout["massPayoutStatus"]) return "massPayoutStatus";
  if (items.length !== wireItems.length) return "items";
  // The payout's own amounts only inform: one that cannot be read is missing.
  const informing = payoutAmounts.filter((key) => massPayout[key] !== undefined);
  const amounts = [
    ...informing.map((key) => [massPayout[key], wire.massPayout[key]]),
    ...items.flatMap((item, index) => itemAmounts.map((key) => [item[key], wireItems[index]?.[key]])),
  ] as [string | undefined, { literal: string } | string | null | undefined][];
  for (const [amount, onWire] of amounts) {
    const literal = typeof onWire === "object" ? onWire?.literal : onWire;
    const isSame =
      amount === undefined || literal === undefined ? amount === literal : toUnits(amount) === toUnits(literal);
    if (!isSame) return `${literal}`;
  }
  return items.every(({ itemStatus }, index) => itemStatus === wireItems[index]?.["itemStatus"])
    ? undefined
    : "itemStatus";
}
const payoutAmounts = ["totalAmount", "totalSuccessfulAmount", "totalCommissionAmount"] as const;
const itemAmounts = ["totalAmount", "commissionAmount"] as const;

describe(`40,000 mutated answers with seed ${seed}`, () => {
  test("are each read as they are or rejected with a typed error", { timeout: 3_600_000 }, async () => {
    let current = "";
    // The client's parts without signing, which takes most of the time of a call and does not depend on the answer.
    const context: Context = {
      address: addressOf("https://sandbox-api.iyzipay.com"),
      locale: "tr",
      signer: { sign: async () => ({ authorization: "IYZWSv2 Cg==", "x-iyzi-rnd": "1" }) },
      fetch: async () => new Response(current),
      diagnose: async () => [],
      clock: systemClock,
      limiter: rateLimiterOf(false, systemClock),
      share: (_, create) => create(),
      retry: retryPolicyOf(false),
      budget: createRetryBudget(),
      timeoutMs: 30_000,
      deadlineMs: undefined,
      emit: () => undefined,
    };
    const request = { requestId: "r", page: 0, size: 40 };
    // Stack traces are not used here, and take long to record.
    const { stackTraceLimit } = Error;
    onTestFinished(() => {
      Error.stackTraceLimit = stackTraceLimit;
    });
    Error.stackTraceLimit = 0;
    let successes = 0;
    for (let run = 0; run < runs; run += 1) {
      // As it arrives: half a surrogate pair does not survive UTF-8.
      current = Buffer.from(mutateAnswer()).toString();
      try {
        const found = differingField(await retrieve(context, request, limitsOf({}, callNames, context)), current);
        if (found !== undefined) throw new Error(`The result differs from the answer in ${found}`);
        successes += 1;
      } catch (error) {
        if (!isMassPayoutError(error)) throw new Error(`The answer was ${JSON.stringify(current)}`, { cause: error });
      }
    }
    // Most mutations break an answer; enough leave one that can be compared.
    expect(successes).toBeGreaterThan(runs / 20);
  });
});
