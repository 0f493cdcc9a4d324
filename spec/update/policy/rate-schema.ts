import type { Document } from "../../document/object.ts";
import { valueAt } from "../../document/pointer.ts";
import { type Place, placeAt } from "../diff/place.ts";
import { isAlternative, rateAlternative } from "./rate-alternatives.ts";
import { isNumeric, rateAccess, rateFraction, rateNullable, rateOtherBound } from "./rate-bounds.ts";
import { rateAddedField, rateLostField, rateRequired } from "./rate-fields.ts";
import { type Case, clientStep, formatValue, placeWithoutKey, type Rating, subjectOf } from "./rating.ts";

/** Rates a schema apart from its list of values: fields, types and bounds. */
export function rateSchema(ratingCase: Case): Rating[] {
  const { difference, place, directions, before, after, compared } = ratingCase;
  const { kind, property } = difference;
  const isField = place.keys.at(-2) === "properties" && (property === undefined || property === "key");
  if (property === "required") return rateRequired(ratingCase);
  if (isAlternative(ratingCase)) return [rateAlternative(ratingCase)];
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
  if (property === undefined && place.field === "" && place.keys.length === 3) {
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
  if (property === "nullable") return [rateNullable(ratingCase)];
  if (property === "readOnly" || property === "writeOnly") return [rateAccess(ratingCase, property)];
  if (property === "type" && isNumeric(before) && isNumeric(after)) return [rateFraction(ratingCase)];
  if (property !== undefined && !/^(type|\$ref|oneOf|anyOf|allOf)$/.test(property)) {
    return [rateOtherBound(ratingCase, property)];
  }
  const field = placeWithoutKey(ratingCase, property ?? "");
  const nameOf = (type: unknown) => (type === undefined ? "any value" : formatValue(type));
  const words = property === "type" ? ` from ${nameOf(before)} to ${nameOf(after)}` : "";
  const key: Rating["key"] = ["type-changed", subjectOf(field), words];
  const text = `${field.label} changed its type${words}.`;
  const wasAny = property === "type" && before === undefined && isOfAnyValue(compared.base, field);
  const isAny = property === "type" && after === undefined && isOfAnyValue(compared.revision, field);
  const isWider = (wasAny && !directions.includes("request")) || (isAny && !directions.includes("answer"));
  if (isWider) return [{ key, text, types: "minor", client: "none" }];
  return [rateLostField({ place: field }, { key, text, affected: "Affects code that reads or sends it." })];
}

/** Whether a schema without a type is not composed of others, and so allows any value. */
function isOfAnyValue(document: Document, { keys }: Place): boolean {
  const schema = valueAt(document, keys) ?? {};
  return !["$ref", "allOf", "oneOf", "anyOf", "enum"].some((key) => key in schema);
}
