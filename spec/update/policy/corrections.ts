import type { Change } from "./change.ts";

/**
 * Notes about changes that the corrections of spec/overlays hide, or extend to more operations than the vendor wrote.
 * The rated changes alone do not show either.
 *
 * @param published the changes of the vendor's own documents.
 * @param changes the changes of the corrected document.
 */
export function notesOnCorrections(published: readonly Change[], changes: readonly Change[]): string[] {
  return published.flatMap((change) => {
    const counterparts = changes.filter((each) => gistOf(each) === gistOf(change));
    if (counterparts.length === 0) return [`The corrections of spec/overlays hide this change: ${change.text}`];
    const operations = new Set(counterparts.flatMap((each) => each.operations));
    const further = [...operations].filter((operation) => !change.operations.includes(operation));
    if (further.length === 0) return [];
    return [`A correction of spec/overlays extends this change to ${further.join(", ")}: ${change.text}`];
  });
}

/** The text of a change without the names that corrections alter: a list may have a name, a field another schema. */
function gistOf({ text }: Change): string {
  return text
    .replace(/ It means:.*$/s, "")
    .replace(/^.*(?= (has a new value|no longer has the value|lists ))/, "")
    .replaceAll(/\b[A-Z]\w*\.([\w.[\]]+)/g, "$1")
    .replaceAll(/ \([^)]*\)/g, "");
}
