import { valueAt } from "../../document/pointer.ts";
import type { Compared } from "../diff/align.ts";
import { type Place, placeAt } from "../diff/place.ts";
import { referenceWordsIn } from "../diff/reference-words.ts";
import { type Case, clientStep, placeWithoutKey, type Rating, subjectOf } from "./rating.ts";

/** Words of units of money and of time, on which code depends although no type has them. */
const units =
  /kuru[sş]|kurush|\bcents?\b|\bpenn(?:y|ies)\b|(?:minor|smallest|sub-?) ?(?:currency )?units?|hundredth|(?:multiplied by|×|x) ?100\b|100 ile çarp|\b(?:epoch|in) (?:ms|(?:milli|micro)?seconds?)\b/gu;

/** Names of schemes of the signature. */
const schemes = /\biyzwsv\d+\b/gu;

/** Rates what only informs readers: descriptions, examples, extensions. Words of units and signatures are more than that. */
export function rateDescription(ratingCase: Case): Rating {
  const { difference, before, after } = ratingCase;
  const key = difference.property ?? ratingCase.place.keys.at(-1) ?? "";
  return rateWords(placeWithoutKey(ratingCase, key), key, difference.kind, before, after);
}

/** Rates the words around references, which the comparison does not see: it compares what they refer to. */
export function rateReferenceWords({ base, revision }: Compared): { place: Place; rating: Rating }[] {
  const before = referenceWordsIn(base);
  const after = referenceWordsIn(revision);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((pointer) => {
    const place = placeAt(pointer, revision);
    const isInBoth = [base, revision].every((document) => valueAt(document, place.keys) !== undefined);
    const was = before.get(pointer) ?? valueAt(base, place.keys)?.["description"];
    const is = after.get(pointer) ?? valueAt(revision, place.keys)?.["description"];
    if (!isInBoth || was === is) return [];
    const kind = was === undefined ? "added" : is === undefined ? "removed" : "modified";
    return [{ place, rating: rateWords(place, "description", kind, was, is) }];
  });
}

function rateWords(place: Place, key: string, kind: string, before: unknown, after: unknown): Rating {
  const value = typeof after === "string" && after.length < 300 ? `: ${after}` : ".";
  const rating: Rating = {
    key: ["documentation-changed", subjectOf(place), key, kind, value],
    text: `${place.label}: ${key} ${kind === "modified" ? `changed${value}` : `was ${kind}${kind === "added" ? value : "."}`}`,
    types: "patch",
    client: "none",
  };
  const isOtherScheme = ![wordsIn(before, schemes), ""].includes(wordsIn(after, schemes));
  if (wordsIn(before, units) === wordsIn(after, units) && !isOtherScheme) return rating;
  return {
    ...rating,
    types: "breaking",
    client: "breaking",
    affected:
      "Affects code that depends on these words: a unit or the signature may have changed. An amount of 100 may be 1.00 or 100.00.",
    byHand: `Ask iyzico what they mean, and release nothing before that. ${clientStep}`,
  };
}

function wordsIn(text: unknown, pattern: RegExp): string {
  if (typeof text !== "string") return "";
  const words = text.toLowerCase().replaceAll(/\bnot in \p{L}+/gu, "");
  return [...new Set([...words.matchAll(pattern)].map(([word]) => word))].sort().join();
}
