import { expect, test } from "vitest";
import { describeStatuses } from "../build/status-tables.ts";

const document = {
  components: { schemas: { Payout: { properties: { status: { type: "string", enum: ["A", "B"] } } } } },
};

test("the meanings are written beside the enum", () => {
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

test.each<[string, Record<string, Record<string, string>>]>([
  ["a status that the document lacks", { "Payout.status": { A: "first", B: "second", C: "third" } }],
  ["fewer statuses than the document", { "Payout.status": { A: "first" } }],
  ["a property that the document lacks", { "Payout.state": { A: "first", B: "second" } }],
  ["a schema that the document lacks", { "Item.status": { A: "first", B: "second" } }],
])("a table with %s is refused", (_, tables) => {
  expect(() => describeStatuses(document, tables)).toThrow("The status table of");
});
