import { placeAt } from "./place.ts";
import { addedField, goneField, ratedRequired } from "./rated-fields.ts";
import { type Case, changeTheClient, isClients, type Rating, text, withoutKey } from "./rating.ts";

/** What a schema says besides its list of values: fields, types and bounds. */
export function ratedSchema(each: Case): Rating[] {
  const { difference, place, directions, before, after, compared } = each;
  const { kind, property } = difference;
  const isRequest = directions.includes("request");
  const isField = place.keys.at(-2) === "properties" && (property === undefined || property === "key");
  if (property === "required") return ratedRequired(each);
  if (isField && kind === "added") return [addedField(each)];
  if (isField && kind === "removed") {
    return [
      goneField(
        each,
        `The field ${place.label} is gone.`,
        "It concerns whoever reads or sends it, which does not compile any more.",
      ),
    ];
  }
  if (property === "key") {
    const old = placeAt(difference.base?.pointer ?? "", compared.base);
    const text = `${old.label} is called ${place.label} now.`;
    if (isField)
      return [goneField({ ...each, place: old }, text, "It concerns whoever reads or sends it by its old name.")];
    const affected = "It concerns whoever imports the type by its old name.";
    const byHand = `${changeTheClient} So has spec/update/client-fields.ts.`;
    return [{ text, types: "breaking", client: "breaking", affected, byHand }];
  }
  if (place.field === "" && place.keys.length === 3) {
    return kind === "added"
      ? [{ text: `There is a new type, ${place.label}.`, types: "minor", client: "none" }]
      : [
          {
            text: `The type ${place.label} is gone.`,
            types: "breaking",
            client: "breaking",
            affected: "It concerns whoever imports it.",
            byHand: changeTheClient,
          },
        ];
  }
  const field = withoutKey(each, property ?? "");
  if (property === "type" || property === "$ref" || property === undefined || /^(oneOf|anyOf|allOf)$/.test(property)) {
    const words = property === "type" ? `: it was ${text(before)} and is ${text(after)}` : "";
    return [
      goneField(
        { ...each, place: field },
        `${field.label} has another type${words}.`,
        "It concerns whoever reads or sends it.",
      ),
    ];
  }
  if (property === "nullable") {
    const isNullable = after === true;
    const isBreaking = directions.includes(isNullable ? "answer" : "request");
    return [
      {
        text: `${field.label} can ${isNullable ? "" : "no longer "}be null.`,
        types: isBreaking ? "breaking" : "minor",
        // The client reads null as missing, and never sends it.
        client: "none",
        affected: isBreaking ? "It concerns whoever reads or sends it: null has to be thought of." : undefined,
      },
    ];
  }
  // What is left are bounds, formats and the like, which types can't show.
  const isNarrower = isRequest && difference.impact === "major";
  return [
    {
      text: `${field.label}: ${property} ${before === undefined ? "is" : `was ${text(before)} and is`} ${text(after)}.`,
      types: isNarrower ? "breaking" : "patch",
      client: isNarrower && isClients(field) ? "breaking" : "none",
      affected: isNarrower ? "It concerns whoever sends what was allowed before: iyzico may refuse it." : undefined,
      ...(isNarrower && isClients(field) && { byHand: "The client could refuse it before it is sent." }),
    },
  ];
}
