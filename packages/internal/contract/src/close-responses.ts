interface Part {
  $ref?: string;
  properties?: object;
  additionalProperties?: boolean;
}

/** The parts of an OpenAPI document that describe the responses of its operations. */
export interface Document {
  paths: Record<string, Record<string, { responses: object }>>;
  components: { schemas: Record<string, object> };
}

/**
 * Copies a document and forbids fields in responses that it does not name. The original allows any additional field, so that
 * a misspelt one would go unnoticed. Requests stay unchanged.
 */
export function closeResponses(document: Document): Document {
  const closed = structuredClone(document);
  const visited = new Set<object>();
  const close = (part: Part): void => {
    if (visited.has(part)) return;
    visited.add(part);
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
