interface Part {
  $ref?: string;
  properties?: object;
  additionalProperties?: boolean;
}

/** The part of an OpenAPI document that says what its operations answer. */
export interface Document {
  paths: Record<string, Record<string, { responses: object }>>;
  components: { schemas: Record<string, object> };
}

/**
 * The same document, with nothing in an answer but what it names. As it stands it lets any further field pass, so that a
 * misspelt one would go unnoticed. Requests stay as they are.
 */
export function closedDocument(document: Document): Document {
  const closed = structuredClone(document);
  const seen = new Set<object>();
  const close = (part: Part): void => {
    if (seen.has(part)) return;
    seen.add(part);
    const { $ref, properties } = part;
    if (properties !== undefined) part.additionalProperties = false;
    const name = $ref?.slice("#/components/schemas/".length) ?? "";
    for (const inner of [closed.components.schemas[name], ...Object.values(part)]) {
      if (typeof inner === "object" && inner !== null) close(inner);
    }
  };
  for (const operation of Object.values(closed.paths).flatMap((methods) => Object.values(methods))) {
    close(operation.responses);
  }
  return closed;
}
