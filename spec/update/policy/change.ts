/** The effect of a change on the users of a package, in ascending order. */
export type Impact = "none" | "patch" | "minor" | "breaking";

/** A change that users of the packages may notice. */
export interface Change {
  /** The operations that it is part of, as `POST /v1/mass/payout/retrieve`; all for a change of the whole document. */
  operations: readonly string[];
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
}

const order: readonly Impact[] = ["none", "patch", "minor", "breaking"];

/** The maximum of impacts; "none" for an empty list. */
export function maxImpact(impacts: readonly Impact[]): Impact {
  return order[Math.max(0, ...impacts.map((impact) => order.indexOf(impact)))] ?? "none";
}
