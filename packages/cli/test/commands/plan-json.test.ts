import { writeFileSync } from "node:fs";
import type { Locale, PayoutPlan, PlannedItem } from "@iyzico-mass-payout/client";
import { beforeAll, describe, expect, test } from "vitest";
import { parsePlanJson } from "../../src/commands/plan-json.ts";
import { UsageError } from "../../src/commands/usage-error.ts";
import { planMessages } from "../../src/messages/catalogs.ts";
import { simulatePayment } from "../support/simulated-payment.ts";

beforeAll(() => Promise.all([planMessages.load("en"), planMessages.load("tr")]));

function readBytes(content: string | Uint8Array, locale: Locale = "en"): unknown {
  return parsePlanJson(Buffer.from(content as string), "plan.json", locale).content;
}

/** The message of the error, behind the name of the file. It must not quote the plan. */
function faultOf(content: string | Uint8Array, locale: Locale = "en"): string {
  try {
    readBytes(content, locale);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    const { message } = error as UsageError;
    expect(message).not.toMatch(/CANARY|ş/);
    expect(message.startsWith("plan.json ")).toBe(true);
    return message.slice("plan.json ".length);
  }
  throw new Error("The plan was read.");
}

const name = "Alıcı Şğıöüç İğüşç öüıâîû ÖÜÂÎÛ";
const json = `{\n  "key": "CANARY",\n  "name": "${name}"\n}\n`;

/** The letters of `json` in windows-1254, which are those of ISO-8859-9. */
const windows1254: Readonly<Record<string, number>> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe };

function encodeWindows1254(text: string): Buffer {
  return Buffer.from([...text].map((letter) => windows1254[letter] ?? letter.charCodeAt(0)));
}

function encodeUtf16(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
}

function encodeUtf32(text: string): Buffer {
  return Buffer.from(Uint32Array.from([...text].map((letter) => letter.codePointAt(0) as number)).buffer);
}

describe("a plan is read as UTF-8", () => {
  test("without a byte order mark", () => expect(readBytes(json)).toEqual({ key: "CANARY", name }));

  test("with one", () => expect(readBytes(`\ufeff${json}`)).toEqual({ key: "CANARY", name }));

  test("but not with two", () => expect(faultOf(`\ufeff\ufeff${json}`)).toContain("in line 1, column 1."));

  test("with characters of four bytes and combining marks unchanged", () => {
    const rare = "𝔸 g\u0306";
    expect(readBytes(JSON.stringify({ key: rare }))).toEqual({ key: rare });
  });
});

describe("a plan in another encoding is refused by its name, as far as it can be told", () => {
  test.each([
    ["UTF-16, little-endian, with a mark", encodeUtf16(`\ufeff${json}`, false)],
    ["UTF-16, big-endian, with a mark", encodeUtf16(`\ufeff${json}`, true)],
    ["UTF-16, little-endian", encodeUtf16(json, false)],
    ["UTF-16, big-endian", encodeUtf16(json, true)],
    // Bytes that are valid UTF-8 too.
    ["UTF-16 of ASCII alone", encodeUtf16('{"key":"salaries"}', false)],
    ["UTF-32, whose mark begins as that of UTF-16", encodeUtf32(`\ufeff${json}`)],
  ])("%s", (_, bytes) => {
    expect(faultOf(bytes)).toBe("must be UTF-8. It looks like UTF-16: save it as UTF-8.");
  });

  test.each([
    ["every letter of Turkish", encodeWindows1254(json)],
    ["one letter", encodeWindows1254('{\n"key": "CANARY",\n"name": "ş"}')],
    ["letters that are the same in windows-1252", encodeWindows1254('{\n"key": "CANARY",\n"name": "Özgür"}')],
  ])("windows-1254, with %s", (_, bytes) => {
    expect(faultOf(bytes)).toBe("must be UTF-8, and line 3 is not. It looks like windows-1254: save it as UTF-8.");
  });

  test.each([
    ["Code page 857", Buffer.from('{\n"name": "\x9f\xa7"}', "latin1")],
    ["windows-1254 with a quotation mark of its own", Buffer.from('{\n"name": "\xfe\x93"}', "latin1")],
    ["UTF-8 that is cut in a letter", Buffer.from('{\n"name": "ğş').subarray(0, -1)],
    [
      "UTF-8 with a byte of something else",
      Buffer.concat([Buffer.from('{\n"name": "ğ'), Buffer.of(0xff), Buffer.from('"}')]),
    ],
    ["a letter in more bytes than it needs", Buffer.from('{\n"name": "\xc1\x81"}', "latin1")],
    ["half of a surrogate pair as UTF-8", Buffer.from('{\n"name": "\xed\xa0\x80"}', "latin1")],
    ["a code point above the last", Buffer.from('{\n"name": "\xf4\x90\x80\x80"}', "latin1")],
  ])("%s has no name, but a line", (_, bytes) => {
    expect(faultOf(bytes)).toBe("must be UTF-8, and line 2 is not.");
  });
});

