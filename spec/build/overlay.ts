import { isDeepStrictEqual } from "node:util";
import { type OpenAPIOverlayOptions, openapiOverlay } from "openapi-format";

export type Document = Record<string, unknown>;

/** An OpenAPI Overlay document. The description of an action is its reason. */
export type Overlay = OpenAPIOverlayOptions["overlaySet"];

/**
 * Applies an OpenAPI Overlay and returns the corrected document. The given document is left as it is.
 *
 * Each action is applied on its own, needs a reason and must change something: one that matches nothing, or that asks
 * for what already stands there, means that the vendor's document is no longer the one that was corrected. So does one that
 * puts a reference beside what the vendor says.
 */
export async function applyOverlay(document: Document, overlay: Overlay, name: string): Promise<Document> {
  let corrected = document;
  for (const [index, action] of overlay.actions.entries()) {
    const where = `${name}, action ${index + 1} (target ${action.target})`;
    if (!action.description?.trim()) throw new Error(`${where} gives no reason: write one as its description.`);
    const copy = structuredClone(corrected);
    const { data } = await openapiOverlay(copy, { overlaySet: { ...overlay, actions: [action] } });
    // The library's own count of unused actions misses a copy whose target is gone; the comparison sees it.
    if (isDeepStrictEqual(data, corrected)) {
      throw new Error(`${where} changes nothing: the document no longer has what it corrects.`);
    }
    if (hasReferenceWithMore(data) && !hasReferenceWithMore(corrected)) {
      throw new Error(`${where} refers to a schema where the document has come to say something itself: mend it.`);
    }
    corrected = data as Document;
  }
  return corrected;
}

/** Whether there is a reference that would hide a type or a list beside it. */
function hasReferenceWithMore(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const isHidden = "$ref" in value && ("type" in value || "enum" in value);
  return isHidden || Object.values(value).some(hasReferenceWithMore);
}
