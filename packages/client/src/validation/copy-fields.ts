import { type FieldForm, isListForm } from "../api/endpoints.js";

/** Stands for a value that cannot be read. No check accepts it. */
const unreadable = Symbol("unreadable");

/**
 * Copies what a caller gave for a body of this form. Each field is read once: what is checked is what is sent, even if the
 * caller changes its objects meanwhile, or they are proxies or have getters, whose errors do not get out.
 *
 * In the place of an object or list the copy has null if the value is none. Of a field that the form does not have, the
 * copy has only the name.
 */
export function copyFields(value: unknown, form: FieldForm): unknown {
  if (value === undefined || typeof form === "string") return value;
  if (isListForm(form)) return elementsOf(value)?.map((element) => copyFields(element, form[0])) ?? null;
  const keys = isList(value) ? undefined : keysOf(value);
  if (keys === undefined) return null;
  const unknown = keys.filter((key) => !Object.hasOwn(form, key)).map((key) => [key, undefined]);
  const known = Object.entries(form).map(([key, field]) => [key, copyFields(readProperty(value, key), field)]);
  return Object.fromEntries([...unknown, ...known]);
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
