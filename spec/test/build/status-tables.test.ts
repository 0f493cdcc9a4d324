import { expect, test } from "vitest";
import { describeStatuses } from "../../build/status-tables.ts";

const document = {
  components: { schemas: { Payout: { properties: { status: { type: "string", enum: ["A", "B"] } } } } },
};

test("the meanings are added beside the enum", () => {
  expect(describeStatuses(document, { "Payout.status": { B: "second", A: "first" } })).toMatchObject({
    components: {
      schemas: {
        Payout: {
          properties: { status: { "x-enum-descriptions": { A: { en: "first" }, B: { en: "second" } } } },
        },
      },
    },
  });
});

test("a status that only the table has is added to the enum, and one that it lacks gets no meaning", () => {
  const described = describeStatuses(document, { "Payout.status": { A: "first", C: "third" } });
  expect(described).toMatchObject({
    components: {
      schemas: {
        Payout: {
          properties: {
            status: { enum: ["A", "B", "C"], "x-enum-descriptions": { A: { en: "first" }, C: { en: "third" } } },
          },
        },
      },
    },
  });
});

test("the given document is not modified", () => {
  const before = structuredClone(document);
  describeStatuses(document, { "Payout.status": { C: "third" } });
  expect(document).toEqual(before);
});

test.each<[string, Record<string, Record<string, string>>]>([
  ["for a property that the document lacks", { "Payout.state": { A: "first", B: "second" } }],
  ["for a schema that the document lacks", { "Item.status": { A: "first", B: "second" } }],
])("a table %s is rejected", (_, tables) => {
  expect(() => describeStatuses(document, tables)).toThrow("explains no enum");
});
