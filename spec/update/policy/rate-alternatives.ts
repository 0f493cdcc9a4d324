import type { Document } from "../../document/object.ts";
import { pointerOf, valueAt } from "../../document/pointer.ts";
import { placeAt } from "../diff/place.ts";
import { type Case, clientStep, type Rating, subjectOf } from "./rating.ts";

/** Whether a difference is an alternative, of `oneOf` or `anyOf`, that a schema gets or loses. */
export function isAlternative({ difference, place }: Case): boolean {
  return difference.kind !== "modified" && /^(oneOf|anyOf)$/.test(place.keys.at(-2) ?? "");
}

/**
 * Rates an alternative. Requests may use a further one and need not; code that reads answers must handle it, and code that
 * sends requests must no longer use one that is removed.
 */
export function rateAlternative({ difference, place, directions, compared }: Case): Rating {
  const isAdded = difference.kind === "added";
  const document = isAdded ? compared.revision : compared.base;
  const name = nameOf(valueAt(document, place.keys) ?? {});
  const what = isAdded ? "has a further alternative" : "no longer has an alternative";
  const schema = placeAt(pointerOf(place.keys.slice(0, -2)), document);
  return {
    key: ["alternative-changed", subjectOf(schema), difference.kind, String(name)],
    text: `${schema.label} ${what}${name === undefined ? "" : `: ${name}`}.`,
    ...impactOf(directions.includes(isAdded ? "answer" : "request")),
  };
}

/** What tells an alternative from others: its name, or the fields that it requires. */
function nameOf({ $ref, title, required }: Document): string | undefined {
  if (typeof $ref === "string") return $ref.split("/").at(-1);
  if (typeof title === "string") return title;
  return Array.isArray(required) && required.length > 0 ? `with ${required.join(", ")}` : undefined;
}

/** Rates all alternatives of a schema, or all that it is composed of: requests that must have one of them are narrower. */
export function rateComposition({ difference, place, directions, compared }: Case): Rating {
  const isAdded = difference.kind === "added";
  const schema = placeAt(pointerOf(place.keys.slice(0, -1)), isAdded ? compared.revision : compared.base);
  return {
    key: ["alternative-changed", subjectOf(schema), difference.kind],
    text: `${schema.label} ${isAdded ? "is now" : "is no longer"} composed of other schemas (${place.keys.at(-1)}).`,
    ...impactOf(directions.includes(isAdded ? "request" : "answer")),
  };
}

function impactOf(isBreaking: boolean): Pick<Rating, "types" | "client" | "affected" | "byHand"> {
  if (!isBreaking) return { types: "minor", client: "none" };
  const affected = "Affects code that sends or reads it in the form that it had.";
  return { types: "breaking", client: "breaking", affected, byHand: clientStep };
}
