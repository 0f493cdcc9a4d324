import type { Document } from "../../build/overlay.ts";
import { type Place, placeAt, pointerOf, valueAt } from "../diff/place.ts";
import {
  type Case,
  clientStep,
  formatValue,
  isUsedByClient,
  placeWithoutKey,
  type Rating,
  subjectOf,
} from "./rating.ts";

/** The manual step for a list of values in answers. */
export const closedListStep = "The list is closed in the types: open it in spec/overlays, as 70-statuses.yaml does.";

/** Rates a new field. */
export function rateAddedField({ place, directions, after, compared }: Case): Rating {
  const isRequired = requiredIn(compared.revision, place).includes(place.keys.at(-1));
  const isRequest = directions.includes("request");
  const field = `${place.label}${formatType(after)}`;
  if (isRequest && isRequired) {
    return {
      key: ["required-field-added", subjectOf(place)],
      text: `Requests require a new field: ${field}.`,
      types: "breaking",
      client: "breaking",
      affected: "Affects code that sends the request.",
      byHand: clientStep,
    };
  }
  return {
    key: [isRequest ? "request-field-added" : "answer-field-added", subjectOf(place)],
    text: isRequest ? `Requests accept a new field: ${field}.` : `Answers have a new field: ${field}.`,
    types: "minor",
    client: isUsedByClient(place) ? "minor" : "none",
    affected: isRequest
      ? "The client does not send it; `raw` can."
      : `The client ${isUsedByClient(place) ? "already reads it" : "does not read it; `raw` returns it"}.`,
    byHand: [
      "If it is personal data, mark it in spec/overlays/80-privacy.yaml.",
      ...(isRequest || !("enum" in ((after ?? {}) as object)) ? [] : [closedListStep]),
    ].join(" "),
  };
}

/** Rates a field that can no longer be used as before. */
export function rateLostField(
  { place }: Pick<Case, "place">,
  { key, text, affected }: Pick<Rating, "key" | "text"> & { affected: string },
): Rating {
  const isOfClient = isUsedByClient(place);
  return {
    key,
    text,
    types: "breaking",
    client: isOfClient ? "breaking" : "none",
    affected: `${affected} ${isOfClient ? "The client uses it." : "The client does not use it."}`,
    ...(isOfClient && { byHand: clientStep }),
  };
}

/** Rates a list of required fields. New fields are skipped: `rateAddedField` says whether they are required. */
export function rateRequired(ratingCase: Case): Rating[] {
  const { directions, before, after, compared } = ratingCase;
  const schema = placeWithoutKey(ratingCase, "required");
  const old = Array.isArray(before) ? (before as string[]) : [];
  const now = Array.isArray(after) ? (after as string[]) : [];
  const isRequest = directions.includes("request");
  const isAnswer = directions.includes("answer");
  const direction = isRequest ? "request" : "answer";
  const fieldNames = fieldsOf(compared.base, schema);
  const fieldPlace = (name: string) => placeAt(`${pointerOf(schema.keys)}/properties/${name}`, compared.revision);
  const isLeft = (name: string) => fieldsOf(compared.revision, schema).includes(name);
  return [
    ...now
      .filter((name) => !old.includes(name) && fieldNames.includes(name))
      .map(
        (name): Rating => ({
          key: ["field-required", direction, subjectOf(fieldPlace(name))],
          text: isRequest
            ? `Requests must now have ${fieldPlace(name).label}.`
            : `Answers now always have ${fieldPlace(name).label}.`,
          types: isRequest ? "breaking" : "minor",
          client: isRequest && isUsedByClient(fieldPlace(name)) ? "breaking" : "none",
          affected: isRequest ? "Affects code that omits it, which no longer compiles." : undefined,
          ...(isRequest && { byHand: clientStep }),
        }),
      ),
    ...old
      .filter((name) => !now.includes(name) && isLeft(name))
      .map(
        (name): Rating => ({
          key: ["field-optional", direction, subjectOf(fieldPlace(name))],
          text: isRequest
            ? `Requests may now omit ${fieldPlace(name).label}.`
            : `Answers may now omit ${fieldPlace(name).label}.`,
          types: isAnswer ? "breaking" : "minor",
          client: isAnswer && isUsedByClient(fieldPlace(name)) ? "breaking" : "none",
          affected: isAnswer ? "Affects code that reads it without a check whether it is present." : undefined,
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

/** Formats the type of a new field: ` (string)`. */
function formatType(schema: unknown): string {
  const { type, $ref } = (schema ?? {}) as { type?: unknown; $ref?: unknown };
  const name = typeof $ref === "string" ? $ref.split("/").at(-1) : type;
  return name === undefined ? "" : ` (${formatValue(name)})`;
}
