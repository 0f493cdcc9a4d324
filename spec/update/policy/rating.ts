import { pointerOf } from "../../document/pointer.ts";
import type { Compared } from "../diff/align.ts";
import type { Difference } from "../diff/compare-documents.ts";
import { type Place, placeAt } from "../diff/place.ts";
import type { Direction } from "../diff/usage.ts";
import type { Change } from "./change.ts";
import { isFieldOfClient } from "./client-fields.ts";

/** A difference with everything that its rating depends on. */
export interface Case {
  difference: Difference;
  place: Place;
  directions: readonly Direction[];
  before: unknown;
  after: unknown;
  compared: Compared;
}

/** A change without its operations. */
export type Rating = Omit<Change, "operations">;

/** The manual step for a change of what the client reads or sends. */
export const clientStep = "Change the client.";

/** Whether the client reads or sends the field or the parameter that contains a place. */
export function isUsedByClient({ schema, field, isOfParameter }: Place): boolean {
  if (isOfParameter) return true;
  return schema !== undefined && isFieldOfClient(schema, /^[^.[]+/.exec(field)?.[0] ?? "");
}

/** What a change is about: the path of the field without its schema, whose name a correction may alter; otherwise the label. */
export function subjectOf({ field, label }: Place): string {
  return field === "" ? label : field;
}

/** The place that contains a key, given the place of the key. */
export function placeWithoutKey({ place, compared }: Pick<Case, "place" | "compared">, key: string): Place {
  return place.keys.at(-1) === key ? placeAt(pointerOf(place.keys.slice(0, -1)), compared.revision) : place;
}

/** Formats a value of the document as code in Markdown. */
export function formatAsCode(value: unknown): string {
  return `\`${formatValue(value)}\``;
}

/** Formats a value of the document. */
export function formatValue(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
}