describe("text that was broken before it was saved as UTF-8 is a fault of its field", () => {
  test.each([
    ["U+FFFD", "Ça\ufffdr\ufffd"],
    ["half of a surrogate pair, as an escape", "\\ud83d"],
    ["the other half, as an escape", "\\ude00 x"],
    ["a control character of windows-1252 read as Latin-1", "\u009f"],
    ["a control character, as an escape", "\\u0000"],
  ])("%s", async (_, broken) => {
    const { pay, planFile, simulator } = await simulatePayment();
    const item = `{ "recipientType": "MEMBER_ID", "recipientInfo": "CANARY", "recipientName": "${broken}",
      "amount": { "value": "1", "currency": "TRY" }, "description": "CANARY" }`;
    writeFileSync(planFile, `{ "key": "salaries", "items": [${item}] }`);
    const { exitCode, stderr } = await pay();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^- satır 1: items\[0\]\.recipientName yanlış çözülmüş/m);
    expect(simulator.history).toEqual([]);
  });
});

/** A plan with every key that a plan can have. */
const complete: Required<Omit<PayoutPlan, "items">> & { items: [Required<PlannedItem>] } = {
  key: "CANARY",
  externalId: "CANARY",
  conversationId: "CANARY",
  purpose: "SALARY",
  allowRepeatedRecipients: true,
  allowRepeatedList: true,
  supersedes: { key: "CANARY", items: [] },
  items: [
    {
      itemExternalId: "CANARY",
      recipientType: "IBAN",
      recipientInfo: "CANARY",
      recipientName: "CANARY",
      amount: { value: "10.00", currency: "TRY" },
      description: "CANARY",
      nonWithdrawable: true,
    },
  ],
};
const lines = JSON.stringify(complete, null, 1).split("\n");
const keyLines = lines.flatMap((line, index) => {
  const [, indent = "", key] = /^( +)"(\w+)":/.exec(line) ?? [];
  return key === undefined ? [] : [{ key, index, column: indent.length + 1 }];
});

describe("a plan with a key twice in one object is refused with both positions", () => {
  test.each(keyLines)("$key", ({ key, index, column }) => {
    const twice = lines.toSpliced(index, 0, `"${key}": "1000.00",`).join("\n");
    expect(JSON.parse(twice)).toEqual(complete);
    expect(faultOf(twice)).toBe(
      `must not have a key twice in an object: line ${index + 2}, column ${column}, and before in line ${index + 1}, column 1.`,
    );
  });

  test("written with an escape", () => {
    expect(faultOf('{"value": "1", "v\\u0061lue": "2"}')).toContain(
      "line 1, column 16, and before in line 1, column 2.",
    );
  });

  test("also __proto__", () => {
    expect(faultOf('{"__proto__": 1, "__proto__": 2}')).toContain("must not have a key twice");
  });

  test("also with the same value, and before an error of syntax", () => {
    expect(faultOf('{"a": 1,\n"a": 1,\n}')).toContain("must not have a key twice in an object: line 2");
  });

  test("but not with it in two objects", () => {
    const plan = { key: { key: 1, items: [{ key: 1 }, { key: 2 }] } };
    expect(readBytes(JSON.stringify(plan))).toEqual(plan);
  });
});

