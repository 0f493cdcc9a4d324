import { parseDocument } from "yaml";
import type { Document } from "../build/overlay.ts";
import { methods } from "./operation.ts";

/** An OpenAPI document as it was published: its text, which is kept, and what it says. */
export interface OpenApiText {
  /** The text as it was published; what came as YAML, as JSON. */
  json: string;
  isFromYaml: boolean;
  document: Document;
}

/** Whether a text wants to be an OpenAPI document, or one of the format before it. */
export function looksLikeOpenApi(text: string): boolean {
  // "{%" begins a hint of the vendor's documentation tool, and no JSON.
  if (/^\s*\{(?!%)/.test(text)) return /"(openapi|swagger)"\s*:/.test(text);
  return /^["']?(openapi|swagger)["']?\s*:/m.test(text) && !/^(```|~~~)/m.test(text);
}

/** Reads an OpenAPI 3 document from JSON or YAML. Throws an error that says what is wrong with it, and where. */
export function readOpenApi(text: string, place: string): OpenApiText {
  const isJson = text.trimStart().startsWith("{");
  // YAML's reader reads JSON too, and refuses what JSON.parse lets pass: a key that is given twice.
  const parsed = parseDocument(text, { uniqueKeys: true, prettyErrors: true });
  const [fault] = parsed.errors;
  if (fault !== undefined) throw new Error(`${place} is broken: ${fault.message.split("\n")[0]}`);
  const document = read(() => (isJson ? JSON.parse(text) : parsed.toJS()), place);
  if (!isObject(document)) throw new Error(`${place} is no OpenAPI document.`);
  check(document, place);
  return { json: isJson ? text : `${JSON.stringify(document, null, 2)}\n`, isFromYaml: !isJson, document };
}

function read(parse: () => unknown, place: string): unknown {
  try {
    return parse();
  } catch (error) {
    throw new Error(`${place} is broken: ${(error as Error).message}`);
  }
}

function check(document: Document, place: string): void {
  const { openapi, paths, components } = document;
  if (typeof openapi !== "string" || !/^3\.\d+\.\d+/.test(openapi)) {
    throw new Error(`${place} is no OpenAPI 3 document.`);
  }
  if (!isObject(paths) || !Object.values(paths).every(isObject)) throw new Error(`${place} has no paths.`);
  if (components !== undefined && !isMap(components, (each) => isMap(each)))
    throw new Error(`${place} has components of another form.`);
  const { schemas = {} } = (components ?? {}) as { schemas?: Document };
  if (!isMap(schemas, isSchema)) throw new Error(`${place} has schemas of another form.`);
  if (operationCount(paths as Record<string, Document>) === 0) throw new Error(`${place} describes no operation.`);
  checkValue(document, place);
}

function operationCount(paths: Record<string, Document>): number {
  return Object.values(paths).flatMap((item) => Object.keys(item).filter((key) => methods.has(key))).length;
}

/** A schema whose fields and values are what they are taken for. What else it says is for the linter to judge. */
function isSchema(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { properties = {}, enum: values = [] } = value;
  return isMap(properties, (property) => isObject(property) && isSchema(property)) && Array.isArray(values);
}

/**
 * The document is somebody else's, and becomes source code: it may not make the tools read other files, reach behind an
 * object, or show a reader something else than what it says.
 */
function checkValue(value: unknown, place: string, key = ""): void {
  if (typeof value === "string") {
    if (/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u.test(value)) {
      throw new Error(`${place} has characters in it that hide or turn around what is written.`);
    }
    if (/^(\$ref|operationRef|externalValue)$/.test(key) && !value.startsWith("#/")) {
      throw new Error(`${place} refers to another document (${JSON.stringify(value)}).`);
    }
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (/^(__proto__|constructor|prototype|hasOwnProperty|toString)$/.test(name) || !isPlain(name)) {
      throw new Error(`${place} has a key that no document has: ${JSON.stringify(name)}.`);
    }
    if (name === "mapping" && isObject(inner)) checkMapping(inner, place);
    if (name === "enum" && Array.isArray(inner) && !inner.every((each) => typeof each !== "string" || isPlain(each))) {
      throw new Error(`${place} lists a value that is no plain text: ${JSON.stringify(inner)}.`);
    }
    checkValue(inner, place, name);
  }
}

/** Discriminators name schemas, or refer to them; what is neither would be read as a file. */
function checkMapping(mapping: Document, place: string): void {
  const isWithin = (target: unknown) => typeof target !== "string" || /^#\/|^\w+$/.test(target);
  const outside = Object.values(mapping).find((target) => !isWithin(target));
  if (outside !== undefined) throw new Error(`${place} refers to another document (${JSON.stringify(outside)}).`);
}

/** Text of one line that can be a name, a value or a media type, and nothing that code or markup is made of. */
function isPlain(text: string): boolean {
  return text !== "" && !/[\p{Cc}\p{Cf}`"'<>\\]/u.test(text);
}

function isMap(value: unknown, isEach: (value: unknown) => boolean = isObject): boolean {
  return isObject(value) && Object.values(value).every((each) => isEach(each));
}

function isObject(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
