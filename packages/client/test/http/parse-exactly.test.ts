import { afterEach, describe, expect, test, vi } from "vitest";
import { parseObject, UnexpectedField } from "../../src/http/json-fields.ts";
import { Numeral, parseCompact, parseExactly } from "../../src/http/parse-exactly.ts";
import { jsonMutator } from "../support/mutated-json.ts";
import { nastyJson } from "../support/nasty-json.ts";
import { compareReadings, contentOf, losslessContent } from "../support/parsers.ts";
import { randomFrom } from "../support/random.ts";

/** What `parseExactly` reads, in the form of `contentOf`; `undefined` if it refuses the text. */
async function contentOfExact(text: string): Promise<string | undefined> {
  try {
    return contentOf(await parseExactly(text));
  } catch {
    return undefined;
  }
}

const nested = (depth: number) => `${'{"a":['.repeat(depth)}${"]}".repeat(depth)}`;

describe("a compact text is read by the runtime's parser, with every digit:", () => {
  test.each([
    "{}",
    "[]",
    '"text"',
    "null",
    "true",
    '{"a":100.50,"b":20.00000000,"c":0E-8,"d":1e3,"e":-0,"f":1E400}',
    `{"a":9007199254740993.01,"b":${"7".repeat(500)},"c":1759155442830}`,
    '{"a":{"b":[{"c":1.0},{"c":1.00},[],[[]],{}],"d":null},"e":[true,false,null,"x",""]}',
    '{"a":"\\u015f\\n\\"\\\\\\/","b":1.0,"c":"\\ud83d\\ude00\\ud83d","d":2.0}',
    '{"a":"\\":1","b":":1","c":",\\"d\\":2","e":3.0}',
    '{"şğü":1.50,"\ud800":2.50,"a":"\u007f\u00a0\u2028\ud83d\ude00","b":3.50}',
    '{"__proto__":1.50,"b":{"__proto__":{"a":1.0}},"constructor":2.0}',
    '{"":1.50,"b":""}',
    '{"a":1.50}\n',
    ' \t\r\n{"a":1.50}',
    nested(50),
  ])("%s", async (text) => {
    const content = contentOf(parseCompact(text));
    // A root of null says that it was not read, and is read by the other parser.
    if (text !== "null") expect(content).toBeDefined();
    expect(await contentOfExact(text)).toBe(losslessContent(text));
    if (text !== "null") expect(content).toBe(losslessContent(text));
  });
});

describe("another text is left to lossless-json, and read as it reads it:", () => {
  test.each([
    // White space between tokens.
    '{"a": 1.50}',
    '{"a" :1.50}',
    '{"a":1.50, "b":2}',
    '{ "a":"b"}',
    "[ ]",
    // A key twice, with the same value or another.
    '{"a":1.0,"a":1.0}',
    '{"a":1.0,"a":1.00}',
    '{"a":"b","a":"c"}',
    '{"a":[1],"b":2,"a":[1]}',
    '{"a":{"b":1,"b":2}}',
    '{"a":123456789012,"b":1,"a":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a":1,"\\u0061":1}',
    // Keys that the runtime puts before others, or may misread.
    '{"b":1.0,"0":1.00}',
    '{"\\"":1.50}',
    '{"a,":1.50}',
    // Numbers without a key.
    "1.50",
    "[1.50]",
    '{"a":[1.50,{"b":2.50}]}',
    // Deep.
    nested(60),
    // Not JSON.
    "",
    " ",
    "{",
    "[1,]",
    '{"a":1,}',
    '{"a":01}',
    '{"a":+1}',
    '{"a":.5}',
    '{"a":1.}',
    '{"a":1e}',
    '{"a":NaN}',
    '{"a":1}}',
    '{"a":1}{"b":2}',
    '{"a":1}\u00a0',
    '\ufeff{"a":1}',
    '{"a":"\u0000"}',
    '{"a":"\n"}',
    '{"a":"\\x"}',
    '{"a":"\\u00g0"}',
    "{'a':1}",
    "undefined",
    "<html>",
  ])("%s", async (text) => {
    expect(parseCompact(text)).toBeUndefined();
    expect(await contentOfExact(text)).toBe(losslessContent(text));
  });
});

test("a number is of a type of its own, and no string is one", async () => {
  expect(await parseExactly('{"a":1.50,"b":"1.50"}')).toStrictEqual({ a: new Numeral("1.50"), b: "1.50" });
  expect(await parseExactly('{"a": [1.50]}')).toStrictEqual({ a: [new Numeral("1.50")] });
});

