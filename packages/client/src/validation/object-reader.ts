import type { FieldForms } from "../api/endpoints.js";
import { fieldFault, type RequestFault, type RequestFaultReason } from "../errors/request-fault.js";
import { idTextFault, type TextFault, textFault } from "./text.js";

/** The path of faults that concern a request as a whole. */
export const root = "request";

type Need = "required" | "optional";

/** Reads an object of a copy that `copyFields` made of what a caller gave, and collects its faults. */
export class ObjectReader {
  /** `undefined` if the value is not an object: then its fields have no faults of their own. */
  readonly #fields: Readonly<Record<string, unknown>> | undefined;
  readonly #path: string;
  readonly #faults: RequestFault[];
  readonly #item: number | undefined;

  constructor(value: unknown, path: string, forms: FieldForms, faults: RequestFault[], item?: number) {
    this.#path = path;
    this.#faults = faults;
    this.#item = item;
    if (typeof value !== "object" || value === null) {
      if (value === undefined) this.#add(path, "missing", "is required");
      else this.#add(path, "wrong-type", "must be an object");
      return;
    }
    this.#fields = value as Readonly<Record<string, unknown>>;
    // The name of a field may be a typing error, or data in the wrong place: it is not repeated.
    const hasUnknown = Object.keys(value).some((key) => !Object.hasOwn(forms, key));
    if (hasUnknown) this.#add(path, "unknown-field", "must not have a field that the API does not know");
  }

  /** A nested object. */
  readObject(key: string, forms: FieldForms): ObjectReader {
    const faults = this.#fields === undefined ? [] : this.#faults;
    return new ObjectReader(this.readValue(key), this.#pathOf(key), forms, faults, this.#item);
  }

  /** A field without any check. */
  readValue(key: string): unknown {
    return this.#fields?.[key];
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

  /** The elements of a list that must have some. */
  readList(key: string): readonly unknown[] {
    const elements = this.readValue(key) as readonly unknown[] | null | undefined;
    if (elements === undefined) this.addFault(key, "missing", "is required");
    else if (elements === null) this.addFault(key, "wrong-type", "must be a list without gaps");
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
