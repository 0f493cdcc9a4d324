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

/** The keys whose schemas only narrow what another schema allows. */
const constraints =
  /^(not|if|then|else|contains|propertyNames|patternProperties|prefixItems|dependentRequired|dependentSchemas|additionalProperties|unevaluated(Items|Properties))$/;

/** Whether a difference is a schema that narrows another one, or several. */
export function isConstraint({ difference, place }: Case): boolean {
  const [around = "", key = ""] = place.keys.slice(-2);
  const isField = around === "properties";
  return difference.kind !== "modified" && !isField && (constraints.test(key) || constraints.test(around));
}

/** Rates a schema that narrows what another one allows. */
export function rateConstraint(ratingCase: Case): Rating {
  const { kind } = ratingCase.difference;
  const { keys, label } = ratingCase.place;
  const name = keys.findLast((key) => constraints.test(key)) ?? "";
  const key: Rating["key"] = ["bound-changed", subjectOf(ratingCase.place), name, kind];
  return rateBound(ratingCase, key, `${label}: ${name} was ${kind}.`, kind === "added");
}

/** Rates bounds, formats and the like, which types can't express. */
export function rateOtherBound(ratingCase: Case, property: string): Rating {
  const { difference, before, after } = ratingCase;
  const field = placeWithoutKey(ratingCase, property);
  const change = before === undefined ? "is now" : `changed from ${formatValue(before)} to`;
  return rateBound(
    ratingCase,
    ["bound-changed", subjectOf(field), property, formatValue(before), formatValue(after)],
    `${field.label}: ${property} ${change} ${formatValue(after)}.`,
    difference.impact === "major",
  );
}

function rateBound(ratingCase: Case, key: Rating["key"], text: string, isNarrowerBound: boolean): Rating {
  const isNarrower = isNarrowerBound && ratingCase.directions.includes("request");
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
