import { placeAt, pointerOf } from "../diff/place.ts";
import { type Case, clientStep, type Rating, subjectOf } from "./rating.ts";

/** Whether a difference is an alternative, of `oneOf` or `anyOf`, that a schema gets or loses. */
export function isAlternative({ difference, place }: Case): boolean {
  return difference.kind !== "modified" && /^(oneOf|anyOf)$/.test(place.keys.at(-2) ?? "");
}

/**
 * Rates an alternative. Requests may use a further one and need not; code that reads answers must handle it, and code that
 * sends requests must no longer use one that is removed.
 */
export function rateAlternative({ difference, place, directions, before, after, compared }: Case): Rating {
  const isAdded = difference.kind === "added";
  const document = isAdded ? compared.revision : compared.base;
  const schema = placeAt(pointerOf(place.keys.slice(0, -2)), document);
  const { $ref } = ((isAdded ? after : before) ?? {}) as { $ref?: string };
  const name = place.schema !== schema.schema ? place.label : $ref?.split("/").at(-1);
  const isBreaking = directions.includes(isAdded ? "answer" : "request");
  const what = isAdded ? "has a further alternative" : "no longer has an alternative";
  return {
    key: ["alternative-changed", subjectOf(schema), difference.kind, name ?? ""],
    text: `${schema.label} ${what}${name === undefined ? "" : `: ${name}`}.`,
    types: isBreaking ? "breaking" : "minor",
    client: isBreaking ? "breaking" : "none",
    affected: isBreaking
      ? `Affects code that ${isAdded ? "reads it and must handle the alternative" : "sends it in that form"}.`
      : undefined,
    ...(isBreaking && { byHand: clientStep }),
  };
}
