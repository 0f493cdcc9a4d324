import { methods } from "../../document/operation.ts";
import type { Json } from "./pages.ts";

/** A change of one place of a document. */
export interface Mutation {
  /** The kind, as `an answer's field becomes nullable`, without the place. */
  kind: string;
  place: string;
  /** Changes the document before both sides are made of it, so that the change is possible. */
  prepare?: (document: Json) => void;
  apply: (document: Json) => void;
}

/** A place of a schema: how to get its holder in a copy of the document. */
interface Slot {
  name: string;
  /** The object that has the schema, and the key. */
  holder: (document: Json) => Json;
  key: string;
}

/** Every mutation of every schema, field, parameter and operation of a document. */
export function mutationsOf(document: Json): Mutation[] {
  return [
    ...Object.keys(document.components.schemas).flatMap((name) => ofNamedSchema(document, name)),
    ...operationsIn(document).flatMap(([path, method]) => ofOperation(document, path, method)),
  ];
}

export function operationsIn(document: Json): [path: string, method: string][] {
  return Object.entries(document.paths as Json).flatMap(([path, item]) =>
    Object.keys(item as Json)
      .filter((key) => methods.has(key))
      .map((method): [string, string] => [path, method]),
  );
}

function ofNamedSchema(document: Json, name: string): Mutation[] {
  const schema = document.components.schemas[name];
  const at = (copy: Json) => copy.components.schemas[name];
  const place = name;
  return [
    ...ofSchema(schema, { name, holder: (copy) => copy.components.schemas, key: name }),
    ...ofFields(schema, name, at),
    { kind: "a schema is renamed", place, apply: (copy) => renameSchema(copy, name, `${name}Renamed`) },
  ];
}

/** The changes of the fields of an object, and of the objects and arrays in its fields. */
function ofFields(schema: Json, place: string, at: (copy: Json) => Json): Mutation[] {
  if (schema.items !== undefined && schema.items.$ref === undefined) {
    return [
      ...ofSchema(schema.items, { name: `${place}[]`, holder: at, key: "items" }),
      ...ofFields(schema.items, `${place}[]`, (copy) => at(copy).items),
    ];
  }
  if (schema.properties === undefined) return [];
  const required: string[] = schema.required ?? [];
  return [
    {
      kind: "an optional field is added",
      place,
      apply: (copy) => {
        at(copy).properties.trialField = { type: "string" };
      },
    },
    {
      kind: "a required field is added",
      place,
      apply: (copy) => {
        at(copy).properties.trialField = { type: "string" };
        at(copy).required = [...required, "trialField"];
      },
    },
    ...Object.keys(schema.properties).flatMap((field): Mutation[] => {
      const name = `${place}.${field}`;
      const isRequired = required.includes(field);
      const fieldSchema = schema.properties[field];
      return [
        ...ofSchema(fieldSchema, { name, holder: (copy) => at(copy).properties, key: field }),
        ...ofFields(fieldSchema, name, (copy) => at(copy).properties[field]),
        {
          kind: "a field is removed",
          place: name,
          apply: (copy) => {
            delete at(copy).properties[field];
            at(copy).required = required.filter((each) => each !== field);
          },
        },
        {
          kind: "a field is renamed",
          place: name,
          apply: (copy) => {
            const { [field]: value, ...others } = at(copy).properties;
            at(copy).properties = { ...others, trialField: value };
            at(copy).required = required.map((each) => (each === field ? "trialField" : each));
          },
        },
        {
          kind: isRequired ? "a field becomes optional" : "a field becomes required",
          place: name,
          apply: (copy) => {
            at(copy).required = isRequired ? required.filter((each) => each !== field) : [...required, field];
          },
        },
        ...(isRequired
          ? []
          : [
              {
                kind: "a field becomes required, beside an allOf",
                place: name,
                prepare: (copy: Json) => wrapInAllOf(at(copy)),
                apply: (copy: Json) => {
                  at(copy).required = [field];
                },
              },
            ]),
      ];
    }),
  ];
}

