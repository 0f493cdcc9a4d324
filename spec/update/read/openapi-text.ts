import { parseDocument } from "yaml";
import { type Document, isObject } from "../../document/object.ts";
import { operationsOf } from "../../document/operation.ts";
import { resolveReference } from "../../document/pointer.ts";

/** A published OpenAPI document: its text, which is stored as it is, and the parsed document. */
export interface OpenApiText {
  /** The published text; a YAML text converted to JSON. */
  json: string;
  isFromYaml: boolean;
  document: Document;
}

// A page of the vendor has 9 levels. The tools that read the built document stop at 100.
const maxDepth = 64;

/** Whether a text is meant to be an OpenAPI document, or one of its predecessor Swagger. */
export function looksLikeOpenApi(text: string): boolean {
  // "{%" begins a hint of the vendor's documentation tool, not JSON.
  if (/^\s*\{(?!%)/.test(text)) return /"(openapi|swagger)"\s*:/.test(text);
  return /^["']?(openapi|swagger)["']?\s*:/m.test(text) && !/^(```|~~~)/m.test(text);
}

/**
 * Reads an OpenAPI 3 document from JSON or YAML.
 *
 * @param label the name of the text in error messages.
 * @throws if the document is malformed or unsafe to process.
 */
export function readOpenApi(text: string, label: string): OpenApiText {
  const isJson = text.trimStart().startsWith("{");
  // The YAML parser also reads JSON, and rejects duplicate keys, which JSON.parse accepts.
  const parsed = parseText(() => parseDocument(text, { uniqueKeys: true, prettyErrors: true }), label);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${label} is malformed: ${error.message.split("\n")[0]}`);
  const document: unknown = parseText(() => (isJson ? JSON.parse(text) : parsed.toJS()), label);
  if (!isObject(document)) throw new Error(`${label} must be an OpenAPI document.`);
  checkStructure(document, label);
  checkContent(document, label);
  checkReferences(document, document, label);
  return { json: isJson ? text : `${JSON.stringify(document, null, 2)}\n`, isFromYaml: !isJson, document };
}

function parseText<Parsed>(parse: () => Parsed, label: string): Parsed {
  try {
    return parse();
  } catch (error) {
    throw new Error(`${label} is malformed: ${(error as Error).message}`);
  }
}

function checkStructure(document: Document, label: string): void {
  const { openapi, paths, components, tags = [], webhooks = {} } = document;
  if (typeof openapi !== "string" || !/^3\.\d+\.\d+/.test(openapi)) {
    throw new Error(`${label} must be an OpenAPI 3 document.`);
  }
  if (!/^3\.[01]\./.test(openapi)) {
    throw new Error(`${label} must be a document of OpenAPI 3.0 or 3.1: types can't be generated from ${openapi}.`);
  }
  if (!isObject(paths) || !Object.values(paths).every(isObject)) {
    throw new Error(`${label} has no paths: an object of path items is required.`);
  }
  const hasName = (tag: unknown) => isObject(tag) && typeof tag["name"] === "string";
  if (!Array.isArray(tags) || !tags.every(hasName)) throw new Error(`${label} has malformed tags: each needs a name.`);
  if (!isMap(webhooks)) throw new Error(`${label} has malformed webhooks: an object of path items is required.`);
  if (components !== undefined && !isMap(components, (each) => isMap(each))) {
    throw new Error(`${label} has malformed components: each kind must be an object of objects.`);
  }
  const { schemas = {} } = (components ?? {}) as { schemas?: Document };
  if (!isMap(schemas, isSchema)) {
    throw new Error(`${label} has a malformed schema: properties must be objects and enum must be a list.`);
  }
  if (operationsOf(document).length === 0) {
    throw new Error(`${label} describes no operation: one is required.`);
  }
}

/** Whether the properties and the list of values of a schema have the form that this program reads. The linter checks the rest. */
function isSchema(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { properties = {}, enum: values = [] } = value;
  return isMap(properties, (property) => isObject(property) && isSchema(property)) && Array.isArray(values);
}

/**
 * Rejects unsafe content. The document is untrusted input and becomes source code: it must not make tools read other
 * files, pollute prototypes, or display something else than what it contains.
 */
function checkContent(value: unknown, label: string, key = "", depth = 0): void {
  if (depth > maxDepth) throw new Error(`${label} must not be nested more deeply than ${maxDepth} levels.`);
  if (typeof value === "string") {
    if (/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u.test(value)) {
      throw new Error(`${label} must not contain control characters or characters that change the text direction.`);
    }
    if (/^(\$ref|operationRef|externalValue)$/.test(key) && !value.startsWith("#/")) {
      throw new Error(`${label} must not refer to another document (${JSON.stringify(value)}).`);
    }
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name in Object.prototype || name === "prototype" || !isPlain(name)) {
      throw new Error(`${label} has an unsafe key: ${JSON.stringify(name)}.`);
    }
    if (name === "mapping" && isObject(inner)) checkMapping(inner, label);
    if (name === "enum" && Array.isArray(inner) && !inner.every((each) => typeof each !== "string" || isPlain(each))) {
      throw new Error(`${label} lists an unsafe value: ${JSON.stringify(inner)}.`);
    }
    checkContent(inner, label, name, depth + 1);
  }
}

/** Rejects references that lead back to themselves: they describe nothing. */
function checkReferences(value: unknown, document: Document, label: string): void {
  if (typeof value !== "object" || value === null) return;
  if (isObject(value) && resolveReference(value, document) === undefined) {
    throw new Error(`${label} has a reference that leads back to itself: ${JSON.stringify(value["$ref"])}.`);
  }
  for (const inner of Object.values(value)) checkReferences(inner, document, label);
}

/** A discriminator's mapping must name a schema or refer to one; tools read any other string as a file name. */
function checkMapping(mapping: Document, label: string): void {
  const isWithin = (target: unknown) => typeof target !== "string" || /^#\/|^\w+$/.test(target);
  const outside = Object.values(mapping).find((target) => !isWithin(target));
  if (outside !== undefined) {
    throw new Error(`${label} must not refer to another document (${JSON.stringify(outside)}).`);
  }
}

/** Whether a string is one line and has no character that is syntax in source code or markup. */
function isPlain(text: string): boolean {
  return text !== "" && !/[\p{Cc}\p{Cf}`"'<>\\]/u.test(text);
}

function isMap(value: unknown, isEach: (value: unknown) => boolean = isObject): boolean {
  return isObject(value) && Object.values(value).every((each) => isEach(each));
}
