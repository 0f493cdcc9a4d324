import { operationsIn } from "./every-mutation.ts";
import type { Json } from "./pages.ts";

/** Programs that use everything of a document's types. They are made of the document and not of the types. */
export interface UsingPrograms {
  /**
   * Reads every field of every answer into a variable of the field's type, except for lists of values, and sends every
   * request with all fields and with the required ones alone.
   */
  using: string;
  /** Sets each field of a request. Only that a field can't be set counts: users build requests of fewer forms than there are. */
  assigning: string;
}

/**
 * Writes the programs.
 *
 * @param module the module with the generated types.
 */
export function writeUsingPrograms(document: Json, module: string): UsingPrograms {
  const declarations = [
    `import type { paths } from "${module}";`,
    "declare const text: string;",
    "declare const amount: number;",
    "declare const flag: boolean;",
  ];
  const writer = new ProgramWriter(document);
  for (const [path, method] of operationsIn(document)) writer.writeOperation(path, method);
  const programOf = (lines: readonly string[]) => [...declarations, ...lines].join("\n");
  return { using: programOf(writer.using), assigning: programOf(writer.assigning) };
}

/** A schema without references and allOf. */
interface Resolved {
  type?: string;
  enum?: Json[];
  nullable?: boolean;
  readOnly?: boolean;
  members?: Json[];
  items?: Json;
  fields?: Record<string, Json>;
  required: string[];
  additional?: Json;
}

class ProgramWriter {
  readonly #document: Json;
  readonly using: string[] = [];
  readonly assigning: string[] = [];
  #lines = this.using;
  #count = 0;

  constructor(document: Json) {
    this.#document = document;
  }

  writeOperation(path: string, method: string): void {
    const operation = this.#document.paths[path][method];
    const type = `paths[${JSON.stringify(path)}][${JSON.stringify(method)}]`;
    this.#writeRequest(operation, type);
    for (const [status, answer] of Object.entries(operation.responses as Json)) {
      for (const [media, { schema }] of Object.entries(((answer as Json).content ?? {}) as Json) as [string, Json][]) {
        const value = this.#declare(`${type}["responses"][${status}]["content"][${JSON.stringify(media)}]`);
        this.#read(value, schema, 0);
      }
    }
  }

