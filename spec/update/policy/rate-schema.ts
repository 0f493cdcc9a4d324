import { placeAt } from "../diff/place.ts";
import { rateAddedField, rateLostField, rateRequired } from "./rate-fields.ts";
import {
  type Case,
  clientStep,
  formatValue,
  isUsedByClient,
  placeWithoutKey,
  type Rating,
  subjectOf,
} from "./rating.ts";

/** Rates a schema apart from its list of values: fields, types and bounds. */
export function rateSchema(ratingCase: Case): Rating[] {
  const { difference, place, directions, before, after, compared } = ratingCase;
  const { kind, property } = difference;
  const isRequest = directions.includes("request");
  const isField = place.keys.at(-2) === "properties" && (property === undefined || property === "key");
  if (property === "required") return rateRequired(ratingCase);
  if (isField && kind === "added") return [rateAddedField(ratingCase)];
  if (isField && kind === "removed") {
    const lost: Parameters<typeof rateLostField>[1] = {
      key: ["field-removed", subjectOf(place)],
      text: `The field ${place.label} was removed.`,
      affected: "Affects code that reads or sends it, which no longer compiles.",
    };
    return [rateLostField(ratingCase, lost)];
  }
  if (property === "key") {
    const old = placeAt(difference.base?.pointer ?? "", compared.base);
    const text = `${old.label} was renamed to ${place.label}.`;
    if (isField) {
      const key: Rating["key"] = ["field-renamed", subjectOf(old), subjectOf(place)];
      const affected = "Affects code that reads or sends it by its old name.";
      return [rateLostField({ place: old }, { key, text, affected })];
    }
    const affected = "Affects code that imports the type by its old name.";
    const byHand = `${clientStep} Change spec/update/policy/client-fields.ts too.`;
    const key: Rating["key"] = ["type-renamed", old.label, place.label];
    return [{ key, text, types: "breaking", client: "breaking", affected, byHand }];
  }
  if (place.field === "" && place.keys.length === 3) {
    return kind === "added"
      ? [
          {
            key: ["type-added", place.label],
            text: `There is a new type, ${place.label}.`,
            types: "minor",
            client: "none",
          },
        ]
      : [
          {
            key: ["type-removed", place.label],
            text: `The type ${place.label} was removed.`,
            types: "breaking",
            client: "breaking",
            affected: "Affects code that imports it.",
            byHand: clientStep,
          },
        ];
  }
  const field = placeWithoutKey(ratingCase, property ?? "");
  if (property === "type" || property === "$ref" || property === undefined || /^(oneOf|anyOf|allOf)$/.test(property)) {
    const words = property === "type" ? ` from ${formatValue(before)} to ${formatValue(after)}` : "";
    const key: Rating["key"] = ["type-changed", subjectOf(field), words];
    const text = `${field.label} changed its type${words}.`;
    return [rateLostField({ place: field }, { key, text, affected: "Affects code that reads or sends it." })];
  }
  if (property === "nullable") {
    const isNullable = after === true;
    const isBreaking = directions.includes(isNullable ? "answer" : "request");
    return [
      {
        key: ["bound-changed", subjectOf(field), property, String(isNullable)],
        text: `${field.label} can ${isNullable ? "now" : "no longer"} be null.`,
        types: isBreaking ? "breaking" : "minor",
        // The client reads null as missing and never sends it.
        client: "none",
        affected: isBreaking ? "Affects code that reads or sends it: it must handle null." : undefined,
      },
    ];
  }
  // The rest are bounds, formats and the like, which types can't express.
  const isNarrower = isRequest && difference.impact === "major";
  const change = before === undefined ? "is now" : `changed from ${formatValue(before)} to`;
  return [
    {
      key: ["bound-changed", subjectOf(field), property, formatValue(before), formatValue(after)],
      text: `${field.label}: ${property} ${change} ${formatValue(after)}.`,
      types: isNarrower ? "breaking" : "patch",
      client: isNarrower && isUsedByClient(field) ? "breaking" : "none",
      affected: isNarrower
        ? "Affects code that sends values that were allowed before: iyzico may reject them."
        : undefined,
      ...(isNarrower &&
        isUsedByClient(field) && { byHand: "Consider rejecting such values in the client, before they are sent." }),
    },
  ];
}
