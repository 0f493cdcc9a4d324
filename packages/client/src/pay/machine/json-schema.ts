/**
 * The words of JSON Schema (draft 2020-12) that the schema of a payment uses, and that {@link matches} knows. Another word
 * does not compile: it would be ignored.
 */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly type?: "object" | "array" | "string" | "boolean" | "number" | "integer";
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  /** Of objects. */
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  /** Of lists. */
  readonly items?: JsonSchema;
  readonly minItems?: number;
  /** Of numbers. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of strings. */
  readonly pattern?: string;
  readonly if?: JsonSchema;
  readonly else?: JsonSchema;
}

/** Whether a JSON value has the form of a schema. */
export function matches(schema: JsonSchema, value: unknown): boolean {
  if (schema.type !== undefined && !isOfType(schema.type, value)) return false;
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.enum !== undefined && !schema.enum.some((known) => known === value)) return false;
  if (
    schema.if !== undefined &&
    schema.else !== undefined &&
    !matches(schema.if, value) &&
    !matches(schema.else, value)
  ) {
    return false;
  }
  switch (typeof value) {
    case "number":
      return value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value);
    case "string":
      return schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value);
    case "object":
      if (value === null) return true;
      return Array.isArray(value) ? isListOf(schema, value) : isObjectOf(schema, value);
    default:
      return true;
  }
}

function isOfType(type: NonNullable<JsonSchema["type"]>, value: unknown): boolean {
  switch (type) {
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "number":
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function isListOf({ items, minItems = 0 }: JsonSchema, list: readonly unknown[]): boolean {
  return list.length >= minItems && (items === undefined || list.every((item) => matches(items, item)));
}

function isObjectOf({ required = [], properties = {}, additionalProperties }: JsonSchema, object: object): boolean {
  return (
    required.every((key) => Object.hasOwn(object, key)) &&
    Object.entries(object).every(([key, value]) => {
      const schema = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      return schema === undefined || (schema !== false && matches(schema, value));
    })
  );
}
