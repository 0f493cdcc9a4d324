import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as types from "../src/index.ts";

const { components } = JSON.parse(readFileSync(new URL("../openapi.json", import.meta.url), "utf8"));

test("the const arrays have the document's values in the document's order", () => {
  const { schemas } = components;
  expect(types.locales).toEqual(schemas.Locale.enum);
  expect(types.recipientTypes).toEqual(schemas.RecipientType.enum);
  expect(types.massPayoutItemTypes).toEqual(schemas.MassPayoutItemType.enum);
  expect(types.massPayoutStatuses).toEqual(schemas.MassPayoutStatus.enum);
  expect(types.massPayoutItemStatuses).toEqual(schemas.MassPayoutItemStatus.enum);
  expect(types.massPayoutPurposes).toEqual(schemas.MassPayoutPurpose.enum);
  expect(types.massPayoutCurrencies).toEqual(schemas.MassPayoutCurrency.enum);
  expect(types.successStatuses).toEqual(schemas.SuccessStatus.enum);
  expect(types.failureEnvelopeStatuses).toEqual(schemas.FailureEnvelope.properties.status.enum);
});

test("every enum of the document has a const array", () => {
  const lists = Object.values(types).filter(Array.isArray);
  const enums = JSON.stringify(components).match(/"enum":/g);
  expect(lists).toHaveLength(enums?.length ?? 0);
});

test("the status tables describe every status in both languages", () => {
  for (const [statuses, table] of [
    [types.massPayoutStatuses, types.massPayoutStatusDescriptions],
    [types.massPayoutItemStatuses, types.massPayoutItemStatusDescriptions],
  ] as const) {
    expect(Object.keys(table).sort()).toEqual([...statuses].sort());
    for (const { en, tr } of Object.values(table)) {
      expect(en).not.toBe("");
      expect(tr).not.toBe("");
    }
  }
});
