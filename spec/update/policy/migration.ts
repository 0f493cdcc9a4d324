import type { Change } from "./change.ts";

/**
 * How to change code that a breaking change affects, in Markdown; undefined where the document does not say. It never
 * advises to send a request again, or what a missing value means.
 *
 * @param changes all changes of the update: a new field beside a removed one may replace it.
 */
export function migrationOf(change: Change, changes: readonly Change[]): string | undefined {
  const [kind, first = "", second = "", third = ""] = change.key;
  switch (kind) {
    case "field-renamed":
      return `Rename \`${first}\` to \`${second}\`.`;
    case "type-renamed":
      return `Import \`${second}\` instead of \`${first}\`.`;
    case "field-removed":
      return `No longer read or send \`${first}\`.${replacementOf(change, changes)}`;
    case "required-field-added":
      return `Send \`${first}\` with every request.`;
    case "field-required":
      return first === "request" ? `Send \`${second}\` with every request.` : undefined;
    case "field-optional":
      return first === "answer" ? `Treat a missing \`${second}\` as unknown.` : undefined;
    case "bound-changed":
      if (second !== "nullable") return undefined;
      return third === "true" ? `Treat null in \`${first}\` as unknown.` : `No longer send null in \`${first}\`.`;
    case "value-removed":
      return `No longer send \`${first}\`. Treat it in answers as any other value that is not listed.`;
    case "type-removed":
      return `No longer import \`${first}\`.`;
    case "parameter-removed":
      return `No longer send ${lowerFirst(first)}.`;
    case "parameter-renamed":
      return `Rename ${lowerFirst(first)} to \`${second}\`.`;
    case "parameter-required":
      return `Send ${lowerFirst(first)} with every request.`;
    case "operation-removed":
      return `No longer call \`${first}\`.`;
    default:
      return undefined;
  }
}

/** The document does not say whether a new field replaces a removed one. Only one of each beside the other is named. */
function replacementOf(removed: Change, changes: readonly Change[]): string {
  const parent = parentOf(removed);
  if (parent === undefined) return "";
  const beside = changes.filter(
    (change) => parentOf(change) === parent && change.operations.join() === removed.operations.join(),
  );
  const ofKind = (...kinds: readonly Change["key"][0][]) => beside.filter(({ key: [kind] }) => kinds.includes(kind));
  const added = ofKind("answer-field-added", "request-field-added", "required-field-added");
  const [field, ...others] = added.map(({ key: [, name] }) => name);
  if (field === undefined || others.length > 0 || ofKind("field-removed").length > 1) return "";
  return ` If \`${field}\` has the same meaning, use it instead; iyzico does not say so.`;
}

/** The place of the object that has a field. The key of a change does not name its schema. */
function parentOf({ place }: Change): string | undefined {
  const pointer = place?.revision ?? place?.base;
  return pointer?.slice(0, pointer.lastIndexOf("/properties/"));
}

/** "The query parameter locale" within a sentence. */
function lowerFirst(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
