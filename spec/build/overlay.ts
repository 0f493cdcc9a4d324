import { isDeepStrictEqual } from "node:util";
import { type OpenAPIOverlayOptions, openapiOverlay } from "openapi-format";
import type { Document } from "../document/object.ts";

/** An OpenAPI Overlay document. An action's description is the reason for the correction. */
export type Overlay = OpenAPIOverlayOptions["overlaySet"];

/**
 * Applies an OpenAPI Overlay to a copy of a document and returns the copy.
 *
 * Actions are applied one at a time. Each must give a reason and must change something: an action that matches nothing,
 * or whose result is already in the document, means that the vendor changed what it corrects. An action must not add a
 * `$ref` beside a type or a list of values, because the reference would hide them.
 */
export async function applyOverlay(document: Document, overlay: Overlay, name: string): Promise<Document> {
  let corrected = document;
  for (const [index, action] of overlay.actions.entries()) {
    const where = `${name}, action ${index + 1} (target ${action.target})`;
    if (!action.description?.trim()) throw new Error(`${where} gives no reason: its description is required.`);
    const data = await applyAction(structuredClone(corrected), overlay, index);
    // The library's own count of unused actions misses a copy whose target is missing; the comparison detects it.
    if (isDeepStrictEqual(data, corrected)) {
      throw new Error(
        `${where} changes nothing: the document no longer has what it corrects. Change the action or remove it.`,
      );
    }
    if (hasHidingReference(data) && !hasHidingReference(corrected)) {
      throw new Error(`${where} adds a reference to a schema that now has a type or values of its own: correct it.`);
    }
    corrected = data;
  }
  return corrected;
}

/** Applies one action of an overlay to a document, which it may change, and returns the result. Checks nothing. */
export async function applyAction(document: Document, overlay: Overlay, index: number): Promise<Document> {
  const actions = overlay.actions.slice(index, index + 1);
  const { data } = await openapiOverlay(document, { overlaySet: { ...overlay, actions } });
  return data as Document;
}

/** Whether a reference hides a type or a list of values beside it. */
function hasHidingReference(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const isHiding = "$ref" in value && ("type" in value || "enum" in value);
  return isHiding || Object.values(value).some(hasHidingReference);
}
