import { Validator } from "@cfworker/json-schema";
import { expect, test } from "vitest";
import { type JsonSchema, matches } from "../../../src/pay/machine/json-schema.ts";

const schemas: readonly JsonSchema[] = [
  {},
  { type: "object" },
  { type: "array" },
  { type: "string" },
  { type: "boolean" },
  { type: "number" },
  { type: "integer" },
  { const: 1 },
  { enum: ["a", "b"] },
  { required: ["a"] },
  { properties: { a: { type: "string" } } },
  { properties: { a: {} }, additionalProperties: false },
  { additionalProperties: { type: "number" } },
  { items: { type: "integer" } },
  { minItems: 1 },
  { minimum: 1, maximum: 2 },
  { pattern: "^a.$" },
  { if: { required: ["a"] }, else: { type: "string" } },
];

const values = [
  ...[null, true, false, 0, 1, 1.5, 2, 3, -1, "", "a", "ab", "a😀", [], [1], [1.5, 1], ["a"], [null]],
  ...[{}, { a: "b" }, { a: 1 }, { b: 1 }, { a: "b", b: "c" }, { a: { a: 1 } }],
  // Names that every object has.
  ...[JSON.parse('{"__proto__":1}'), { constructor: 1, toString: "a" }],
];

test.each(schemas)("%j matches what another implementation of JSON Schema accepts", (schema) => {
  const validator = new Validator({ ...schema } as object, "2020-12");
  const accepted = values.filter((value) => validator.validate(value).valid);
  expect(values.filter((value) => matches(schema, value))).toEqual(accepted);
});

test("no number that JSON does not have matches", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(matches({ type: "number" }, value)).toBe(false);
});
