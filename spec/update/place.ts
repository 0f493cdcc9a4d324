/** A place in the document, taken apart. */
export interface Place {
  /** The keys from the document's root. */
  keys: readonly string[];
  /** The named schema that it lies in. */
  schema?: string;
  /** The fields that lead to it, as `items[].amount`. Empty for a schema itself, or where there are none. */
  field: string;
  /** For people: `MassPayoutSummary.currency`, or a place in a request or an answer. */
  label: string;
}

/** Takes apart a JSON pointer, with or without "#" before it. */
export function placeAt(pointer: string): Place {
  const keys = pointer
    .replace(/^#?\/?/, "")
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const [first, second, third = "", fourth] = keys;
  if (first === "components" && second === "schemas") {
    const field = fieldOf(keys.slice(3));
    return { keys, schema: third, field, label: field === "" ? third : `${third}.${field}` };
  }
  if (first === "components") return { keys, field: "", label: `${third} (${second})` };
  if (first !== "paths") return { keys, field: "", label: `The document's ${keys.slice(0, 2).join(" ")}` };
  const field = fieldOf(keys.slice(4));
  const part = { requestBody: "request", responses: `answer ${keys[4] ?? ""}` }[fourth ?? ""] ?? "operation";
  return { keys, field, label: field === "" ? `The ${part}` : `${field} of the ${part}` };
}

/** The JSON pointer of keys from a document's root. */
export function pointerOf(keys: readonly string[]): string {
  return `#/${keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
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
