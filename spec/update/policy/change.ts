import type { Sides } from "../diff/replay.ts";

/** The effect of a change on the users of a package, in ascending order. */
export type Impact = "none" | "patch" | "minor" | "breaking";

/** The kind of a change, as a part of its key. */
type ChangeKind =
  | "request-field-added"
  | "required-field-added"
  | "answer-field-added"
  | "field-removed"
  | "field-renamed"
  | "field-required"
  | "field-optional"
  | "type-added"
  | "type-removed"
  | "type-renamed"
  | "type-changed"
  | "alternative-changed"
  | "bound-changed"
  | "default-changed"
  | "value-added"
  | "value-removed"
  | "values-listed"
  | "values-unlisted"
  | "values-reordered"
  | "meaning-changed"
  | "documentation-changed"
  | "deprecation-changed"
  | "operation-added"
  | "operation-removed"
  | "parameter-removed"
  | "parameter-renamed"
  | "parameter-required"
  | "parameter-optional"
  | "body-removed"
  | "body-required"
  | "body-optional"
  | "status-added"
  | "status-removed"
  | "address-changed"
  | "security-changed"
  | "generated-type-changed"
  | "other";

/** A change that users of the packages may notice. */
export interface Change {
  /** The operations that it is part of, as `POST /v1/mass/payout/retrieve`; all for a change of the whole document. */
  operations: readonly string[];
  /**
   * The kind of the change, and what changed. It has no name that a correction may alter, so the same change has the same
   * key in the vendor's documents and in the corrected one.
   */
  key: readonly [kind: ChangeKind, ...details: string[]];
  /**
   * Where it is in the documents that were compared, as JSON pointers; a side is absent if that document has nothing there.
   * Absent if the change has no single place.
   */
  place?: Sides;
  /** What changed, as a sentence. */
  text: string;
  /** The impact on users of the generated types. */
  types: Impact;
  /** The impact on users of the convenience client. */
  client: Impact;
  /** Which code is affected and how, in sentences; absent if none is. */
  affected?: string | undefined;
  /** What maintainers must do, in sentences. */
  byHand?: string;
  /**
   * The correction that hides the change, as `our correction spec/overlays/20-amounts.yaml, action 1`: the corrected document
   * does not have it, or shows less of it. The impacts are then those without corrections.
   */
  hiddenBy?: string;
}

const order: readonly Impact[] = ["none", "patch", "minor", "breaking"];

/** The maximum of impacts; "none" for an empty list. */
export function maxImpact(impacts: readonly Impact[]): Impact {
  return order[Math.max(0, ...impacts.map((impact) => order.indexOf(impact)))] ?? "none";
}
