import type { Document } from "../build/overlay.ts";
import type { Change } from "./change.ts";
import { isFieldOfClient } from "./client-fields.ts";
import type { Difference } from "./difference.ts";
import { type Place, placeAt, pointerOf } from "./place.ts";
import type { Direction } from "./usage.ts";

/** The two documents that are compared. */
export interface Compared {
  base: Document;
  revision: Document;
}

/** A difference with all that its rating depends on. */
export interface Case {
  difference: Difference;
  place: Place;
  directions: readonly Direction[];
  before: unknown;
  after: unknown;
  compared: Compared;
}

/** A change whose operations are not told yet. */
export type Rating = Omit<Change, "operations">;

/** What maintainers have to do about what the client reads or sends. */
export const changeTheClient = "The client has to be changed.";

/** Whether the client reads or sends the field or the parameter in which a place lies. */
export function isClients({ schema, field, isOfParameter }: Place): boolean {
  if (isOfParameter) return true;
  return schema !== undefined && isFieldOfClient(schema, /^[^.[]+/.exec(field)?.[0] ?? "");
}

/** The place that has a key, for the place of the key. */
export function withoutKey({ place, compared }: Pick<Case, "place" | "compared">, key: string): Place {
  return place.keys.at(-1) === key ? placeAt(pointerOf(place.keys.slice(0, -1)), compared.revision) : place;
}

/** A value for people, as it stands in the document. */
export function shown(value: unknown): string {
  return `\`${text(value)}\``;
}

/** A value as text. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
}
