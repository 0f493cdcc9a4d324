import type { Change } from "./change.ts";

/**
 * Notes about changes that the corrections of spec/overlays hide, or extend to more operations than the vendor wrote.
 * The rated changes alone do not show either.
 *
 * @param published the changes of the vendor's own documents.
 * @param changes the changes of the corrected document.
 */
export function notesOnCorrections(published: readonly Change[], changes: readonly Change[]): string[] {
  const corrected = Map.groupBy(changes, keyOf);
  return published.flatMap((change) => {
    const counterparts = corrected.get(keyOf(change));
    if (counterparts === undefined) return [`The corrections of spec/overlays hide this change: ${change.text}`];
    const operations = new Set(counterparts.flatMap((counterpart) => counterpart.operations));
    const further = [...operations].filter((operation) => !change.operations.includes(operation));
    if (further.length === 0) return [];
    return [`A correction of spec/overlays extends this change to ${further.join(", ")}: ${change.text}`];
  });
}

function keyOf({ key }: Change): string {
  return JSON.stringify(key);
}
