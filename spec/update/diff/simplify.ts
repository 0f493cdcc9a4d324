import type { Document } from "../../build/overlay.ts";

/** The keys of a schema that only inform readers. */
const annotations = new Set(["description", "summary", "title", "example", "examples", "externalDocs"]);

/** The keys of an object whose values are schemas by name. */
const schemaMaps = new Set(["properties", "patternProperties", "schemas", "$defs"]);

/** The keys whose values are data, not parts of the document. */
const dataKeys = new Set(["example", "examples", "default", "enum", "const", "variables"]);

/**
 * Writes every schema of a document in one way where OpenAPI has several for the same values, so that a comparison finds
 * what differs for users and not how it is written: the forms of OpenAPI 3.1 become those of 3.0, a schema that is
 * wrapped for a description is unwrapped, a type that follows from other keys is written. Returns a copy.
 */
export function simplifyDocument(document: Document): Document {
  // Of this version, so that the keys of both are compared.
  return { ...(simplify(document, "") as Document), openapi: "3.1.0" };
}

function simplify(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || dataKeys.has(key) || key.startsWith("x-")) return value;
  if (Array.isArray(value)) return value.map((each) => simplify(each, ""));
  const isMap = schemaMaps.has(key);
  const parts = Object.entries(value).map(([name, inner]) => [name, simplify(inner, isMap ? "" : name)]);
  return isMap ? Object.fromEntries(parts) : simplifySchema(Object.fromEntries(parts));
}

/** Simplifies a schema whose parts are simplified. Objects that are no schemas have none of these keys. */
function simplifySchema(schema: Document): Document {
  return unwrap(withType(withoutNull(withEnum(withoutSiblings(schema)))));
}

/** `const` is a list of one value; a null in a list is a value that `nullable` allows. */
function withEnum(schema: Document): Document {
  const { const: only, ...rest } = schema;
  const single = "const" in schema ? { ...rest, enum: [only] } : schema;
  const { enum: values } = single as { enum?: unknown[] };
  if (!Array.isArray(values) || !values.includes(null)) return single;
  return { ...single, enum: values.filter((value) => value !== null), nullable: true };
}

/** `type: [string, "null"]` and an alternative `type: "null"` are `nullable`; further types are alternatives. */
function withoutNull(schema: Document): Document {
  const { type, ...rest } = schema;
  if (Array.isArray(type)) {
    const types = type.filter((each) => each !== "null");
    const nullable = types.length < type.length && { nullable: true };
    return types.length === 1
      ? { ...rest, type: types[0], ...nullable }
      : { ...rest, oneOf: types.map((each) => ({ type: each })), ...nullable };
  }
  for (const union of ["oneOf", "anyOf"]) {
    const members = schema[union];
    if (!Array.isArray(members)) continue;
    const others = members.filter((member: Document) => member["type"] !== "null");
    const key = others.length === 1 ? "allOf" : union;
    const { [union]: _, ...beside } = schema;
    if (others.length < members.length) return { ...beside, [key]: others, nullable: true };
  }
  return schema;
}

/** The type that follows from other keys of a schema. */
function withType(schema: Document): Document {
  if ("type" in schema || "$ref" in schema) return schema;
  if (isObject(schema["properties"]) || Array.isArray(schema["required"])) return { type: "object", ...schema };
  const { enum: values } = schema;
  const isOfStrings = Array.isArray(values) && values.length > 0 && values.every((each) => typeof each === "string");
  return isOfStrings ? { type: "string", ...schema } : schema;
}

/** A reference with keys beside it that matter is an `allOf`; OpenAPI 3.0 ignores the others. */
function withoutSiblings(schema: Document): Document {
  if (typeof schema["$ref"] !== "string") return schema;
  const { $ref, ...siblings } = schema;
  const bounds = Object.fromEntries(Object.entries(siblings).filter(([key]) => !annotations.has(key)));
  return Object.keys(bounds).length === 0 ? { $ref } : { allOf: [{ $ref }], ...bounds };
}

/** The only member of `allOf`, `oneOf` or `anyOf`, if nothing beside it concerns the same keys. */
function unwrap(schema: Document): Document {
  for (const key of ["allOf", "oneOf", "anyOf"]) {
    const { [key]: members, ...beside } = schema;
    if (!Array.isArray(members) || members.length !== 1) continue;
    const [member] = members as [Document];
    const bounds = Object.keys(beside).filter((name) => !annotations.has(name));
    if ("$ref" in member && bounds.length === 0) return member;
    if (!("$ref" in member) && !bounds.some((name) => name in member)) return { ...member, ...beside };
  }
  return schema;
}

function isObject(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
