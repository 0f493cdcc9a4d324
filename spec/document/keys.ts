/** The keys whose values only inform readers. */
const words = new Set(["description", "summary", "title", "example", "examples", "externalDocs", "$comment"]);

/** The keys of objects whose own keys are names: a property may be called `description`. */
const namings = new Set([
  ...["paths", "webhooks", "schemas", "pathItems", "securitySchemes", "requestBodies"],
  ...["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependentRequired"],
  ...["parameters", "responses", "headers", "links", "callbacks", "content", "encoding", "variables", "scopes"],
]);

/** The keys of data, which may contain any key. */
const data = new Set(["example", "examples", "value", "default", "const", "enum", "required", "mapping", "security"]);

/** Whether the value of a key only informs readers. The key must not be a name. */
export function isWord(key: string): boolean {
  return words.has(key);
}

/** Whether the keys of the value at a key are names. The key itself must not be a name. */
export function holdsNames(key: string): boolean {
  return namings.has(key);
}

/** Whether the value of a key is data, not a part of the document. The key must not be a name. */
export function isData(key: string): boolean {
  return data.has(key) || key.startsWith("x-");
}
