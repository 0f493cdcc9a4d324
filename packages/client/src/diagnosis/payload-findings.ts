import { isLosslessNumber, parse } from "lossless-json";
import { endpoints, type FieldForm, type FieldForms, isListForm } from "../api/endpoints.js";
import type { Finding } from "../errors/finding.js";
import { readAmount } from "../money/amount.js";

/**
 * Finds what iyzico was seen to answer with "invalid signature" although the signature is right.
 *
 * @param forms the fields of the operation's body, if the operation is known.
 */
export function payloadFindings(body: string, forms: FieldForms | undefined): Finding[] {
  let payload: unknown;
  try {
    payload = parse(body);
  } catch {
    return [{ code: "payload-unreadable", message: "The body is not JSON." }];
  }
  return [...leafFindings(payload, "", 0), ...(forms === undefined ? [] : formFindings(payload, "", forms))];
}

/** Fields that the operation does not know, and strings in the place of numbers, at any depth. */
function formFindings(value: unknown, path: string, form: FieldForm): Finding[] {
  if (form === "number" && typeof value === "string") {
    return [{ code: "payload-text-for-number", message: `${path} must be a number and not a string.` }];
  }
  if (typeof form === "string" || typeof value !== "object" || value === null) return [];
  if (isListForm(form)) {
    const elements: unknown[] = Array.isArray(value) ? value : [];
    return elements.flatMap((element, index) => formFindings(element, `${path}[${index}]`, form[0]));
  }
  if (Array.isArray(value) || isLosslessNumber(value)) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const fieldForm = Object.hasOwn(form, key) ? form[key] : undefined;
    if (fieldForm !== undefined) return formFindings(field, join(path, key), fieldForm);
    // The name of a field may be a typing error, or data in the wrong place: it is not repeated.
    const message = `${path === "" ? "The body" : path} has a field that the operation does not know.`;
    return [{ code: "payload-unknown-field" as const, message }];
  });
}

/** The names of all fields of all request bodies. */
const documentedFields: ReadonlySet<string> = new Set(
  Object.values(endpoints).flatMap(({ fields }) => namesOf(fields)),
);

function namesOf(form: FieldForm): string[] {
  if (typeof form === "string") return [];
  if (isListForm(form)) return namesOf(form[0]);
  return Object.entries(form).flatMap(([name, field]) => [name, ...namesOf(field)]);
}

/** How many levels of a body are searched. A request has four. */
const maxDepth = 20;

/** Empty strings and numbers with more than two decimals, down to `maxDepth`. */
function leafFindings(value: unknown, path: string, depth: number): Finding[] {
  if (depth > maxDepth) return [];
  if (value === "") return [{ code: "payload-empty-text", message: `${path} is an empty string: leave it out.` }];
  if (isLosslessNumber(value)) {
    const [, decimals = ""] = readAmount(value.value)?.split(".") ?? [];
    return decimals.length > 2
      ? [{ code: "payload-too-many-decimals", message: `${path} has more than two decimals.` }]
      : [];
  }
  if (Array.isArray(value))
    return value.flatMap((element, index) => leafFindings(element, `${path}[${index}]`, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    // Other names are not repeated: they may be data in the wrong place.
    const name = documentedFields.has(key) ? key : "…";
    return leafFindings(field, join(path, name), depth + 1);
  });
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
