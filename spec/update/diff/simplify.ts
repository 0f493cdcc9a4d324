import { isDeepStrictEqual } from "node:util";
import { holdsNames, isData, isWord } from "../../document/keys.ts";
import { type Document, isObject } from "../../document/object.ts";
import { methods } from "../../document/operation.ts";
import { resolveReference } from "../../document/pointer.ts";

/** What a key means that is not there, wherever it may be. */
const defaults: Document = {
  nullable: false,
  deprecated: false,
  readOnly: false,
  writeOnly: false,
  uniqueItems: false,
  exclusiveMinimum: false,
  exclusiveMaximum: false,
  minLength: 0,
  minItems: 0,
  minProperties: 0,
  additionalProperties: true,
  required: false,
  allowReserved: false,
  allowEmptyValue: false,
};

/**
 * Writes a document in one way where OpenAPI has several for the same values, so that a comparison finds what differs for
 * users and not how it is written: the forms of OpenAPI 3.1 become those of 3.0, a schema that is wrapped for a description
 * is unwrapped, a type that follows from other keys is written, what is the default is not. Returns a copy.
 */
export function simplifyDocument(document: Document): Document {
  const simplified = withSharedParameters(simplify(document, "") as Document);
  // Of this version, so that the keys of both are compared.
  return { ...hoist(hoist(simplified, "servers"), "security"), openapi: "3.1.0" };
}

function simplify(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || isData(key) || key === "variables") return value;
  if (Array.isArray(value)) return value.map((each) => simplify(each, ""));
  const isMap = holdsNames(key);
  const parts = Object.entries(value).map(([name, inner]) => [name, simplify(inner, isMap ? "" : name)]);
  return isMap ? Object.fromEntries(parts) : simplifyPart(Object.fromEntries(parts));
}

/** Simplifies a part whose own parts are simplified. What is no schema has few of these keys. */
function simplifyPart(part: Document): Document {
  return unwrap(withType(withoutNull(withEnum(withBound(withoutSiblings(withoutDefaults(part)))))));
}

function withoutDefaults(part: Document): Document {
  const { style: _, explode: __, ...rest } = part;
  const style = part["in"] === "query" || part["in"] === "cookie" ? "form" : "simple";
  const isUsualStyle =
    typeof part["in"] === "string" &&
    (part["style"] ?? style) === style &&
    (part["explode"] ?? style === "form") === (style === "form");
  return Object.fromEntries(
    Object.entries(isUsualStyle ? rest : part).filter(
      ([key, value]) => !(Object.hasOwn(defaults, key) && defaults[key] === value) && !isEmptyList(key, value),
    ),
  );
}

function isEmptyList(key: string, value: unknown): boolean {
  return key === "required" && Array.isArray(value) && value.length === 0;
}

/** An exclusive bound is a number, as in OpenAPI 3.1. */
function withBound(schema: Document): Document {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  return {
    ...rest,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : pick({ minimum, exclusiveMinimum })),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : pick({ maximum, exclusiveMaximum })),
  };
}

/** The values that are there. */
function pick(values: Document): Document {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
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
    if (types.length === 1) return { ...rest, type: types[0], ...nullable };
    return isComposed(rest) ? schema : { ...rest, oneOf: types.map((each) => ({ type: each })), ...nullable };
  }
  for (const union of ["oneOf", "anyOf"]) {
    const { [union]: members, ...beside } = schema;
    if (!Array.isArray(members)) continue;
    const others = members.filter((member: Document) => member["type"] !== "null");
    if (others.length === members.length) continue;
    if (others.length > 1) return { ...beside, [union]: others, nullable: true };
    return { ...beside, allOf: [...((beside["allOf"] as unknown[] | undefined) ?? []), ...others], nullable: true };
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
  const bounds = Object.fromEntries(Object.entries(siblings).filter(([key]) => !isWord(key)));
  return Object.keys(bounds).length === 0 ? { $ref } : { allOf: [{ $ref }], ...bounds };
}

/** The only member of `allOf`, `oneOf` or `anyOf`, if nothing beside it concerns the same fields. */
function unwrap(schema: Document): Document {
  for (const key of ["allOf", "oneOf", "anyOf"]) {
    const { [key]: members, ...beside } = schema;
    if (!Array.isArray(members) || members.length !== 1 || isComposed(beside)) continue;
    const [member] = members as [Document];
    const bounds = Object.keys(beside).filter((name) => !isWord(name));
    if ("$ref" in member && bounds.length === 0) return member;
    if (!("$ref" in member) && !bounds.some((name) => name in member)) return { ...member, ...beside };
  }
  return schema;
}

/** Whether a schema has members, or forbids fields that it does not list. */
function isComposed(schema: Document): boolean {
  return ["allOf", "oneOf", "anyOf", "additionalProperties", "unevaluatedProperties"].some((key) => key in schema);
}

/** Moves the parameters of a path to each of its operations. */
function withSharedParameters(document: Document): Document {
  const identify = (parameter: Document) => {
    const { name, in: where } = resolveReference(parameter, document) ?? parameter;
    return `${where} ${name}`;
  };
  const paths = Object.entries((document["paths"] ?? {}) as Record<string, Document>).map(([path, item]) => {
    const { parameters: shared, ...rest } = item as { parameters?: Document[] };
    if (!Array.isArray(shared)) return [path, item];
    const parts = Object.entries(rest as Document).map(([key, part]) => {
      if (!methods.has(key)) return [key, part];
      const own = ((part as Document)["parameters"] ?? []) as Document[];
      const names = own.map(identify);
      return [
        key,
        { ...(part as Document), parameters: [...shared.filter((each) => !names.includes(identify(each))), ...own] },
      ];
    });
    return [path, Object.fromEntries(parts)];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Moves what all operations have in common to the document: it may be written there, for a path or for an operation. */
function hoist(document: Document, key: "servers" | "security"): Document {
  const items = Object.entries((document["paths"] ?? {}) as Record<string, Document>);
  const inForce = items.flatMap(([, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([, operation]) => (operation as Document)[key] ?? item[key] ?? document[key]),
  );
  const [first] = inForce;
  if (key === "security" && isDeepStrictEqual(document[key], [])) {
    const { security: _, ...rest } = document;
    return hoist(rest, key);
  }
  if (first === undefined || !inForce.every((each) => isDeepStrictEqual(each, first))) return document;
  const without = ({ [key]: _, ...rest }: Document): Document => rest;
  const paths = items.map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(without(item)).map(([name, part]) => [name, methods.has(name) ? without(part as Document) : part]),
    ),
  ]);
  return { ...document, [key]: first, paths: Object.fromEntries(paths) };
}
