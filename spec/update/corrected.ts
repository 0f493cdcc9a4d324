import { parse, stringify } from "yaml";
import type { Document } from "../build/overlay.ts";
import type { Change } from "./change.ts";
import { differencesOf } from "./difference.ts";
import { changesOf } from "./policy.ts";

/**
 * What the corrections of spec/overlays make of a change, where it is not what the vendor wrote: they may hide it, or
 * make it true of more operations. Nobody would look for it otherwise.
 *
 * @param base the vendor's documents before, without corrections.
 * @param revision the same now.
 * @param changes what changed with the corrections.
 */
export async function notesOnCorrections(
  base: Document,
  revision: Document,
  changes: readonly Change[],
): Promise<string[]> {
  // As text and back: nothing in it may be one object in two places.
  const documents = { base: parse(stringify(base)), revision: parse(stringify(revision)) };
  const published = changesOf(await differencesOf(stringify(base), stringify(revision)), documents);
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
