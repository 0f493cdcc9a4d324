/**
 * Begins the line of a changeset about a change that a correction hides. A maintainer decides what users must know and
 * replaces the line; a changeset that still has one is rejected (packages/internal/release).
 */
export const undecided = "**Decide:**";
