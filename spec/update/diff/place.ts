import type { Document } from "../../document/object.ts";
import { keysOf, valueAt } from "../../document/pointer.ts";

/** A parsed JSON pointer into a document. */
export interface Place {
  /** The keys from the document's root. */
  keys: readonly string[];
  /** The named schema that contains it. */
  schema?: string;
  /** Whether it is in a parameter of an operation. */
  isOfParameter: boolean;
  /** The path of fields to it, as `items[].amount`. Empty for a schema itself, or outside fields. */
  field: string;
  /** The name in messages: `MassPayoutSummary.currency`, or a place in a request or an answer. */
  label: string;
}

/** Parses a JSON pointer into a document, with or without "#" before it. */
export function placeAt(pointer: string, document: Document): Place {
  const keys = keysOf(pointer);
  const [first, second, third = "", fourth] = keys;
  const parameter = parameterLabel(keys, document);
  if (parameter !== undefined) return { keys, isOfParameter: true, field: "", label: parameter };
  const isOfParameter = false;
  if (first === "components" && second === "schemas") {
    const field = fieldPath(keys.slice(3));
    return { keys, isOfParameter, schema: third, field, label: field === "" ? third : `${third}.${field}` };
  }
  if (first === "components") return { keys, isOfParameter, field: "", label: `${third} (${second})` };
  if (first !== "paths")
    return { keys, isOfParameter, field: "", label: `The document's ${keys.slice(0, 2).join(" ")}` };
  const field = fieldPath(keys.slice(4));
  const header = keys[5] === "headers" && keys[6] !== undefined ? `header ${keys[6]} of the ` : "";
  const answer = `${header}answer ${keys[4] ?? ""}`;
  const part = { requestBody: "request", responses: answer }[fourth ?? ""] ?? "operation";
  return { keys, isOfParameter, field, label: field === "" ? `The ${part}` : `${field} of the ${part}` };
}

/** The label of the parameter that contains a place, as `The query parameter locale`. */
function parameterLabel(keys: readonly string[], document: Document): string | undefined {
  const index = keys.indexOf("parameters");
  if (index === -1 || index > 3 || keys.length < index + 2) return undefined;
  const { name, in: where } = valueAt(document, keys.slice(0, index + 2)) ?? {};
  return name === undefined ? undefined : `The ${where} parameter ${name}`;
}

/** `items[].amount` from `properties items items properties amount`. */
function fieldPath(keys: readonly string[]): string {
  let field = "";
  for (let index = 0; index < keys.length; index += 1) {
    if (keys[index] === "properties" && keys[index + 1] !== undefined) {
      index += 1;
      field += `${field === "" ? "" : "."}${keys[index]}`;
    } else if (keys[index] === "items") field += "[]";
  }
  return field;
}
