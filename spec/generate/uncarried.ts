import { holdsNames, isData } from "../document/keys.ts";
import { type Document, isObject } from "../document/object.ts";
import { pointerOf, resolveReference, valueAt } from "../document/pointer.ts";
import { areMeanings, mayBeNull } from "./enums.ts";

/** A form of the document that the generated types don't have. */
interface Uncarried {
  /** The place, as a JSON pointer. */
  pointer: string;
  text: string;
  /** Whether the types would say something that is not so. Otherwise they say less than the document. */
  isUntrue: boolean;
}

/** Notes about what the document says and the generated types do not: they allow more. */
export function notesOnTypes(document: Document): string[] {
  return findUncarried(document)
    .filter(({ isUntrue }) => !isUntrue)
    .map(({ pointer, text }) => `${pointer}: ${text}`);
}

/** @throws if the generated types would say something that the document does not. */
export function checkCarried(document: Document): void {
  const untrue = findUncarried(document).find(({ isUntrue }) => isUntrue);
  if (untrue === undefined) return;
  throw new Error(`${untrue.pointer}: ${untrue.text}. Express it in another form with a correction of spec/overlays.`);
}

/** The keywords that the types leave out. Without them the types allow more. */
const leftOut = new Set([
  ...["not", "if", "contains", "propertyNames", "dependentRequired", "dependentSchemas"],
  ...["unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "links", "callbacks", "encoding"],
]);

/** The keywords that change what references mean, which the generator does not follow. */
const rebasing = new Set(["$id", "$anchor", "$dynamicAnchor"]);

const dialects = ["https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3.1/dialect/base"];

function findUncarried(document: Document): Uncarried[] {
  const found: Uncarried[] = [];
  const visit = (value: unknown, keys: readonly string[], isNames: boolean): void => {
    if (typeof value !== "object" || value === null) return;
    // The keys of components are kinds of parts: callbacks that no operation has leave out nothing.
    const isKinds = keys.length === 1 && keys[0] === "components";
    if (!isNames && !isKinds && !Array.isArray(value)) found.push(...inspect(value as Document, keys, document));
    for (const [key, inner] of Object.entries(value)) {
      if (isNames || !isData(key)) visit(inner, [...keys, key], !isNames && holdsNames(key));
    }
  };
  visit(document, [], false);
  return found;
}

function inspect(node: Document, keys: readonly string[], document: Document): Uncarried[] {
  const pointer = pointerOf(keys);
  const wider = (text: string) => ({ pointer, text, isUntrue: false });
  const untrue = (text: string) => ({ pointer, text, isUntrue: true });
  const { $ref, prefixItems, items, minItems, properties, additionalProperties, jsonSchemaDialect, mapping } = node;
  const descriptions = node["x-enum-descriptions"];
  const has = (key: string) => Object.hasOwn(node, key);
  const isOpen = !isObject(additionalProperties) || Object.keys(additionalProperties).length === 0;
  const beside = Object.keys(node).filter((key) => !/^(\$ref|summary|description|x-.*)$/.test(key));
  return [
    ...Object.keys(node)
      .filter((key) => leftOut.has(key))
      .map((key) => wider(`${key} is not carried into the types`)),
    ...Object.keys(node)
      .filter((key) => rebasing.has(key))
      .map((key) => untrue(`${key} can't be carried into the types: it changes what references mean`)),
    ...(keys.length > 0 && has("servers")
      ? [wider("servers is not carried: requests go to the client's base URL")]
      : []),
    ...(node["const"] === null ? [wider("const null is not carried into the types, which allow any value")] : []),
    ...(typeof $ref === "string" && beside.length > 0
      ? [wider(`${beside.join(", ")} beside $ref is not carried into the types`)]
      : []),
    ...requiredOfMembers(node)
      .filter((name) => !isFieldOf(node, name, document))
      .map((name) => wider(`required ${name} is not carried into the types: no member of allOf has the field itself`)),
    ...(isObject(properties) && !isOpen
      ? [wider("the types intersect its fields with the type of its additionalProperties")]
      : []),
    ...(Array.isArray(node["enum"]) && mayBeNull(node) && !node["enum"].includes(null)
      ? [wider("its list of values has no null and it may be null otherwise; the types allow null")]
      : []),
    ...(Array.isArray(prefixItems) && !(items === false && minItems === prefixItems.length)
      ? [untrue("prefixItems can't be carried into the types, which would have exactly these items")]
      : []),
    ...(isObject(node["$defs"])
      ? [untrue("$defs can't be carried into the types, which would have a field $defs")]
      : []),
    ...(Object.values(isObject(mapping) ? mapping : {}).some((target) => !String(target).startsWith("#/"))
      ? [untrue("the mapping of a discriminator must refer to schemas, as #/components/schemas/Name")]
      : []),
    ...(descriptions !== undefined && !areMeanings(descriptions)
      ? [wider("x-enum-descriptions has another form than the status tables and is not carried into the types")]
      : []),
    ...(jsonSchemaDialect !== undefined && !dialects.includes(String(jsonSchemaDialect))
      ? [untrue(`jsonSchemaDialect can't be carried into the types: ${String(jsonSchemaDialect)}`)]
      : []),
  ];
}

/** The names that a schema requires of what it is composed of. */
function requiredOfMembers({ allOf, required }: Document): string[] {
  return Array.isArray(allOf) && Array.isArray(required) ? required : [];
}

/** Whether openapi-typescript finds a field of a schema: it looks into referenced members, but not into their members. */
function isFieldOf({ properties, allOf }: Document, name: string, document: Document): boolean {
  if (isObject(properties) && Object.hasOwn(properties, name)) return true;
  return (Array.isArray(allOf) ? (allOf as Document[]) : []).some((member) => {
    if (member["$ref"] === undefined) return isFieldOf(member, name, document);
    const fields = valueAt(resolveReference(member, document), ["properties"]);
    return isObject(fields) && Object.hasOwn(fields, name);
  });
}