  #writeRequest(operation: Json, type: string): void {
    const parameters = ((operation.parameters ?? []) as Json[]).map((each) => this.#dereference(each));
    const body = operation.requestBody;
    const schema = body?.content["application/json"]?.schema;
    const parametersOf = (isMinimal: boolean) => {
      const sent = parameters.filter(({ required }) => required || !isMinimal);
      const groups = ["query", "header", "path"].map((where) => {
        const fields = sent.filter((each) => each.in === where);
        return fields.length === 0
          ? ""
          : `${where}: { ${fields.map((each) => `${JSON.stringify(each.name)}: ${this.#build(each.schema, isMinimal)[0]}`).join(", ")} }, `;
      });
      return `{ ${groups.join("")}}`;
    };
    const write = (value: string | undefined, isMinimal: boolean) => {
      const content = value === undefined ? "" : `, requestBody: { content: { "application/json": ${value} } }`;
      this.#write(
        `const r${this.#count++}: Pick<${type}, "parameters" | "requestBody"> = { parameters: ${parametersOf(isMinimal)}${content} };`,
      );
    };
    if (schema === undefined || body.required !== true) write(undefined, true);
    if (schema === undefined) return;
    for (const value of this.#build(schema, false)) write(value, false);
    for (const value of this.#build(schema, true)) write(value, true);
    this.#lines = this.assigning;
    this.#assign(this.#declare(`NonNullable<${type}["requestBody"]>["content"]["application/json"]`), schema);
    this.#lines = this.using;
  }

  /** Expressions of a schema's type that together have every alternative and every value of a list. */
  #build(schema: Json, isMinimal: boolean): string[] {
    const { type, enum: values, members, items, fields, required } = this.#resolve(schema);
    if (values !== undefined) return values.map((value) => JSON.stringify(value));
    if (members !== undefined) return members.flatMap((member) => this.#build(member, isMinimal));
    if (items !== undefined) return this.#build(items, isMinimal).map((item) => `[${item}]`);
    if (fields !== undefined) {
      const sent = Object.entries(fields).filter(([name]) => required.includes(name) || !isMinimal);
      const choices = sent.map(([name, field]) => ({ name, values: this.#build(field, isMinimal) }));
      const objectWith = (changed: string | undefined, value: string) =>
        `{ ${choices.map(({ name, values: all }) => `${JSON.stringify(name)}: ${name === changed ? value : all[0]}`).join(", ")} }`;
      const others = choices.flatMap(({ name, values: all }) => all.slice(1).map((value) => objectWith(name, value)));
      return [objectWith(undefined, ""), ...others];
    }
    return [scalars[type ?? ""]?.value ?? "{}"];
  }

  /** Sets the fields of a request. */
  #assign(value: string, schema: Json): void {
    const { members, fields = {}, required } = this.#resolve(schema);
    for (const [name, field] of Object.entries(members === undefined ? fields : this.#commonFields(members))) {
      const { type, enum: values, fields: inner, items, nullable, readOnly } = this.#resolve(field);
      const at = `${value}[${JSON.stringify(name)}]`;
      const isThere = required.includes(name) && nullable !== true;
      if (readOnly === true) continue;
      if (values === undefined && scalars[type ?? ""] !== undefined && items === undefined) {
        this.#write(`${at} = ${scalars[type ?? ""]?.value};`);
      } else if (inner !== undefined && isThere) this.#assign(at, field);
      else if (items !== undefined && isThere) {
        const element = `e${this.#count++}`;
        this.#write(`for (const ${element} of ${at}) {`);
        this.#assign(element, items);
        this.#write("}");
      }
    }
  }

  /** Reads everything of a value. */
  #read(value: string, schema: Json, depth: number): void {
    const { members, items, fields, required, additional } = this.#resolve(schema);
    if (depth > 5) return;
    if (members !== undefined) {
      this.#readMembers(value, members, depth);
      return;
    }
    if (items !== undefined) {
      const element = `e${this.#count++}`;
      this.#write(`for (const ${element} of ${value}) {`);
      this.#readField(element, items, true, depth);
      this.#write("}");
      return;
    }
    for (const [name, field] of Object.entries(fields ?? {})) {
      this.#readField(`${value}[${JSON.stringify(name)}]`, field, required.includes(name), depth);
    }
    const additionalType = additional === undefined ? undefined : this.#typeOf(additional);
    if (additionalType !== undefined) {
      this.#write(`const a${this.#count++}: ${additionalType} | undefined = ${value}["anyOther"];`);
    }
  }

  #readField(expression: string, schema: Json, isRequired: boolean, depth: number): void {
    const { nullable } = this.#resolve(schema);
    const type = this.#typeOf(schema);
    const name = `v${this.#count++}`;
    if (type !== undefined) {
      this.#write(`const ${name}: ${type}${isRequired ? "" : " | undefined"} = ${expression};`);
      return;
    }
    this.#write(`const ${name} = ${expression};`);
    const isThere = isRequired && nullable !== true;
    if (!isThere) this.#write(`if (${name} !== undefined && ${name} !== null) {`);
    this.#read(name, schema, depth + 1);
    if (!isThere) this.#write("}");
  }

  /** Reads an answer that is one of several: by the field that tells them apart, otherwise what all have. */
  #readMembers(value: string, members: readonly Json[], depth: number): void {
    const resolved = members.map((member) => this.#resolve(member));
    const [first] = resolved;
    const key = Object.keys(first?.fields ?? {}).find((name) => {
      const values = resolved.map(({ fields, required }) => {
        const list = required.includes(name) ? this.#resolve(fields?.[name] ?? {}).enum : undefined;
        return list?.length === 1 ? JSON.stringify(list[0]) : undefined;
      });
      return !values.includes(undefined) && new Set(values).size === values.length;
    });
    if (key === undefined) {
      for (const [name, field] of Object.entries(this.#commonFields(members))) {
        const isRequired = resolved.every(({ required }) => required.includes(name));
        this.#readField(`${value}[${JSON.stringify(name)}]`, field, isRequired, depth);
      }
      return;
    }
    resolved.forEach(({ fields }, index) => {
      const literal = JSON.stringify(this.#resolve(fields?.[key]).enum?.[0]);
      this.#write(`if (${value}[${JSON.stringify(key)}] === ${literal}) {`);
      this.#read(value, members[index], depth);
      this.#write("}");
    });
  }

  /** The fields that every member has with the same schema. */
  #commonFields(members: readonly Json[]): Record<string, Json> {
    const all = members.map((member) => this.#resolve(member).fields ?? {});
    const [first = {}, ...others] = all;
    const isCommon = (name: string) =>
      others.every((fields) => JSON.stringify(fields[name]) === JSON.stringify(first[name]));
    return Object.fromEntries(Object.entries(first).filter(([name]) => isCommon(name)));
  }

  /** The type of a variable for a scalar, or for a list or a choice of them; undefined for others and for lists of values. */
  #typeOf(schema: Json): string | undefined {
    const { type, enum: values, members, items, fields, nullable } = this.#resolve(schema);
    if (values !== undefined || fields !== undefined) return undefined;
    const orNull = nullable === true ? " | null" : "";
    if (members !== undefined) {
      const types = members.map((member) => this.#typeOf(member));
      return types.includes(undefined) ? undefined : `${types.join(" | ")}${orNull}`;
    }
    if (items !== undefined) {
      const inner = this.#typeOf(items);
      return inner === undefined ? undefined : `(${inner})[]${orNull}`;
    }
    const name = scalars[type ?? ""]?.type;
    return name === undefined ? undefined : `${name}${orNull}`;
  }

  #resolve(schema: Json): Resolved {
    const { $ref } = schema;
    if ($ref !== undefined) return this.#resolve(this.#dereference(schema));
    const parts = ((schema.allOf ?? []) as Json[]).map((part) => this.#resolve(part));
    const own: Resolved = {
      ...(schema.type !== undefined && { type: schema.type }),
      ...(schema.enum !== undefined && { enum: schema.enum }),
      ...((schema.oneOf ?? schema.anyOf) !== undefined && { members: schema.oneOf ?? schema.anyOf }),
      ...(schema.items !== undefined && { items: schema.items }),
      ...(schema.properties !== undefined && { fields: schema.properties }),
      ...(typeof schema.additionalProperties === "object" && { additional: schema.additionalProperties }),
      required: schema.required ?? [],
    };
    const result: Resolved = Object.assign({}, ...parts, own);
    const all = [...parts, own];
    result.required = all.flatMap(({ required }) => required);
    const fields = all.flatMap((part) => part.fields ?? []);
    if (fields.length > 0) result.fields = fields.reduce(joinFields);
    return {
      ...result,
      ...(schema.nullable === true && { nullable: true }),
      ...(schema.readOnly === true && { readOnly: true }),
    };
  }

  #dereference(value: Json): Json {
    if (value.$ref === undefined) return value;
    const [kind, name] = value.$ref.split("/").slice(2);
    return this.#document.components[kind][name];
  }

  #declare(type: string): string {
    const name = `d${this.#count++}`;
    this.#write(`declare const ${name}: ${type};`);
    return name;
  }

  #write(line: string): void {
    this.#lines.push(line);
  }
}

/** A field that several parts of an allOf have is all of it. */
function joinFields(one: Record<string, Json>, other: Record<string, Json>): Record<string, Json> {
  const joined = { ...one, ...other };
  for (const name of Object.keys(one)) {
    // The narrower list of values comes last or first; the shorter one is in both.
    if (name in other) joined[name] = JSON.stringify(one[name]).includes('"enum"') ? one[name] : other[name];
  }
  return joined;
}

const scalars: Readonly<Record<string, { type: string; value: string }>> = {
  string: { type: "string", value: "text" },
  integer: { type: "number", value: "amount" },
  number: { type: "number", value: "amount" },
  boolean: { type: "boolean", value: "flag" },
};
