import type { Change } from "./change.ts";

/**
 * What the corrections of spec/overlays make of a change, where it is not what the vendor wrote: they may hide it, or
 * make it true of more operations. Nobody would look for it otherwise.
 *
 * @param published what changed in the vendor's own documents.
 * @param changes what changed with the corrections.
 */
export function notesOnCorrections(published: readonly Change[], changes: readonly Change[]): string[] {
  return published.flatMap((change) => {
    const counterparts = changes.filter((each) => gistOf(each) === gistOf(change));
    if (counterparts.length === 0) return [`The corrections of spec/overlays hide this: ${change.text}`];
    const operations = new Set(counterparts.flatMap((each) => each.operations));
    const further = [...operations].filter((operation) => !change.operations.includes(operation));
    if (further.length === 0) return [];
    return [`By a correction of spec/overlays this is true of ${further.join(", ")} too: ${change.text}`];
  });
}

/** What a change says, without the names that corrections give: a list may have got one, and a field another schema. */
function gistOf({ text }: Change): string {
  return text
    .replace(/ It means:.*$/s, "")
    .replace(/^.*(?= (has a new value|no longer has the value|lists ))/, "")
    .replaceAll(/\b[A-Z]\w*\.([\w.[\]]+)/g, "$1")
    .replaceAll(/ \([^)]*\)/g, "");
}
