import { pointerOf } from "../../document/pointer.ts";
import { placeAt } from "../diff/place.ts";
import type { Impact } from "./change.ts";
import {
  type Case,
  clientStep,
  formatValue,
  isUsedByClient,
  placeWithoutKey,
  type Rating,
  subjectOf,
} from "./rating.ts";

/** Rates whether a field can be null. */
export function rateNullable(ratingCase: Case): Rating {
  const { directions, after } = ratingCase;
  const field = placeWithoutKey(ratingCase, "nullable");
  const isNullable = after === true;
  const isBreaking = directions.includes(isNullable ? "answer" : "request");
  return {
    key: ["bound-changed", subjectOf(field), "nullable", String(isNullable)],
    text: `${field.label} can ${isNullable ? "now" : "no longer"} be null.`,
    types: isBreaking ? "breaking" : "minor",
    // The client reads null as missing and never sends it.
    client: "none",
    affected: isBreaking ? "Affects code that reads or sends it: it must handle null." : undefined,
  };
}

/** Rates `readOnly`, which takes a field out of requests, and `writeOnly`, which takes it out of answers. */
export function rateAccess(ratingCase: Case, property: "readOnly" | "writeOnly"): Rating {
  const { directions, after } = ratingCase;
  const field = placeWithoutKey(ratingCase, property);
  const isReadOnly = property === "readOnly";
  const isLost = after === true && directions.includes(isReadOnly ? "request" : "answer");
  const types: Impact = isLost ? "breaking" : "minor";
  return {
    key: ["bound-changed", subjectOf(field), property, String(after === true)],
    text: `${field.label} is ${after === true ? "now" : "no longer"} only for ${isReadOnly ? "answers" : "requests"}.`,
    types,
    client: isLost && isUsedByClient(field) ? "breaking" : "none",
    affected: isLost ? `Affects code that ${isReadOnly ? "sends" : "reads"} it.` : undefined,
    ...(isLost && isUsedByClient(field) && { byHand: clientStep }),
  };
}

/** Whether a type is generated as `number`. */
export function isNumeric(type: unknown): boolean {
  return type === "integer" || type === "number";
}

/** Rates a number that may have a fraction, or no longer: the generated type of both is `number`. */
export function rateFraction(ratingCase: Case): Rating {
  const { after } = ratingCase;
  const field = placeWithoutKey(ratingCase, "type");
  const isNarrower = after === "integer";
  return rateBound(
    ratingCase,
    ["bound-changed", subjectOf(field), "type", formatValue(after)],
    `${field.label} is now ${isNarrower ? "a whole number" : "a number that may have a fraction"}.`,
    isNarrower,
  );
}

/** The keys whose schemas narrow what another schema allows; inside those of `conditions`, wider may be narrower. */
const narrowing =
  /^(contains|propertyNames|patternProperties|prefixItems|additionalProperties|unevaluated(Items|Properties))$/;
const conditions = /^(not|if|then|else|dependentRequired|dependentSchemas)$/;

/** The index, in the keys of a place, of the constraint that a difference is or is inside of; -1 for another difference. */
function findConstraint({ difference, place: { keys } }: Case): number {
  const findKey = (pattern: RegExp, from: number) =>
    keys.findIndex((key, index) => index >= from && pattern.test(key) && keys[index - 1] !== "properties");
  const condition = findKey(conditions, 0);
  return condition === -1 && difference.kind !== "modified" ? findKey(narrowing, keys.length - 2) : condition;
}

/** Whether a difference is a schema that narrows another one, or is inside of one. */
export function isConstraint(ratingCase: Case): boolean {
  return findConstraint(ratingCase) !== -1;
}

/** Rates a schema that narrows what another one allows. */
export function rateConstraint(ratingCase: Case): Rating {
  const { kind } = ratingCase.difference;
  const { keys } = ratingCase.place;
  const index = findConstraint(ratingCase);
  const schema = placeAt(pointerOf(keys.slice(0, index)), ratingCase.compared.revision);
  const isWhole = kind !== "modified" && index >= keys.length - 2;
  const verb = isWhole ? `was ${kind}` : "changed";
  const key: Rating["key"] = [
    "bound-changed",
    subjectOf(schema),
    keys[index] ?? "",
    verb,
    keys.slice(index + 1).join(" "),
  ];
  return rateBound(ratingCase, key, `${schema.label}: ${keys[index]} ${verb}.`, !isWhole || kind === "added");
}

/** Rates bounds, formats and the like, which types can't express. */
export function rateOtherBound(ratingCase: Case, property: string): Rating {
  const { difference, before, after } = ratingCase;
  const field = placeWithoutKey(ratingCase, property);
  const was = before === undefined ? "is now" : `changed from ${formatValue(before)} to`;
  const change = after === undefined ? `is no longer ${formatValue(before)}` : `${was} ${formatValue(after)}`;
  return rateBound(
    ratingCase,
    ["bound-changed", subjectOf(field), property, formatValue(before), formatValue(after)],
    `${field.label}: ${property} ${change}.`,
    isNarrower(property, before, after) ?? difference.impact === "major",
  );
}

/** Whether a bound allows less than before; undefined for a key that is not known. */
function isNarrower(property: string, before: unknown, after: unknown): boolean | undefined {
  if (after === undefined) return false;
  if (/^(min|exclusiveMin)/.test(property)) return typeof before !== "number" || Number(after) > before;
  if (/^(max|exclusiveMax)/.test(property)) return typeof before !== "number" || Number(after) < before;
  if (property === "uniqueItems") return after === true;
  if (property === "multipleOf" && typeof before === "number") return !isMultiple(before, Number(after));
  if (/^(additional|unevaluated)(Items|Properties)$/.test(property)) return after === false;
  return /^(pattern|format|multipleOf|content(Encoding|MediaType))$/.test(property) || undefined;
}

/** Whether a step is a multiple of another one, both as exact as numbers of JSON are. */
function isMultiple(step: number, of: number): boolean {
  const ratio = step / of;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9;
}

function rateBound(ratingCase: Case, key: Rating["key"], text: string, isNarrowerForSenders: boolean): Rating {
  const isNarrower = isNarrowerForSenders && ratingCase.directions.includes("request");
  const isOfClient = isNarrower && isUsedByClient(ratingCase.place);
  return {
    key,
    text,
    types: isNarrower ? "breaking" : "patch",
    client: isOfClient ? "breaking" : "none",
    affected: isNarrower
      ? "Affects code that sends values that were allowed before: iyzico may reject them."
      : undefined,
    ...(isOfClient && { byHand: "Consider rejecting such values in the client, before they are sent." }),
  };
}
