/** The effect of a difference on programs against the types, in ascending order. */
export type TypeImpact = "patch" | "minor" | "breaking";

/** Where a type is sent: in a parameter of a request, in a header of an answer, or in a body. */
export type Location = "parameter" | "header" | "body";

/** A difference between the generated types before and after an update. The same one in several operations is one. */
export interface TypeDifference {
  /** The operations whose types it is part of; empty for an alias that no operation shows to be different. */
  operations: readonly string[];
  /** What differs: a type, an exported name, an HTTP status of an answer, or a whole operation. */
  of: "type" | "name" | "status" | "operation";
  /** The named schema and the path of fields in it, as `items[].amount`; without a schema, the path in the body. */
  schema?: string;
  field: string;
  location: Location;
  /** Its name as in the messages about documents: `MassPayoutSummary.currency`, `currency of the answer 200`. */
  label: string;
  /** Every name of it: a field may be declared in one schema and be part of another. */
  labels: readonly string[];
  /** The names of what contains it. */
  containers: readonly string[];
  change: "added" | "removed" | "changed";
  /** The types as code, of a field with its name. */
  before?: string;
  after?: string;
  impact: TypeImpact;
}

/** The maximum of impacts; undefined if none is there. */
export function maxImpact(impacts: readonly (TypeImpact | undefined)[]): TypeImpact | undefined {
  return (["breaking", "minor", "patch"] as const).find((impact) => impacts.includes(impact));
}

/** A difference without its place. */
export function factOf({ field, change, before, after }: TypeDifference): string {
  return JSON.stringify([field.split(".").at(-1), change, before, after]);
}

/** A field of a schema that only one other has as its own is named as the other's. */
export function labelOf({ label, labels }: TypeDifference): string {
  return labels.length === 2 ? (labels[1] ?? label) : label;
}

/** Shortens the type of a large object for a message. */
export function shorten(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 157)}...`;
}
