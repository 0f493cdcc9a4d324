import { type Case, clientStep, placeWithoutKey, type Rating, subjectOf } from "./rating.ts";

/** Words of the hundredth part of a currency: an amount of 100 that they describe is 1 lira. */
const minorUnits = /kuru[sş]|kurush|\bcents?\b|\bpenn(y|ies)\b|(minor|smallest|sub-?) ?(currency )?units?|hundredth/giu;

/** Rates what only informs readers: descriptions, examples, extensions. Words about the unit of amounts are more than that. */
export function rateDescription(ratingCase: Case): Rating {
  const { difference, before, after } = ratingCase;
  const key = difference.property ?? ratingCase.place.keys.at(-1) ?? "";
  const value = typeof after === "string" && after.length < 300 ? `: ${after}` : ".";
  const documented = placeWithoutKey(ratingCase, key);
  const rating: Rating = {
    key: ["documentation-changed", subjectOf(documented), key, difference.kind, value],
    text: `${documented.label}: ${key} ${difference.kind === "modified" ? `changed${value}` : `was ${difference.kind}.`}`,
    types: "patch",
    client: "none",
  };
  if (unitsIn(before) === unitsIn(after)) return rating;
  return {
    ...rating,
    types: "breaking",
    client: "breaking",
    affected: "Affects code that reads or sends amounts: the unit may have changed, and 100 may be 1.00 or 100.00.",
    byHand: `Ask iyzico in which unit amounts are, and release nothing before that. ${clientStep}`,
  };
}

function unitsIn(text: unknown): string {
  if (typeof text !== "string") return "";
  const words = [
    ...text
      .toLowerCase()
      .replaceAll(/\bnot in \p{L}+/gu, "")
      .matchAll(minorUnits),
  ].map(([word]) => word);
  return [...new Set(words)].sort().join();
}