function wrapInAllOf(schema: Json): void {
  const { description, ...inner } = structuredClone(schema);
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, { ...(description !== undefined && { description }), allOf: [inner] });
}

/** The changes of a schema, whatever it is part of. */
function ofSchema(schema: Json, { name, holder, key }: Slot): Mutation[] {
  const mutation = (kind: string, change: (value: Json) => Json | undefined): Mutation => ({
    kind,
    place: name,
    apply: (copy) => {
      const result = change(holder(copy)[key]);
      if (result !== undefined) holder(copy)[key] = result;
    },
  });
  const set = (kind: string, keys: Json) => mutation(kind, (value) => void Object.assign(value, structuredClone(keys)));
  const isReference = schema.$ref !== undefined;
  const { type } = schema;
  const isText = type === "string" && schema.enum === undefined;
  const other = type === "string" || isReference ? { type: "boolean" } : { type: "string" };
  return [
    mutation("a type is another", () => other),
    mutation("a type is a list of it", (value) => ({ type: "array", items: value })),
    mutation("a type is one of two, by oneOf", (value) => ({
      oneOf: [value, { type: "array", items: { type: "boolean" } }],
    })),
    mutation("a type is one of two, by anyOf", (value) => ({
      anyOf: [value, { type: "array", items: { type: "boolean" } }],
    })),
    mutation("a type is in an allOf", (value) => ({ allOf: [value] })),
    mutation("a type is gone", () => ({})),
    ...(isReference
      ? [
          mutation("a reference in an allOf is nullable", (value) => ({
            nullable: true,
            type: "object",
            allOf: [value],
          })),
        ]
      : [
          set("a description is other words", { description: "Other words." }),
          set("something is deprecated", { deprecated: true }),
          set("a type is nullable", { nullable: true }),
          set("a type has readOnly", { readOnly: true }),
          set("a type has writeOnly", { writeOnly: true }),
        ]),
    ...(isText
      ? [
          set("a text has a default", { default: "TRY" }),
          set("a text has a bound", { minLength: 2, maxLength: 3 }),
          set("a text has a format", { format: "date-time" }),
          set("a text lists its values", { enum: ["A", "B"] }),
        ]
      : []),
    ...(type === "integer" || type === "number"
      ? [
          set("a number has a default", { default: 1 }),
          set("a number has a bound", { minimum: 1, maximum: 3 }),
          set("a number has a format", { format: "int32" }),
          mutation("a number is the other kind", (value) => ({
            ...value,
            type: type === "number" ? "integer" : "number",
          })),
        ]
      : []),
    ...(type === "boolean" ? [set("a boolean has a default", { default: false })] : []),
    ...(schema.enum === undefined
      ? []
      : [
          mutation("a list has a new value", (value) => void value.enum.push("TRIAL")),
          mutation("a list is in another order", (value) => void value.enum.reverse()),
          mutation("a list no longer has its values", (value) => void delete value.enum),
          ...(schema.enum.length > 1
            ? [mutation("a list loses a value", (value) => void value.enum.pop())]
            : [mutation("a list has another value", (value) => void value.enum.splice(0, 1, "TRIAL"))]),
        ]),
    ...(schema.properties === undefined
      ? []
      : [
          set("an object has any fields", { additionalProperties: true }),
          set("an object has no other fields", { additionalProperties: false }),
          set("an object has fields of a type", { additionalProperties: { type: "string" } }),
        ]),
    ...["oneOf", "anyOf"]
      .filter((union) => schema[union] !== undefined)
      .flatMap((union) => [
        mutation("a union loses a member", (value) => void value[union].pop()),
        mutation("a union has a new member", (value) => void value[union].push({ type: "boolean" })),
        mutation("a union is of the other kind", (value) => {
          value[union === "oneOf" ? "anyOf" : "oneOf"] = value[union];
          delete value[union];
        }),
      ]),
    ...(schema.allOf === undefined
      ? []
      : [
          mutation("an allOf has a new member", (value) => {
            value.allOf.push({ type: "object", properties: { trialField: { type: "string" } } });
          }),
          ...(schema.required === undefined
            ? []
            : [mutation("an allOf loses the required beside it", (value) => void delete value.required)]),
        ]),
  ];
}

