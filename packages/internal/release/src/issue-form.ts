import { parse } from "yaml";

interface Element {
  readonly type?: string;
  readonly id?: string;
  /** In YAML, a key without a value is null. */
  readonly attributes?: {
    readonly label?: string;
    readonly value?: string;
    readonly options?: readonly unknown[];
  } | null;
  readonly validations?: { readonly required?: unknown } | null;
}

const types = ["markdown", "textarea", "input", "dropdown", "checkboxes"];

/** Returns why GitHub would not show a file of .github/ISSUE_TEMPLATE as a form, as sentences. */
export function problemsOfIssueForm(text: string): string[] {
  const form = parse(text) as { name?: unknown; description?: unknown; body?: readonly Element[] };
  const problems: string[] = [];
  for (const field of ["name", "description"] as const) {
    if (typeof form[field] !== "string") problems.push(`${field} is missing`);
  }
  const body = Array.isArray(form.body) ? (form.body as readonly Element[]) : [];
  if (!body.some(({ type }) => type !== "markdown")) problems.push("it has no field");
  const ids = body.flatMap(({ id }) => (id === undefined ? [] : [id]));
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
    problems.push(`${id} is defined twice`);
  }
  return [...problems, ...body.flatMap(problemsOfElement)];
}

function problemsOfElement({ type = "", id, ...element }: Element, index: number): string[] {
  const attributes = element.attributes ?? {};
  const required = element.validations?.required;
  const name = id ?? `body[${index}]`;
  if (!types.includes(type)) return [`${name}: type must not be ${type}`];
  if (type === "markdown") return attributes.value === undefined ? [`${name} has no value`] : [];
  const problems: string[] = [];
  if (id !== undefined && !/^[\w-]+$/.test(id)) problems.push(`${name} is not a valid id`);
  if (attributes.label === undefined) problems.push(`${name} has no label`);
  if (["dropdown", "checkboxes"].includes(type) && !attributes.options?.length) {
    problems.push(`${name} has no options`);
  }
  if (!["undefined", "boolean"].includes(typeof required)) {
    problems.push(`${name}: required must be a boolean, not ${String(required)}`);
  }
  return problems;
}
