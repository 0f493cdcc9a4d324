import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerFields, wireValues } from "../support/answer-fields.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const types = Object.keys(wireValues) as (keyof typeof wireValues)[];
const allTypes = (names: readonly string[]) => names.flatMap((name) => types.map((type) => [name, type] as const));

/** An answer to retrieve with a field of this value in its payout, or in its one item. */
const pageWith = (payout: string, item: string) =>
  `{"status":"success","massPayout":{"massPayoutStatus":"COMPLETED"${payout}},"massPayoutItems":{"items":[{"itemStatus":"SUCCESS"${item}}]},"page":0,"size":40,"total":1}`;

/** The page with this value of a field. */
function withField(place: "massPayout" | "item", name: string, value: string): string {
  const status = place === "item" ? "itemStatus" : "massPayoutStatus";
  if (name !== status)
    return place === "item" ? pageWith("", `,"${name}":${value}`) : pageWith(`,"${name}":${value}`, "");
  const given = place === "item" ? '"itemStatus":"SUCCESS"' : '"massPayoutStatus":"COMPLETED"';
  return pageWith("", "").replace(given, `"${name}":${value}`);
}

/** Answers retrieve with the page, and item with the item of the page. */
async function startReading() {
  let page = "";
  const server = await startServer((response, { target }) => {
    const item = /"items":\[(.*)\]\},"page"/s.exec(page)?.[1];
    response.end(target?.includes("/items/") ? `{"status":"success","item":${item}}` : page);
  });
  const iyzico = clientFor(server.url, { rateLimit: false });
  return {
    async retrieve(answer: string) {
      page = answer;
      return iyzico.retrieve({ requestId: "r-1", page: 0, size: 40 });
    },
    async item(answer: string) {
      page = answer;
      return iyzico.item("ref-1");
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

test.each([
  [
    pageWith("", ',"totalAmount":1},{"itemStatus":"SUCCESS","totalAmount":true'),
    "massPayoutItems.items[1].totalAmount must",
  ],
  [pageWith("", "},7,{"), "massPayoutItems.items[1] must be an object"],
  [withField("massPayout", "massPayoutStatus", '""'), "massPayout.massPayoutStatus must be a non-empty string"],
])("an error names the place of the field: %s", async (answer, words) => {
  await using reading = await startReading();
  const error = await rejectionOf(reading.retrieve(answer));
  expect(error.message).toContain(`retrieve: ${words}`);
});

test("the error of an item names the place of the field", async () => {
  await using reading = await startReading();
  const error = await rejectionOf(reading.item(withField("item", "itemStatus", "null")));
  expect(error.message).toContain("item: item.itemStatus is required");
});

describe.each(["massPayout", "item"] as const)("in a retrieved %s", (place) => {
  const { informing, deciding } = answerFields[place];

  test.each(allTypes(Object.keys(informing)))(
    "%s only informs: %s is read, or treated as absent",
    async (name, type) => {
      await using reading = await startReading();
      const answer = withField(place, name, wireValues[type]);
      const { massPayout, items } = await reading.retrieve(answer);
      const expected = informing[name]?.[type];
      const fields = expected === undefined ? {} : { [name]: expected };
      const isItem = place === "item";
      expect(massPayout).toStrictEqual({ massPayoutStatus: "COMPLETED", ...(!isItem && fields) });
      const item = { itemStatus: "SUCCESS", errorMessages: [], ...(isItem && fields) };
      expect(items).toStrictEqual([item]);
      if (isItem) expect(await reading.item(answer)).toStrictEqual(item);
    },
  );

  test.each(allTypes(Object.keys(deciding)))("%s decides: %s is read, or is an error", async (name, type) => {
    await using reading = await startReading();
    const answer = withField(place, name, wireValues[type]);
    const { reading: readings = {}, wrong = [] } = deciding[name] ?? {};
    for (const operation of place === "item" ? (["retrieve", "item"] as const) : (["retrieve"] as const)) {
      const call = reading[operation](answer);
      if (wrong.includes(type)) {
        const error = await rejectionOf(call);
        expect(error).toMatchObject({ code: "unreadable_response", outcome: "unknown" });
        expect(error.message).toContain(name);
      } else {
        const result = await call;
        const object = "items" in result ? (place === "item" ? result.items[0] : result.massPayout) : result;
        expect((object as unknown as Record<string, unknown>)[name]).toEqual(readings[type]);
      }
    }
  });
});

test("no value of an informing field changes what decides", async () => {
  await using reading = await startReading();
  const places = Object.entries(answerFields) as ["massPayout" | "item", (typeof answerFields)["item"]][];
  const fields = places.flatMap(([place, { informing }]) =>
    Object.keys(place === "item" ? { ...informing, errorMessages: 0, errorMessage: 0 } : informing).map(
      (name) => [place, name] as const,
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...fields), fc.json({ maxDepth: 2 }), async ([place, name], value) => {
      const { massPayout, items } = await reading.retrieve(withField(place, name, value));
      expect(massPayout.massPayoutStatus).toBe("COMPLETED");
      expect(items).toMatchObject([{ itemStatus: "SUCCESS" }]);
    }),
  );
});

test.each([
  ['"CANARY"', ["CANARY"]],
  ['["one",null,7,{"a":1},["b"],"two"]', ["one", "two"]],
  ["[null]", []],
  ["7", []],
  ['{"a":"b"}', []],
  ["null", []],
])("errorMessages %s are the texts of it", async (value, errorMessages) => {
  await using reading = await startReading();
  expect(await reading.item(withField("item", "errorMessages", value))).toMatchObject({ errorMessages });
});

test.each([
  ["9007199254740993", undefined],
  ['"9007199254740993"', undefined],
  ["1.00000000000000000001", undefined],
  ["9007199254740991", 9_007_199_254_740_991],
  ['"000000"', 0],
])("a merchantId %s is read to the digit or not at all", async (value, merchantId) => {
  await using reading = await startReading();
  const { massPayout } = await reading.retrieve(withField("massPayout", "merchantId", value));
  expect(massPayout.merchantId).toBe(merchantId);
});

describe("page and size", () => {
  test.each(["null", '"CANARY"', "{}", "[]", "-1", "1.5", "1e999"])("of %s are those of the request", async (value) => {
    await using reading = await startReading();
    const answer = pageWith("", "").replace('"page":0,"size":40', `"page":${value},"size":${value}`);
    expect(await reading.retrieve(answer)).toMatchObject({ page: 0, size: 40, total: 1 });
  });

  test("are read if they are quoted, and so is total", async () => {
    await using reading = await startReading();
    const answer = pageWith("", "").replace('"page":0,"size":40,"total":1', '"page":"3","size":"2","total":"7"');
    expect(await reading.retrieve(answer)).toMatchObject({ page: 3, size: 2, total: 7 });
  });

  test.each(["null", '"CANARY"', "{}", "[]", "-1", "1.5", "1e999"])(
    "decide nothing, and a total of %s is an error",
    async (value) => {
      await using reading = await startReading();
      const error = await rejectionOf(reading.retrieve(pageWith("", "").replace('"total":1', `"total":${value}`)));
      expect(error).toMatchObject({ code: "unreadable_response", message: expect.stringContaining("total") });
    },
  );
});
