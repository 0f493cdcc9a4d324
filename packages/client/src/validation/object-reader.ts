import type { FieldForms } from "../api/endpoints.js";
import { fieldFault, type RequestFault, type RequestFaultReason } from "../errors/request-fault.js";
import { idTextFault, type TextFault, textFault } from "./text.js";

/** Stands for a value that cannot be read. No check accepts it. */
const unreadable = Symbol("unreadable");

/** The path of faults that concern a request as a whole. */
export const root = "request";

type Need = "required" | "optional";

/**
 * Reads an object that a caller gave, each field once, and collects its faults. The results are plain values: even if
 * the object is a proxy or has getters, what was checked is what is sent, and no error that the object throws gets out.
 */
export class ObjectReader {
  /** `undefined` if the value is not an object: then its fields have no faults of their own. */
  readonly #fields: ReadonlyMap<string, unknown> | undefined;
  readonly #path: string;
  readonly #faults: RequestFault[];
  readonly #item: number | undefined;

  constructor(value: unknown, path: string, forms: FieldForms, faults: RequestFault[], item?: number) {
    this.#path = path;
    this.#faults = faults;
    this.#item = item;
    const keys = isList(value) ? undefined : keysOf(value);
    if (keys === undefined) {
      if (value === undefined) this.#add(path, "missing", "is required");
      else this.#add(path, "wrong-type", "must be an object");
      return;
    }
    this.#fields = new Map(Object.keys(forms).map((key) => [key, readProperty(value, key)]));
    // The name of a field may be a typing error, or data in the wrong place: it is not repeated.
    const hasUnknown = keys.some((key) => !Object.hasOwn(forms, key));
    if (hasUnknown) this.#add(path, "unknown-field", "must not have a field that the API does not know");
  }

  /** A nested object. */
  readObject(key: string, forms: FieldForms): ObjectReader {
    const faults = this.#fields === undefined ? [] : this.#faults;
    return new ObjectReader(this.readValue(key), this.#pathOf(key), forms, faults, this.#item);
  }

  /** A field without any check. */
  readValue(key: string): unknown {
    return this.#fields?.get(key);
  }

  /** A string that names, describes or identifies a recipient: see `textFault`. */
  readText(key: string, need: Need): string | undefined {
    return this.#withoutFault(key, this.readString(key, need), textFault);
  }

  /** An id: see `idTextFault`. */
  readId(key: string, need: Need): string | undefined {
    return this.#withoutFault(key, this.readString(key, need), idTextFault);
  }

  /** A string whose characters the caller checks. */
  readString(key: string, need: Need): string | undefined {
    const value = this.readValue(key);
    if (value === undefined) return need === "optional" ? undefined : this.addFault(key, "missing", "is required");
    if (typeof value !== "string") return this.addFault(key, "wrong-type", "must be a string");
    if (value.trim() !== "") return value;
    return this.addFault(key, "empty", `must not be empty${need === "optional" ? ": leave it out" : ""}`);
  }

  /** A string that must be one of those that iyzico documents. */
  readOneOf<Word extends string>(key: string, words: readonly Word[], need: Need): Word | undefined {
    const value = this.readString(key, need);
    const word = words.find((known) => known === value);
    if (value === undefined || word !== undefined) return word;
    return this.addFault(key, "unknown-value", `must be one of ${words.join(", ")}`);
  }

  readBoolean(key: string): boolean | undefined {
    const value = this.readValue(key);
    if (value === undefined || typeof value === "boolean") return value;
    return this.addFault(key, "wrong-type", "must be true or false");
  }

  /** The elements of a list that must have some, each read once. */
  readList(key: string): unknown[] {
    const value = this.readValue(key);
    const elements = elementsOf(value);
    if (value === undefined) this.addFault(key, "missing", "is required");
    else if (elements === undefined) this.addFault(key, "wrong-type", "must be a list without gaps");
    else if (elements.length === 0) this.addFault(key, "empty", "must have at least one item");
    return elements ?? [];
  }

  addFault(key: string, reason: RequestFaultReason, words: string): undefined {
    if (this.#fields !== undefined) this.#add(this.#pathOf(key), reason, words);
  }

  #withoutFault(
    key: string,
    text: string | undefined,
    faultIn: (text: string) => TextFault | undefined,
  ): string | undefined {
    const fault = text === undefined ? undefined : faultIn(text);
    return fault === undefined ? text : this.addFault(key, fault.reason, fault.words);
  }

  #pathOf(key: string): string {
    return this.#path === root ? key : `${this.#path}.${key}`;
  }

  #add(field: string, reason: RequestFaultReason, words: string): void {
    this.#faults.push(fieldFault(field, reason, words, this.#item));
  }
}

function readProperty(object: unknown, key: string): unknown {
  try {
    return (object as Readonly<Record<string, unknown>>)[key];
  } catch {
    return unreadable;
  }
}

/** The field names of an object; `undefined` if it is not an object, or throws when they are listed. */
function keysOf(value: unknown): string[] | undefined {
  try {
    return typeof value === "object" && value !== null ? Object.keys(value) : undefined;
  } catch {
    return undefined;
  }
}

/** `Array.isArray`, which throws for a revoked proxy. */
function isList(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * The elements of a list without gaps. Its `length` alone may be any number, so it must equal the number of elements.
 */
function elementsOf(value: unknown): unknown[] | undefined {
  const keys = isList(value) ? keysOf(value) : undefined;
  if (keys === undefined || readProperty(value, "length") !== keys.length) return undefined;
  return keys.map((_, index) => readProperty(value, String(index)));
}
