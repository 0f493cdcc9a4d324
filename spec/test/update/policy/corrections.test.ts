import { expect, test } from "vitest";
import type { Change } from "../../../update/policy/change.ts";
import { notesOnCorrections } from "../../../update/policy/corrections.ts";

const init = "POST /v1/mass/payout/init";
const retrieve = "POST /v1/mass/payout/retrieve";
const change = (text: string, key: Change["key"], ...operations: string[]): Change => ({
  operations,
  key,
  text,
  types: "minor",
  client: "none",
});
const published = change("The field MassPayout.fee was removed.", ["field-removed", "fee"], retrieve);

test("a change with the same key is the same change, whatever its sentence says", () => {
  const corrected = change("The field MassPayoutSummary.fee was removed.", ["field-removed", "fee"], retrieve);
  expect(notesOnCorrections([published], [corrected])).toEqual([]);
});

test("a change with the same sentence and another key is another change", () => {
  const other = change(published.text, ["type-removed", "fee"], retrieve);
  expect(notesOnCorrections([published], [other])).toEqual([
    "The corrections of spec/overlays hide this change: The field MassPayout.fee was removed.",
  ]);
});

test("a change that is in several corrected schemas extends to all of their operations", () => {
  const corrected = [retrieve, init].map((operation) => change(`${operation}.`, ["field-removed", "fee"], operation));
  expect(notesOnCorrections([published], corrected)).toEqual([
    `A correction of spec/overlays extends this change to ${init}: The field MassPayout.fee was removed.`,
  ]);
});
