import { isLosslessNumber, LosslessNumber, parse } from "lossless-json";
import { Rejection, vendorFailures } from "./vendor-failure.js";

interface ValueOf {
  string: string;
  /** Its digits. */
  number: string;
  boolean: boolean;
  object: object;
  array: readonly unknown[];
}

type JsonType = keyof ValueOf;

/** The fields of an object: the required and the optional ones. */
type Fields<Required extends Record<string, JsonType>, Optional extends Record<string, JsonType>> = {
  [Name in keyof Required]: ValueOf[Required[Name]];
} & { [Name in keyof Optional]?: ValueOf[Optional[Name]] };

/** Parses a request body. Rejects what is not JSON in UTF-8, or is nested deeper than the parser's stack. */
export function readJson(body: Uint8Array): unknown {
  try {
    return parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Rejection(vendorFailures.invalidSignature);
  }
}

/**
 * Reads the fields of an object. Rejects unknown keys, wrong types and empty strings with 1000, which iyzico was seen to
 * answer for them, and a missing field with 11.
 */
export function readFields<Required extends Record<string, JsonType>, Optional extends Record<string, JsonType>>(
  value: unknown,
  required: Required,
  optional: Optional,
): Fields<Required, Optional> {
  const types: Record<string, JsonType> = { ...optional, ...required };
  if (typeof value !== "object" || typeOf(value) !== "object") throw new Rejection(vendorFailures.invalidSignature);
  const fields = Object.entries(value as object).map(([name, field]): [string, unknown] => {
    // hasOwn and not `in`: "constructor" is not a field.
    const isValid = Object.hasOwn(types, name) && typeOf(field) === types[name] && field !== "";
    if (!isValid) throw new Rejection(vendorFailures.invalidSignature);
    return [name, isLosslessNumber(field) ? field.value : field];
  });
  const read = Object.fromEntries(fields);
  for (const name of Object.keys(required)) {
    if (!Object.hasOwn(read, name)) throw new Rejection(vendorFailures.invalidRequest);
  }
  return read as Fields<Required, Optional>;
}

function typeOf(value: unknown): JsonType | undefined {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return "array";
  if (value === null) return undefined;
  return isLosslessNumber(value) ? "number" : "object";
}

/** A JSON number that is written with exactly these digits. */
export function jsonNumber(digits: string): LosslessNumber {
  return new LosslessNumber(digits);
}
