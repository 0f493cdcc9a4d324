import { isLosslessNumber, parse } from "lossless-json";
import { type Amount, readAmount } from "../money/amount.js";

/** A JSON object whose numbers are still text. Read its fields with the functions of this file. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A field that is not what the API documents. Says which and of what type, never its value. */
export class UnexpectedField extends Error {
  constructor(path: string, expected: string) {
    super(`${path} is not ${expected}`);
  }
}

/** A success that shows nothing of what was asked for. */
export class PayoutMissing extends UnexpectedField {}

/** Reads a JSON text without turning any number into a float. Throws on everything that is not one JSON object. */
export function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    // The parser's message may quote the text, and with it personal data.
    throw new UnexpectedField("the body", "JSON");
  }
  return asObject(value, "the body");
}

/** A field that must be an object. */
export function objectField(object: JsonObject, key: string, path: string = key): JsonObject {
  return asObject(field(object, key), path);
}

/** A field that may be an object or missing. */
export function optionalObjectField(object: JsonObject, key: string): JsonObject | undefined {
  return field(object, key) === undefined ? undefined : objectField(object, key);
}

/** A list of objects that may be missing. */
export function objectsField(object: JsonObject, key: string, path: string): JsonObject[] | undefined {
  const value = field(object, key);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new UnexpectedField(path, "a list");
  return value.map((element, index) => asObject(element, `${path}[${index}]`));
}

/** A list of texts; empty when it is missing. */
export function textsField(object: JsonObject, key: string, path: string): string[] {
  const value = field(object, key) ?? [];
  if (!Array.isArray(value) || !value.every((element) => typeof element === "string")) {
    throw new UnexpectedField(path, "a list of texts");
  }
  return value;
}

/** A text that may be missing. */
export function textField(object: JsonObject, key: string, path: string = key): string | undefined {
  const value = field(object, key);
  if (value === undefined || typeof value === "string") return value;
  throw new UnexpectedField(path, "a text");
}

/** A text that must be there. */
export function requiredTextField(object: JsonObject, key: string, path: string): string {
  const value = textField(object, key, path);
  if (value === undefined || value === "") throw new UnexpectedField(path, "a text");
  return value;
}

/** A text, or a number as its text: error codes come as both. */
export function codeField(object: JsonObject, key: string): string | undefined {
  const value = field(object, key);
  return isLosslessNumber(value) ? value.value : textField(object, key);
}

/** A code of the vendor's: a short word or number. Anything else is something in the wrong place, and perhaps an account. */
export function errorCodeField(object: JsonObject, key: string): string | undefined {
  const code = codeField(object, key);
  return code !== undefined && /^[\w.-]{1,20}$/.test(code) && !/\d{8}/.test(code) ? code : undefined;
}

/** A whole number that may be missing. */
export function integerField(object: JsonObject, key: string, path: string = key): number | undefined {
  const value = field(object, key);
  if (value === undefined) return undefined;
  // Read as digits: a float would take 1.00000000000000000001 for a whole number.
  const whole = isLosslessNumber(value) ? /^(-?\d+)(?:\.0+)?$/.exec(readAmount(value.value) ?? "")?.[1] : undefined;
  if (whole === undefined || !Number.isSafeInteger(Number(whole))) throw new UnexpectedField(path, "a whole number");
  return Number(whole);
}

/** An amount, bare or quoted, that may be missing. */
export function amountField(object: JsonObject, key: string, path: string): Amount | undefined {
  const value = field(object, key);
  if (value === undefined) return undefined;
  const amount = readAmount(isLosslessNumber(value) ? value.value : typeof value === "string" ? value : "");
  if (amount === undefined) throw new UnexpectedField(path, "an amount");
  return amount;
}

/** A field that only informs: one of another type is as good as none. */
export function ifReadable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Fields that iyzico left out are left out here too, so that a result prints and compares as what it is. */
export function withoutMissing<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}

type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** null and missing mean the same. */
function field(object: JsonObject, key: string): unknown {
  return object[key] ?? undefined;
}

function asObject(value: unknown, path: string): JsonObject {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
  if (!isObject) throw new UnexpectedField(path, "an object");
  return value as JsonObject;
}
