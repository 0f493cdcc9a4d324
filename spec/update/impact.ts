/** How much a change asks of who uses a package, from nothing to work. */
export type Impact = "none" | "patch" | "minor" | "breaking";

const order: readonly Impact[] = ["none", "patch", "minor", "breaking"];

/** The greatest of several impacts; none of none. */
export function greatest(impacts: readonly Impact[]): Impact {
  return order[Math.max(0, ...impacts.map((impact) => order.indexOf(impact)))] ?? "none";
}

/**
 * The version bump of an impact. Before 1.0.0, what breaks is a minor: a caret range of such a version ends at the next
 * minor.
 */
export function bumpOf(impact: Exclude<Impact, "none">, version: string): "major" | "minor" | "patch" {
  if (impact !== "breaking") return impact;
  return version.startsWith("0.") ? "minor" : "major";
}