function ofOperation(document: Json, path: string, method: string): Mutation[] {
  const operation = document.paths[path][method];
  const at = (copy: Json) => copy.paths[path][method];
  const place = `${method.toUpperCase()} ${path}`;
  const mutation = (kind: string, change: (value: Json) => void, prepare?: (value: Json) => void): Mutation => ({
    kind,
    place,
    ...(prepare !== undefined && { prepare: (copy: Json) => prepare(at(copy)) }),
    apply: (copy) => change(at(copy)),
  });
  const addParameter = (where: string, required: boolean) => (value: Json) => {
    value.parameters.push({ name: "trial", in: where, required, schema: { type: "string" } });
  };
  const ofBody = (value: Json) => value.requestBody;
  return [
    mutation("an operation is deprecated", (value) => {
      value.deprecated = true;
    }),
    mutation("an operation has another id", (value) => {
      value.operationId = `${value.operationId}Renamed`;
    }),
    mutation("an operation has another summary", (value) => {
      value.summary = "Other words";
    }),
    { kind: "an operation is removed", place, apply: (copy) => void delete copy.paths[path][method] },
    {
      kind: "an operation is added",
      place,
      apply: (copy) => {
        copy.paths[path].put = { ...structuredClone(at(copy)), operationId: `${operation.operationId}Other` };
      },
    },
    ...["query", "header"].flatMap((where) => [
      mutation(`an optional ${where} parameter is added`, addParameter(where, false)),
      mutation(`a required ${where} parameter is added`, addParameter(where, true)),
    ]),
    mutation(
      "a parameter becomes required",
      (value) => {
        value.parameters.at(-1).required = true;
      },
      addParameter("query", false),
    ),
    mutation(
      "a parameter has another type",
      (value) => {
        value.parameters.at(-1).schema = { type: "boolean" };
      },
      addParameter("query", false),
    ),
    mutation(
      "a parameter has a default",
      (value) => {
        value.parameters.at(-1).schema.default = "a";
      },
      addParameter("query", false),
    ),
    mutation("an answer of another HTTP status is added", (value) => {
      value.responses["202"] = structuredClone(value.responses["200"]);
    }),
    mutation("an answer has another HTTP status", (value) => {
      value.responses["202"] = value.responses["200"];
      delete value.responses["200"];
    }),
    mutation("an answer has another media type", (value) => {
      const { content } = value.responses["200"];
      value.responses["200"].content = { "application/hal+json": content["application/json"] };
    }),
    mutation("an answer has a further media type", (value) => {
      value.responses["200"].content["application/hal+json"] = { schema: { type: "string" } };
    }),
    mutation("an answer has a header", (value) => {
      value.responses["200"].headers = { "X-Trial": { required: true, schema: { type: "string" } } };
    }),
    ...ofSchema(operation.responses["200"].content["application/json"].schema, {
      name: `the answer of ${place}`,
      holder: (copy) => at(copy).responses["200"].content["application/json"],
      key: "schema",
    }),
    ...(operation.requestBody === undefined
      ? [
          mutation("a request has a body", (value) => {
            value.requestBody = { required: true, content: { "application/json": { schema: { type: "string" } } } };
          }),
        ]
      : [
          mutation("a request has no body", (value) => void delete value.requestBody),
          mutation("a body is optional", (value) => {
            ofBody(value).required = !ofBody(value).required;
          }),
          ...ofSchema(operation.requestBody.content["application/json"].schema, {
            name: `the request of ${place}`,
            holder: (copy) => at(copy).requestBody.content["application/json"],
            key: "schema",
          }),
        ]),
  ];
}

function renameSchema(document: Json, from: string, to: string): void {
  const text = JSON.stringify(document).replaceAll(`"#/components/schemas/${from}"`, `"#/components/schemas/${to}"`);
  const renamed = JSON.parse(text);
  renamed.components.schemas[to] = renamed.components.schemas[from];
  delete renamed.components.schemas[from];
  Object.assign(document, renamed);
}