describe("a plan that is not JSON is refused with the position and without its content", () => {
  test.each([
    ["Value expected in line 1, column 1", ""],
    ["Comma expected in line 3, column 1", '{\n"key": "CANARY"\n"name": 1}'],
    ["Property name expected in line 2, column 1", '{"key": "CANARY",\n}'],
    ["Value expected in line 1, column 4", "[1,]"],
    ["Invalid comment token in line 2, column 1", '{"key": "CANARY",\n// CANARY\n"name": 1}'],
    ["Invalid comment token in line 1, column 9", '{"key": /* CANARY */ 1}'],
    ["Invalid symbol in line 1, column 2", "{'key': 1}"],
    ["Invalid symbol in line 1, column 9", '{"key": NaN}'],
    ["Comma expected in line 1, column 10", '{"key": 01}'],
    ["Unexpected end of number in line 1, column 9", '{"key": 1.}'],
    ["Unexpected end of string in line 1, column 9", '{"key": "CANARY\n"}'],
    ["Invalid character in line 1, column 9", '{"key": "CANARY\t"}'],
    ["Invalid escape character in line 1, column 9", '{"key": "\\x41"}'],
    ["Invalid unicode in line 1, column 9", '{"key": "\\u12"}'],
    ["Close brace expected in line 1, column 17", '{"key": "CANARY"'],
    ["End of file expected in line 2, column 1", '{"key": 1}\n{"key": 2}'],
    ["Invalid symbol in line 1, column 9", '{"key": \u00a01}'],
  ])("%s", (message, content) => {
    expect(faultOf(content)).toBe(`must be JSON: ${message}.`);
  });

  test("nested so deeply that the parser gives up", () => {
    expect(faultOf("[".repeat(100_000))).toBe("must be JSON, nested less deeply.");
  });
});

test("the faults are in the language of the call", () => {
  expect(faultOf(encodeUtf16(json, false), "tr")).toBe("UTF-8 olmalı. UTF-16 gibi görünüyor: UTF-8 olarak kaydedin.");
  expect(faultOf(encodeWindows1254(json), "tr")).toContain("UTF-8 olmalı; 3. satır değil. windows-1254");
  expect(faultOf(Buffer.from('{\n"name": "\x9f"}', "latin1"), "tr")).toBe("UTF-8 olmalı; 2. satır değil.");
  // A fault that a later version of the parser may name.
  expect(planMessages.in("tr").mustBeJson("Something else", { line: 1, column: 2 })).toContain("Something else");
  expect(faultOf('{"a": 1, "a": 2}', "tr")).toBe(
    "bir nesnede aynı alanı iki kez içermemeli: satır 1, sütun 10; ilki satır 1, sütun 2.",
  );
  expect(faultOf('{"a" 1}', "tr")).toBe("JSON olmalı: satır 1, sütun 6: iki nokta üst üste bekleniyor.");
  expect(faultOf("[".repeat(100_000), "tr")).toBe("daha az iç içe bir JSON olmalı.");
});

test("the line of a field is found, or that of the nearest one that is there", () => {
  const { lineOf } = parsePlanJson(
    Buffer.from('{\n"key": "k",\n"items": [\n{},\n{\n"amount": {}\n}\n]\n}'),
    "plan.json",
    "en",
  );
  expect(
    ["key", "items[0].amount.value", "items[1].amount.value", "items[7]", "purpose", "request"].map(lineOf),
  ).toEqual([2, 4, 6, 3, 1, 1]);
});
