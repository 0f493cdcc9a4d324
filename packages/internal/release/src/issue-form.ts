import { parse } from "yaml";

interface Element {
  readonly type?: string;
  readonly id?: string;
  /** Nothing below a key is null in YAML. */
  readonly attributes?: {
    readonly label?: string;
    readonly value?: string;
    readonly options?: readonly unknown[];
  } | null;
  readonly validations?: { readonly required?: unknown } | null;
}

const types = ["markdown", "textarea", "input", "dropdown", "checkboxes"];

/** What keeps GitHub from showing a file of .github/ISSUE_TEMPLATE as a form, as sentences. */
export function faultsOfIssueForm(text: string): string[] {
  const form = parse(text) as { name?: unknown; description?: unknown; body?: readonly Element[] };
  const faults: string[] = [];
  for (const field of ["name", "description"] as const) {
    if (typeof form[field] !== "string") faults.push(`${field} is missing`);
  }
  const body = Array.isArray(form.body) ? (form.body as readonly Element[]) : [];
  if (!body.some(({ type }) => type !== "markdown")) faults.push("it asks for nothing");
  const ids = body.flatMap(({ id }) => (id === undefined ? [] : [id]));
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) faults.push(`${id} is there twice`);
  return [...faults, ...body.flatMap(faultsOfElement)];
}

function faultsOfElement({ type = "", id, ...element }: Element, index: number): string[] {
  const attributes = element.attributes ?? {};
  const required = element.validations?.required;
  const name = id ?? `body[${index}]`;
  if (!types.includes(type)) return [`${name} has the type ${type}`];
  if (type === "markdown") return attributes.value === undefined ? [`${name} has no value`] : [];
  const faults: string[] = [];
  if (id !== undefined && !/^[\w-]+$/.test(id)) faults.push(`${name} is no id`);
  if (attributes.label === undefined) faults.push(`${name} has no label`);
  if (["dropdown", "checkboxes"].includes(type) && !attributes.options?.length) faults.push(`${name} has no options`);
  if (!["undefined", "boolean"].includes(typeof required)) {
    faults.push(`${name} is neither required nor not: ${String(required)}`);
  }
  return faults;
}
