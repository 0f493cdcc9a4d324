import type { Document } from "../build/overlay.ts";

/** A place in a document, taken apart. */
export interface Place {
  /** The keys from the document's root. */
  keys: readonly string[];
  /** The named schema that it lies in. */
  schema?: string;
  /** Whether it lies in a parameter of an operation. */
  isOfParameter: boolean;
  /** The fields that lead to it, as `items[].amount`. Empty for a schema itself, or where there are none. */
  field: string;
  /** For people: `MassPayoutSummary.currency`, or a place in a request or an answer. */
  label: string;
}

/** Takes apart a JSON pointer into a document, with or without "#" before it. */
export function placeAt(pointer: string, document: Document): Place {
  const keys = pointer
    .replace(/^#?\/?/, "")
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const [first, second, third = "", fourth] = keys;
  const parameter = parameterIn(keys, document);
  if (parameter !== undefined) return { keys, isOfParameter: true, field: "", label: parameter };
  const isOfParameter = false;
  if (first === "components" && second === "schemas") {
    const field = fieldOf(keys.slice(3));
    return { keys, isOfParameter, schema: third, field, label: field === "" ? third : `${third}.${field}` };
  }
  if (first === "components") return { keys, isOfParameter, field: "", label: `${third} (${second})` };
  if (first !== "paths")
    return { keys, isOfParameter, field: "", label: `The document's ${keys.slice(0, 2).join(" ")}` };
  const field = fieldOf(keys.slice(4));
  const part = { requestBody: "request", responses: `answer ${keys[4] ?? ""}` }[fourth ?? ""] ?? "operation";
  return { keys, isOfParameter, field, label: field === "" ? `The ${part}` : `${field} of the ${part}` };
}

/** The JSON pointer of keys from a document's root. */
export function pointerOf(keys: readonly string[]): string {
  return `#/${keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

/** What stands at a place of a document. */
export function valueAt(document: Document, keys: readonly string[]): Document | undefined {
  return keys.reduce<Document | undefined>((value, key) => value?.[key] as Document | undefined, document);
}

/** What the parameter that a place lies in is called, as `The query parameter locale`. */
function parameterIn(keys: readonly string[], document: Document): string | undefined {
  const index = keys.indexOf("parameters");
  if (index === -1 || index > 3 || keys.length < index + 2) return undefined;
  const { name, in: where } = valueAt(document, keys.slice(0, index + 2)) ?? {};
  return name === undefined ? undefined : `The ${where} parameter ${name}`;
}

/** `items[].amount` from `properties items items properties amount`. */
function fieldOf(keys: readonly string[]): string {
  let field = "";
  for (let index = 0; index < keys.length; index += 1) {
    if (keys[index] === "properties" && keys[index + 1] !== undefined) {
      index += 1;
      field += `${field === "" ? "" : "."}${keys[index]}`;
    } else if (keys[index] === "items") field += "[]";
  }
  return field;
}
