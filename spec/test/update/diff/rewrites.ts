import type { Json } from "../../support/pages.ts";

/** A way to write a document that allows the same values. */
export interface Rewrite {
  name: string;
  /** Rewrites a schema at a place; returns nothing where it does not apply. `add` adds a named schema. */
  rewrite: (schema: Json, add: (schema: Json) => Json, document: Json) => Json | undefined;
}

const resolve = (schema: Json, document: Json): Json =>
  "$ref" in schema ? resolve(document.components.schemas[schema.$ref.split("/").at(-1)], document) : schema;

/** The rewrites that are tried at every schema of a document. */
export const rewrites: readonly Rewrite[] = [
  {
    name: "a reference is wrapped in allOf with a description",
    rewrite: (schema) => ("$ref" in schema ? { allOf: [schema], description: "Words." } : undefined),
  },
  { name: "a schema is wrapped in allOf", rewrite: (schema) => ({ allOf: [schema] }) },
  { name: "a schema is the only alternative", rewrite: (schema) => ({ oneOf: [schema] }) },
  {
    name: "a reference is replaced by a copy of its schema",
    rewrite: (schema, _, document) => ("$ref" in schema ? structuredClone(resolve(schema, document)) : undefined),
  },
  { name: "a schema gets a name", rewrite: (schema, add) => ("$ref" in schema ? undefined : add(schema)) },
  {
    name: "fields move into a base",
    rewrite: (schema, add) => {
      const [name, ...others] = Object.keys(schema.properties ?? {});
      if (name === undefined || others.length === 0) return undefined;
      const { [name]: moved, ...rest } = schema.properties;
      return { allOf: [add({ type: "object", properties: { [name]: moved } }), { ...schema, properties: rest }] };
    },
  },
  {
    name: "required fields are listed in the base",
    rewrite: ({ properties, required, allOf = [], ...rest }) =>
      required === undefined
        ? undefined
        : { ...rest, allOf: [...allOf, { ...(properties && { properties }), required }] },
  },
  {
    name: "nothing but the order changes",
    rewrite: (schema) =>
      Object.fromEntries(
        Object.entries(schema)
          .reverse()
          .map(([key, value]): [string, unknown] => [
            key,
            /^(required|enum|oneOf|anyOf)$/.test(key)
              ? (value as unknown[]).toReversed()
              : key === "properties"
                ? Object.fromEntries(Object.entries(value as Json).reverse())
                : value,
          ]),
      ),
  },
  {
    name: "the type is a list of one, as OpenAPI 3.1 allows",
    rewrite: (schema) => (schema.type === undefined ? undefined : { ...schema, type: [schema.type] }),
  },
  {
    name: "a list of one value is a constant, as OpenAPI 3.1 allows",
    rewrite: ({ enum: values, ...rest }) => (values?.length === 1 ? { ...rest, const: values[0] } : undefined),
  },
  {
    name: "a type that follows from the fields is left out",
    rewrite: ({ type, ...rest }) => (type === "object" && rest.properties !== undefined ? rest : undefined),
  },
  {
    name: "what can be null is written as in OpenAPI 3.1",
    rewrite: ({ nullable, type, ...rest }) =>
      nullable === true && rest.allOf === undefined ? { ...rest, type: [type, "null"] } : undefined,
  },
  {
    name: "what is the default is written",
    rewrite: (schema) =>
      "$ref" in schema
        ? undefined
        : { nullable: false, deprecated: false, readOnly: false, uniqueItems: false, minLength: 0, ...schema },
  },
  {
    name: "a reference that can be null is an alternative, and not a member of allOf",
    rewrite: (schema) =>
      schema.allOf?.length === 1 && schema.nullable === true
        ? { oneOf: [...schema.allOf, { type: "null" }] }
        : undefined,
  },
  {
    name: "what can be null is an alternative",
    rewrite: ({ nullable, ...rest }) =>
      nullable === true && rest.allOf === undefined ? { anyOf: [rest, { type: "null" }] } : undefined,
  },
];

/** The places of schemas in a document, as keys from its root; the schemas within first. */
export function schemaPlaces(document: Json): string[][] {
  const found: string[][] = [];
  const visit = (value: Json, keys: string[], isMap: boolean) => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries<Json>(value)) {
      if (!isMap && /^(example|examples|default|enum|const|required|x-.*)$/.test(key)) continue;
      const place = [...keys, key];
      visit(inner, place, /^(properties|schemas)$/.test(key) && !isMap);
      const isMember = /^(oneOf|anyOf)$/.test(keys.at(-1) ?? "") && Array.isArray(value);
      const isSchema = isMap || isMember || (/^(schema|items)$/.test(key) && !Array.isArray(inner));
      if (isSchema && typeof inner === "object") found.push(place);
    }
  };
  visit(document, [], false);
  return found;
}

/** Applies a rewrite at places. Returns a copy, and the number of places where it applies. */
export function rewriteAt(document: Json, { rewrite }: Rewrite, places: readonly string[][]) {
  const copy = structuredClone(document);
  let count = 0;
  for (const keys of places) {
    const parent = keys.slice(0, -1).reduce((value, key) => value?.[key], copy);
    const key = keys.at(-1) ?? "";
    if (parent?.[key] === undefined) continue;
    const add = (schema: Json) => {
      const name = `Named${Object.keys(copy.components.schemas).length}`;
      copy.components.schemas[name] = schema;
      return { $ref: `#/components/schemas/${name}` };
    };
    const rewritten = rewrite(parent[key], add, copy);
    if (rewritten === undefined) continue;
    parent[key] = rewritten;
    count += 1;
  }
  return { document: copy, count };
}
