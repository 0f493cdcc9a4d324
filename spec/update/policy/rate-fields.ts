import type { Document } from "../../document/object.ts";
import { pointerOf, valueAt } from "../../document/pointer.ts";
import { type Place, placeAt } from "../diff/place.ts";
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
  const required = namesIn(valueAt(compared.revision, place.keys.slice(0, -2))?.["required"]);
  const isRequired = required.includes(place.keys.at(-1) ?? "");
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

/**
 * Rates a list of required fields. The fields may be those of a schema beside the list (`allOf`) or around it (`anyOf`), or
 * described nowhere. New fields of the same schema are skipped: `rateAddedField` says whether they are required; so are
 * removed ones.
 */
export function rateRequired(ratingCase: Case): Rating[] {
  const { directions, before, after, compared } = ratingCase;
  const schema = placeWithoutKey(ratingCase, "required");
  const old = namesIn(before);
  const now = namesIn(after);
  const isRequest = directions.includes("request");
  const isAnswer = directions.includes("answer");
  const direction = isRequest ? "request" : "answer";
  const place = (name: string) => placeAt(pointerOf([...schema.keys, "properties", name]), compared.revision);
  const ofForm = /^(oneOf|anyOf)$/.test(schema.keys.at(-2) ?? "") ? " in one of their forms" : "";
  const isOfClient = (name: string) =>
    [place(name), findField(compared.revision, schema, name)].some(
      (each) => each !== undefined && isUsedByClient(each),
    );
  const isNewHere = (name: string) => {
    const field = findField(compared.revision, schema, name);
    return field?.label === place(name).label && valueAt(compared.base, field.keys) === undefined;
  };
  const isGone = (name: string) =>
    findField(compared.base, schema, name) !== undefined && findField(compared.revision, schema, name) === undefined;
  const isRequiredBeside = (document: Document, name: string) =>
    composedOf(document, schema.keys).some((keys) => namesIn(valueAt(document, keys)?.["required"]).includes(name));
  return [
    ...now
      .filter((name) => !old.includes(name) && !isNewHere(name) && !isRequiredBeside(compared.base, name))
      .map(
        (name): Rating => ({
          key: ["field-required", direction, subjectOf(place(name))],
          text: isRequest
            ? `Requests${ofForm} must now have ${place(name).label}.`
            : `Answers${ofForm} now always have ${place(name).label}.`,
          types: isRequest ? "breaking" : "minor",
          client: isRequest ? "breaking" : "none",
          affected: isRequest ? "Affects code that omits it, which no longer compiles." : undefined,
          ...(isRequest && { byHand: clientStep }),
        }),
      ),
    ...old
      .filter((name) => !now.includes(name) && !isGone(name) && !isRequiredBeside(compared.revision, name))
      .map(
        (name): Rating => ({
          key: ["field-optional", direction, subjectOf(place(name))],
          text: isRequest
            ? `Requests may now omit ${place(name).label}.`
            : `Answers may now omit ${place(name).label}.`,
          types: isAnswer ? "breaking" : "minor",
          client: isAnswer && isOfClient(name) ? "breaking" : "none",
          affected: isAnswer ? "Affects code that reads it without a check whether it is present." : undefined,
        }),
      ),
  ];
}

/** Finds a field of a schema: its own, of a schema that it is composed of, or of the schema that it is an alternative of. */
function findField(document: Document, schema: Place, name: string): Place | undefined {
  const around = schema.keys.slice(0, -2);
  const isMember = /^(allOf|anyOf|oneOf)$/.test(schema.keys.at(-2) ?? "");
  const places = [
    schema.keys,
    ...composedOf(document, schema.keys),
    ...(isMember ? [around, ...composedOf(document, around)] : []),
  ];
  const found = places.find((keys) => Object.hasOwn((valueAt(document, keys)?.["properties"] ?? {}) as object, name));
  return found && placeAt(pointerOf([...found, "properties", name]), document);
}

/** The places of the schemas that a schema is composed of with `allOf`, through references. */
function composedOf(document: Document, schema: readonly string[]): string[][] {
  const found: string[][] = [];
  const visit = (keys: readonly string[]) => {
    const { allOf } = valueAt(document, keys) ?? {};
    for (const [index, member] of (Array.isArray(allOf) ? allOf : []).entries()) {
      const { $ref } = member as { $ref?: string };
      const place = $ref === undefined ? [...keys, "allOf", String(index)] : [...placeAt($ref, document).keys];
      if (found.some((each) => each.join() === place.join())) continue;
      found.push(place);
      visit(place);
    }
  };
  visit(schema);
  return found;
}

function namesIn(required: unknown): string[] {
  return Array.isArray(required) ? (required as string[]) : [];
}

/** Formats the type of a new field: ` (string)`. */
function formatType(schema: unknown): string {
  const { type, $ref } = (schema ?? {}) as { type?: unknown; $ref?: unknown };
  const name = typeof $ref === "string" ? $ref.split("/").at(-1) : type;
  return name === undefined ? "" : ` (${formatValue(name)})`;
}
