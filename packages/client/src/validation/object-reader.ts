import type { FieldForms } from "../api/endpoints.js";
import type { RequestFault, RequestFaultReason } from "../errors/request-fault.js";

/** What stands for a value that can't be read: no check takes it. */
const unreadable = Symbol("unreadable");

/**
 * Reads an object of a caller's, each field once, and collects what is wrong. What comes out are plain values: whatever
 * the object is, a proxy or full of getters, it can't be another one later, and nothing that it throws gets through.
 */
export class ObjectReader {
  /** `undefined` where there is no object: of its fields there is nothing to say then. */
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
      this.#add(path, value === undefined ? "missing" : "wrong-type", "is not an object");
      return;
    }
    this.#fields = new Map(Object.keys(forms).map((key) => [key, read(value, key)]));
    // The name of a field may be a typing error, but it may be data in the wrong place too: it is not repeated.
    const hasOthers = keys.some((key) => !Object.hasOwn(forms, key));
    if (hasOthers) this.#add(path, "unknown-field", "has a field that the API does not know");
  }

  /** An object within this one. */
  object(key: string, forms: FieldForms): ObjectReader {
    const faults = this.#fields === undefined ? [] : this.#faults;
    return new ObjectReader(this.value(key), this.#pathOf(key), forms, faults, this.#item);
  }

  /** A field as it is. */
  value(key: string): unknown {
    return this.#fields?.get(key);
  }

  /** A text with something in it. */
  text(key: string, need: "needed" | "optional"): string | undefined {
    const value = this.value(key);
    if (value === undefined && need === "optional") return undefined;
    if (value === undefined) return this.fault(key, "missing", "is needed");
    if (typeof value !== "string") return this.fault(key, "wrong-type", "is not a text");
    if (value.trim() === "") return this.fault(key, "empty", need === "needed" ? "is empty" : "is empty: leave it out");
    return value;
  }

  /** One of the words that iyzico documents. */
  word<Word extends string>(key: string, words: readonly Word[], need: "needed" | "optional"): Word | undefined {
    const value = this.text(key, need);
    const word = words.find((known) => known === value);
    if (value === undefined || word !== undefined) return word;
    return this.fault(key, "unknown-value", `is none of ${words.join(", ")}`);
  }

  boolean(key: string): boolean | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === "boolean") return value;
    return this.fault(key, "wrong-type", "is neither true nor false");
  }

  /** A list with something in it, each element read once. */
  list(key: string): unknown[] {
    const value = this.value(key);
    const elements = elementsOf(value);
    if (value === undefined) this.fault(key, "missing", "is needed");
    else if (elements === undefined) this.fault(key, "wrong-type", "is not a list, or has gaps");
    else if (elements.length === 0) this.fault(key, "empty", "is empty: a payout needs at least one item");
    return elements ?? [];
  }

  /** Notes what is wrong with a field. */
  fault(key: string, reason: RequestFaultReason, words: string): undefined {
    if (this.#fields !== undefined) this.#add(this.#pathOf(key), reason, words);
  }

  #pathOf(key: string): string {
    return this.#path === root ? key : `${this.#path}.${key}`;
  }

  #add(field: string, reason: RequestFaultReason, words: string): void {
    const item = this.#item;
    this.#faults.push({ ...(item !== undefined && { item }), field, reason, message: `${field} ${words}` });
  }
}

/** What faults of a request as a whole are about. */
export const root = "request";

function read(object: unknown, key: string): unknown {
  try {
    return (object as Readonly<Record<string, unknown>>)[key];
  } catch {
    return unreadable;
  }
}

/** The names of an object's fields; `undefined` when it is none, or does not let itself be looked at. */
function keysOf(value: unknown): string[] | undefined {
  try {
    return typeof value === "object" && value !== null ? Object.keys(value) : undefined;
  } catch {
    return undefined;
  }
}

function isList(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** A list may claim any length: only what is there is read. */
function elementsOf(value: unknown): unknown[] | undefined {
  const keys = isList(value) ? keysOf(value) : undefined;
  if (keys === undefined || read(value, "length") !== keys.length) return undefined;
  return keys.map((_, index) => read(value, String(index)));
}
