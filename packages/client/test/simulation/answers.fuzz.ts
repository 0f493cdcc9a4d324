import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { describe, expect, onTestFinished, test } from "vitest";
import { callNames, limitsOf } from "../../src/http/call-options.ts";
import { systemClock } from "../../src/http/clock.ts";
import type { Context } from "../../src/http/context.ts";
import { rateLimiterOf } from "../../src/http/rate-limiter.ts";
import { createRetryBudget, retryPolicyOf } from "../../src/http/retry.ts";
import { isMassPayoutError, type RetrievedPage } from "../../src/index.ts";
import { retrieve } from "../../src/operations/retrieve.ts";
import { randomFrom } from "../support/random.ts";

const runs = 40_000;
const seed = 20261123;

const random = randomFrom(seed);
const below = (limit: number) => Math.floor(random() * limit);
const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;

const { examples } = document.paths["/v1/mass/payout/retrieve"].post.responses["200"].content["application/json"];
const answers = Object.values(examples).map(({ value }) => JSON.stringify(value));
const literals = ["0E-8", "1e3", "9007199254740993.01", "20.00000000", "-0", "1e999", "000000", "NaN", "1.", "0.1e-7"];
const values = [
  ...literals,
  "null",
  "true",
  '""',
  '"12.50"',
  '"x"',
  "{}",
  "[]",
  "[1]",
  '"success"',
  '"SUCCESS"',
  "401",
];
const texts = ['"', "{", "}", "[", "]", ",", ":", "\\", "\u0000", "\ufeff", "<html>", "ş", "\ud800", '"__proto__":'];

/** Each changes a string into another, which may be anything. */
const mutations: ((text: string) => string)[] = [
  (text) => splice(text, below(text.length), 1 + below(8), ""),
  (text) => splice(text, below(text.length), 0, pick(texts)),
  (text) => splice(text, below(text.length), 1, String.fromCharCode(below(256))),
  (text) => text.slice(0, below(text.length)),
  (text) => {
    const from = below(text.length);
    return splice(text, below(text.length), 0, text.slice(from, from + below(60)));
  },
  // Another value for a key; another number for a number; a missing key; a repeated key.
  (text) => replaceOne(text, /(?<=":)("[^"]*"|[\d.]+)(?=[,}])/g, () => pick(values)),
  (text) => replaceOne(text, /(?<=":)[\d.]+(?=[,}])/g, () => pick(literals)),
  (text) => replaceOne(text, /"\w+":("[^"]*"|[\d.]+),/g, () => ""),
  (text) => replaceOne(text, /("\w+":)("[^"]*"|[\d.]+)(?=,)/g, (pair) => `${pair},${pair.replace(/:.*/, ":7")}`),
];

function splice(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}
function replaceOne(text: string, pattern: RegExp, by: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const match = pick(found);
  return splice(text, match.index, match[0].length, by(match[0]));
}
function mutateAnswer(): string {
  let text = pick(answers);
  for (let count = 1 + below(3); count > 0; count -= 1) text = pick(mutations)(text);
  return text;
}

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
      origin: "https://sandbox-api.iyzipay.com",
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
