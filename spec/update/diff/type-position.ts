import ts from "typescript-5.9";
import type { Location } from "./type-difference.ts";
import type { Direction } from "./usage.ts";

/** Where the comparison is. */
export interface Position {
  direction: Direction;
  /** The operation, by `POST /path`; undefined in an alias. */
  operation?: string | undefined;
  /** The part of the operation, as `The answer 200`; undefined in an alias. */
  part?: string | undefined;
  location: Location;
  /** The path of fields in the part. */
  field: string;
  /** The nearest named schema around, and the path of fields in it. */
  named?: SchemaPlace | undefined;
  containers: readonly string[];
}

/** A path of fields in a named schema. */
export interface SchemaPlace {
  schema: string;
  field: string;
}

/** Where a field is declared in named schemas. */
export function schemaPlacesOf({ declarations = [] }: ts.Symbol): SchemaPlace[] {
  return declarations.flatMap((declaration) => {
    const names: string[] = [];
    let suffix = "";
    for (let node: ts.Node = declaration; node.parent !== undefined; node = node.parent) {
      if (ts.isArrayTypeNode(node)) suffix = `[]${suffix}`;
      if (!ts.isPropertySignature(node)) continue;
      names.unshift(`${(node.name as ts.Identifier | ts.StringLiteral).text}${suffix}`);
      suffix = "";
    }
    const [first, schema, ...fields] = names;
    return first === "schemas" && schema !== undefined ? [{ schema, field: fields.join(".") }] : [];
  });
}

/** The position one step deeper: in a field, `.amount`, or in the items of a list, `[]`. */
export function appendToPath(position: Position, step: string): Position {
  const append = (path: string) => (path === "" ? step.replace(/^\./, "") : `${path}${step}`);
  const { named, field } = position;
  return {
    ...position,
    field: append(field),
    named: named && { ...named, field: append(named.field) },
  };
}