test.each([
  ["open", "[".repeat(1_000_000)],
  ["closed", nested(300_000)],
])("a text of %s lists beyond the stack is refused as others are", async (_, text) => {
  await expect(parseObject(text)).rejects.toThrow(new UnexpectedField("the body", "must be JSON"));
});

test("a text that needs lossless-json is an unreadable answer if that cannot be loaded", async () => {
  vi.doMock("lossless-json", () => {
    throw new Error("gone");
  });
  const words = "was not read, because a part of the client could not be loaded";
  await expect(parseObject('{"a": 1}')).rejects.toThrow(new UnexpectedField("the body", words));
  expect(await parseObject('{"a":1}')).toEqual({ a: new Numeral("1") });
  vi.doUnmock("lossless-json");
  expect(await parseObject('{"a": 1}')).toEqual({ a: new Numeral("1") });
});

test("a key that V8 misreads after another one is read as it is", async () => {
  // https://github.com/nodejs/node/issues/63785
  for (let run = 0; run < 100; run += 1) {
    expect(await contentOfExact('{"h":[],"\\\\":0}')).toBe('{"h":[],"\\\\":["number","0"]}');
    expect(await contentOfExact('{"h":1,"\\"":2}')).toBe('{"h":["number","1"],"\\"":["number","2"]}');
  }
});

const seed = 20261126;
const random = randomFrom(seed);
const mutate = jsonMutator(random);
const page =
  '{"status":"success","massPayout":{"massPayoutStatus":"FAIL","totalAmount":1E3},"massPayoutItems":{"items":[{"itemExternalId":"a","recipientName":"Ayşe \\"Y\\"","errorMessages":["a\\nb"],"totalAmount":100.50,"commissionAmount":20.0}]},"total":2}';

test.each<[string, () => string]>([
  ["mutated pages", () => mutate(page)],
  ["texts that are hard to read by positions", () => nastyJson(random)],
])(`3,000 %s with seed ${seed} are read as lossless-json reads them, or left to it`, (_, makeText) => {
  const { read, refused } = compareReadings(3000, makeText);
  expect(read).toBeGreaterThan(150);
  expect(refused).toBeGreaterThan(150);
});

describe("the steps grow with the length of the text and not faster:", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** The characters that are looked at one by one or searched, while a text is parsed. */
  async function countSteps(text: string): Promise<number> {
    let steps = 0;
    const { charCodeAt, indexOf } = String.prototype;
    vi.spyOn(String.prototype, "charCodeAt").mockImplementation(function (this: string, at) {
      steps += 1;
      return charCodeAt.call(this, at);
    });
    vi.spyOn(String.prototype, "indexOf").mockImplementation(function (this: string, found, from = 0) {
      const at = indexOf.call(this, found, from);
      steps += (at < 0 ? this.length : at) - from + 1;
      return at;
    });
    await contentOfExact(text);
    vi.restoreAllMocks();
    return steps;
  }

  test.each<[string, (length: number) => string]>([
    ["backslashes", (length) => "\\".repeat(length)],
    ["escapes", (length) => `{"a":"${"\\\\".repeat(length / 2)}","b":1}`],
    ["escapes and a number each", (length) => `{${Array.from({ length }, (_, at) => `"k${at}":"\\n","n${at}":1.5`)}}`],
    ["quotes", (length) => '"'.repeat(length)],
    ["ends of keys in a string", (length) => `{"a":"${'\\":1'.repeat(length / 4)}","b":1}`],
    ["digits", (length) => `{"a":${"7".repeat(length)}}`],
    ["brackets", (length) => "[".repeat(length)],
    ["braces", (length) => '{"a":'.repeat(length / 5)],
    ["closed brackets", (length) => `${"[".repeat(length / 2)}${"]".repeat(length / 2)}`],
    ["spaces", (length) => `{"a":${" ".repeat(length)}1}`],
    ["keys", (length) => `{${Array.from({ length }, (_, at) => `"k${at}":1.5`)}}`],
    ["one key", (length) => `{${'"a":1.5,'.repeat(length / 8)}"b":1}`],
    ["empty objects", (length) => `[${"{},".repeat(length / 3)}{}]`],
  ])("%s", async (_, make) => {
    const length = 4000;
    expect(await countSteps(make(2 * length))).toBeLessThan(2.5 * (await countSteps(make(length))) + 100);
  });
});
