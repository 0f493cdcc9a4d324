import { type Amount, maxDigits, readAmount } from "../money/amount.js";
import { Numeral, ParserMissing, parseExactly } from "./parse-exactly.js";

/** A JSON object whose numbers keep their digits. Read its fields with the functions of this file. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A field that is not what the API documents. The message has its path and what it must be, never its value. */
export class UnexpectedField extends Error {
  readonly #path: string;
  readonly #words: string;

  /** @param words what the field must be, such as "must be a string". */
  constructor(path: string, words: string) {
    super(`${path} ${words}`);
    this.#path = path;
    this.#words = words;
  }

  /** This error, for a path that begins outside. */
  in(path: string): UnexpectedField {
    return new UnexpectedField(`${path}.${this.#path}`, this.#words);
  }
}

/** A success without the payout that was requested. */
export class PayoutMissing extends UnexpectedField {}

/**
 * Parses a JSON object without converting any number to a float. Throws an UnexpectedField if it is not one JSON
 * object.
 */
export async function parseObject(text: string): Promise<JsonObject> {
  let value: unknown;
  try {
    value = await parseExactly(text);
  } catch (error) {
    // The parser's message may quote the body, and with it personal data.
    const isUnread = error instanceof ParserMissing;
    const words = isUnread ? "was not read, because a part of the client could not be loaded" : "must be JSON";
    throw new UnexpectedField("the body", words);
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
  if (!Array.isArray(value)) throw new UnexpectedField(path, "must be a list");
  return value.map((element, index) => (isObject(element) ? element : asObject(element, `${path}[${index}]`)));
}

/** Reads an object. The path of an error of `read` begins in the object, and that of the error that is thrown outside. */
export function readAt<Value>(object: JsonObject, path: string, read: (object: JsonObject) => Value): Value {
  try {
    return read(object);
  } catch (error) {
    throw located(error, path);
  }
}

/** The same for each object of a list. No path is made before there is an error. */
export function readEach<Value>(
  objects: readonly JsonObject[],
  path: string,
  read: (object: JsonObject) => Value,
): Value[] {
  const values: Value[] = [];
  try {
    for (const object of objects) values.push(read(object));
  } catch (error) {
    throw located(error, `${path}[${values.length}]`);
  }
  return values;
}

function located(error: unknown, path: string): unknown {
  return error instanceof UnexpectedField ? error.in(path) : error;
}

/** The strings of an informational list, or one string alone. What is of another type is treated as absent. */
export function readableStrings(object: JsonObject, key: string): string[] {
  const value = field(object, key);
  return (Array.isArray(value) ? value : [value]).filter((element) => typeof element === "string");
}

/** A string that only informs: a value of another type is treated as absent. */
export function readableString(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === "string" ? value : undefined;
}

/** An id that only informs: a value that `idField` does not read is treated as absent. */
export function readableId(object: JsonObject, key: string): string | undefined {
  return idOf(object[key]);
}

/** A string that must be present and not empty. */
export function requiredStringField(object: JsonObject, key: string, path: string = key): string {
  const value = field(object, key);
  if (value === undefined || typeof value === "string") return requireText(value, path);
  throw new UnexpectedField(path, "must be a string");
}

/** An id that must be present and not empty; see `idField`. */
export function requiredIdField(object: JsonObject, key: string, path: string = key): string {
  return requireText(idField(object, key, path), path);
}

function requireText(value: string | undefined, path: string): string {
  if (value === undefined) throw new UnexpectedField(path, "is required");
  if (value === "") throw new UnexpectedField(path, "must be a non-empty string");
  return value;
}

/** A string, or the digits of a number: error codes come as both. */
export function codeField(object: JsonObject, key: string): string | undefined {
  const value = field(object, key);
  if (value === undefined || typeof value === "string") return value;
  if (value instanceof Numeral) return value.digits;
  throw new UnexpectedField(key, "must be a string or a number");
}

/** An id that may be missing: a string, or the digits of a number that has nothing but digits. */
export function idField(object: JsonObject, key: string, path: string = key): string | undefined {
  const value = field(object, key);
  const id = idOf(value);
  if (id === undefined && value !== undefined) {
    throw new UnexpectedField(path, "must be a string or a non-negative integer");
  }
  return id;
}

function idOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof Numeral && /^\d+$/.test(value.digits) ? value.digits : undefined;
}

/** A code of the vendor: a short word or number. Anything else may be data in the wrong place, such as an account. */
export function errorCodeField(object: JsonObject, key: string): string | undefined {
  const code = codeField(object, key);
  return code !== undefined && /^[\w.-]{1,20}$/.test(code) && !/\d{8}/.test(code) ? code : undefined;
}

/** An integer, bare or quoted, that may be missing. */
export function integerField(object: JsonObject, key: string, path: string = key): number | undefined {
  const value = field(object, key);
  if (value === undefined) return undefined;
  // Read as digits: a float would read 1.00000000000000000001 as an integer. An integer is no amount, but has the form of
  // one: `readAmount` resolves the exponent of 1e3, and limits the digits.
  const integer = /^(-?\d+)(?:\.0+)?$/.exec(readAmount(numeralOf(value)) ?? "")?.[1];
  if (integer !== undefined && Number.isSafeInteger(Number(integer))) return Number(integer);
  throw new UnexpectedField(path, `must be an integer within ±${Number.MAX_SAFE_INTEGER}`);
}

/** An amount, bare or quoted, that may be missing. */
export function amountField(object: JsonObject, key: string, path: string = key): Amount | undefined {
  const value = field(object, key);
  if (value === undefined) return undefined;
  const amount = readAmount(numeralOf(value));
  if (amount === undefined) throw new UnexpectedField(path, `must be a decimal number of at most ${maxDigits} digits`);
  return amount;
}

/** An informational field: a value that cannot be read is treated as absent. */
export function ifReadable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Copies the fields that are not `undefined`, so that a result prints and compares without the others. The loop takes a
 * quarter of the time of entries and fromEntries.
 */
export function withoutMissing<Fields extends object>(fields: Fields): Present<Fields> {
  const present = {} as Fields;
  for (const key in fields) if (fields[key] !== undefined) present[key] = fields[key];
  return present as Present<Fields>;
}

type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** The characters of a number, bare or quoted; none for another type. */
function numeralOf(value: unknown): string {
  if (value instanceof Numeral) return value.digits;
  return typeof value === "string" ? value : "";
}

/** null and missing mean the same. */
function field(object: JsonObject, key: string): unknown {
  return object[key] ?? undefined;
}

function asObject(value: unknown, path: string): JsonObject {
  if (value === undefined) throw new UnexpectedField(path, "is required");
  if (!isObject(value)) throw new UnexpectedField(path, "must be an object");
  return value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Numeral);
}
