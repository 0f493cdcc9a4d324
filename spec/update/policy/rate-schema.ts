import { placeAt } from "../diff/place.ts";
import { rateAddedField, rateLostField, rateRequired } from "./rate-fields.ts";
import { type Case, changeTheClient, formatValue, isUsedByClient, placeWithoutKey, type Rating } from "./rating.ts";

/** Rates a schema apart from its list of values: fields, types and bounds. */
export function rateSchema(each: Case): Rating[] {
  const { difference, place, directions, before, after, compared } = each;
  const { kind, property } = difference;
  const isRequest = directions.includes("request");
  const isField = place.keys.at(-2) === "properties" && (property === undefined || property === "key");
  if (property === "required") return rateRequired(each);
  if (isField && kind === "added") return [rateAddedField(each)];
  if (isField && kind === "removed") {
    const text = `The field ${place.label} was removed.`;
    return [rateLostField(each, text, "Affects code that reads or sends it, which no longer compiles.")];
  }
  if (property === "key") {
    const old = placeAt(difference.base?.pointer ?? "", compared.base);
    const text = `${old.label} was renamed to ${place.label}.`;
    if (isField) {
      return [rateLostField({ ...each, place: old }, text, "Affects code that reads or sends it by its old name.")];
    }
    const affected = "Affects code that imports the type by its old name.";
    const byHand = `${changeTheClient} Change spec/update/policy/client-fields.ts too.`;
    return [{ text, types: "breaking", client: "breaking", affected, byHand }];
  }
  if (place.field === "" && place.keys.length === 3) {
    return kind === "added"
      ? [{ text: `There is a new type, ${place.label}.`, types: "minor", client: "none" }]
      : [
          {
            text: `The type ${place.label} was removed.`,
            types: "breaking",
            client: "breaking",
            affected: "Affects code that imports it.",
            byHand: changeTheClient,
          },
        ];
  }
  const field = placeWithoutKey(each, property ?? "");
  if (property === "type" || property === "$ref" || property === undefined || /^(oneOf|anyOf|allOf)$/.test(property)) {
    const words = property === "type" ? ` from ${formatValue(before)} to ${formatValue(after)}` : "";
    const text = `${field.label} changed its type${words}.`;
    return [rateLostField({ ...each, place: field }, text, "Affects code that reads or sends it.")];
  }
  if (property === "nullable") {
    const isNullable = after === true;
    const isBreaking = directions.includes(isNullable ? "answer" : "request");
    return [
      {
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
