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
  if (text.trimStart().startsWith("{")) return /"(openapi|swagger)"\s*:/.test(text);
  return /^["']?(openapi|swagger)["']?\s*:/m.test(text) && !/^\s*(```|~~~)/m.test(text);
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
  if (components !== undefined && !(isObject(components) && Object.values(components).every(isObject))) {
    throw new Error(`${place} has components of another form.`);
  }
  if (operationCount(paths as Record<string, Document>) === 0) throw new Error(`${place} describes no operation.`);
  checkValue(document, place);
}

function operationCount(paths: Record<string, Document>): number {
  return Object.values(paths).flatMap((item) => Object.keys(item).filter((key) => methods.has(key))).length;
}

/** The document is somebody else's: it may not make the tools read other files, nor reach behind an object. */
function checkValue(value: unknown, place: string): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "__proto__") throw new Error(`${place} has a key that no document has.`);
    if (key === "$ref" && typeof inner === "string" && !inner.startsWith("#/")) {
      throw new Error(`${place} refers to another document (${JSON.stringify(inner)}).`);
    }
    checkValue(inner, place);
  }
}

function isObject(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
