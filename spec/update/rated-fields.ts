import type { Document } from "../build/overlay.ts";
import { type Place, placeAt, pointerOf, valueAt } from "./place.ts";
import { type Case, changeTheClient, isClients, type Rating, text, withoutKey } from "./rating.ts";

/** What maintainers have to do about a list that answers choose from. */
export const openTheList = "Its list is closed in the types: open it in spec/overlays, as 70-statuses.yaml does.";

/** A field that is new. */
export function addedField({ place, directions, after, compared }: Case): Rating {
  const isRequired = requiredIn(compared.revision, place).includes(place.keys.at(-1));
  const isRequest = directions.includes("request");
  const form = formOf(after);
  if (isRequest && isRequired) {
    return {
      text: `Requests need a new field: ${place.label}${form}.`,
      types: "breaking",
      client: "breaking",
      affected: "It concerns whoever sends the request.",
      byHand: changeTheClient,
    };
  }
  return {
    text: isRequest
      ? `Requests may have a new field: ${place.label}${form}.`
      : `Answers have a new field: ${place.label}${form}.`,
    types: "minor",
    client: isClients(place) ? "minor" : "none",
    affected: isRequest
      ? "The client does not send it; `raw` can."
      : `The client ${isClients(place) ? "reads it already" : "does not read it; `raw` shows it"}.`,
    byHand: [
      "If it is personal data, say so in spec/overlays/80-privacy.yaml.",
      ...(isRequest || !("enum" in ((after ?? {}) as object)) ? [] : [openTheList]),
    ].join(" "),
  };
}

/** A field that nobody can use any more as it was. */
export function goneField({ place }: Pick<Case, "place">, text: string, affected: string): Rating {
  const isOfClient = isClients(place);
  return {
    text,
    types: "breaking",
    client: isOfClient ? "breaking" : "none",
    affected: `${affected} ${isOfClient ? "The client is among them." : "The client does neither."}`,
    ...(isOfClient && { byHand: changeTheClient }),
  };
}

/** Which fields must be there. A field that is new is not said again: it was said that it is required. */
export function ratedRequired(each: Case): Rating[] {
  const { directions, before, after, compared } = each;
  const schema = withoutKey(each, "required");
  const old = Array.isArray(before) ? (before as string[]) : [];
  const now = Array.isArray(after) ? (after as string[]) : [];
  const isRequest = directions.includes("request");
  const fieldNames = fieldsOf(compared.base, schema);
  const fieldPlace = (name: string) => placeAt(`${pointerOf(schema.keys)}/properties/${name}`, compared.revision);
  const isLeft = (name: string) => fieldsOf(compared.revision, schema).includes(name);
  return [
    ...now
      .filter((name) => !old.includes(name) && fieldNames.includes(name))
      .map(
        (name): Rating => ({
          text: isRequest
            ? `Requests must have ${fieldPlace(name).label} now.`
            : `Answers always have ${fieldPlace(name).label} now.`,
          types: isRequest ? "breaking" : "minor",
          client: isRequest && isClients(fieldPlace(name)) ? "breaking" : "none",
          affected: isRequest ? "It concerns whoever leaves it out, which does not compile any more." : undefined,
          ...(isRequest && { byHand: changeTheClient }),
        }),
      ),
    ...old
      .filter((name) => !now.includes(name) && isLeft(name))
      .map(
        (name): Rating => ({
          text: isRequest
            ? `Requests may leave ${fieldPlace(name).label} out now.`
            : `Answers may lack ${fieldPlace(name).label} now.`,
          types: directions.includes("answer") ? "breaking" : "minor",
          client: directions.includes("answer") && isClients(fieldPlace(name)) ? "breaking" : "none",
          affected: directions.includes("answer")
            ? "It concerns whoever reads it without a look whether it is there."
            : undefined,
        }),
      ),
  ];
}

function requiredIn(document: Document, field: Place): readonly unknown[] {
  const required = valueAt(document, field.keys.slice(0, -2))?.["required"];
  return Array.isArray(required) ? required : [];
}

function fieldsOf(document: Document, schema: Place): string[] {
  return Object.keys((valueAt(document, schema.keys)?.["properties"] as Document | undefined) ?? {});
}

/** What a new field is, for people: ` (text)`. */
function formOf(schema: unknown): string {
  const { type, $ref } = (schema ?? {}) as { type?: unknown; $ref?: unknown };
  const form = typeof $ref === "string" ? $ref.split("/").at(-1) : type;
  return form === undefined ? "" : ` (${text(form)})`;
}
