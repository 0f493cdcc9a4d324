import { isLosslessNumber, parse } from "lossless-json";
import { failures, Refusal } from "./failure.js";

/** How a field stands in JSON. A number is given with its digits. */
type Form = "text" | "number" | "flag" | "object" | "list";

interface Values {
  text: string;
  number: string;
  flag: boolean;
  object: object;
  list: readonly unknown[];
}

/** The fields of an object: those that must be there, and those that may. */
type Fields<Required extends Record<string, Form>, Optional extends Record<string, Form>> = {
  [Name in keyof Required]: Values[Required[Name]];
} & { [Name in keyof Optional]?: Values[Optional[Name]] };

/** Reads the bytes of a request. Refuses what is no JSON in UTF-8, or nested too deeply to be read. */
export function readJson(body: Uint8Array): unknown {
  try {
    return parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Refusal(failures.invalidSignature);
  }
}

/**
 * The fields of an object. Unknown keys, wrong types and empty texts are answered with 1000, as they were seen to be; a
 * field that is missing with 11.
 */
export function readFields<Required extends Record<string, Form>, Optional extends Record<string, Form>>(
  value: unknown,
  required: Required,
  optional: Optional,
): Fields<Required, Optional> {
  const forms: Record<string, Form> = { ...optional, ...required };
  if (typeof value !== "object" || formOf(value) !== "object") throw new Refusal(failures.invalidSignature);
  const fields = Object.entries(value as object).map(([name, field]): [string, unknown] => {
    // hasOwn and not `in`: "constructor" is no field.
    const isRight = Object.hasOwn(forms, name) && formOf(field) === forms[name] && field !== "";
    if (!isRight) throw new Refusal(failures.invalidSignature);
    return [name, isLosslessNumber(field) ? field.value : field];
  });
  const read = Object.fromEntries(fields);
  for (const name of Object.keys(required)) {
    if (!Object.hasOwn(read, name)) throw new Refusal(failures.invalidRequest);
  }
  return read as Fields<Required, Optional>;
}

function formOf(value: unknown): Form | undefined {
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "flag";
  if (Array.isArray(value)) return "list";
  if (value === null) return undefined;
  return isLosslessNumber(value) ? "number" : "object";
}
