import { compareNames } from "./compare-names.ts";
import { compareOperation } from "./compare-operation.ts";
import { FoundDifferences } from "./found-differences.ts";
import { readTypes } from "./read-types.ts";
import type { TypeDifference } from "./type-difference.ts";

/**
 * Compares two texts of packages/types/src/generated/api.ts by what programs can do with them: the request and every answer
 * of each operation, then the exported names. The way in which the types are written makes no difference.
 */
export function compareTypes(before: string, after: string): TypeDifference[] {
  if (before === after) return [];
  const types = readTypes(before, after);
  const found = new FoundDifferences(types);
  const { operations } = types.after;
  for (const [name, type] of types.before.operations) {
    const now = operations.get(name);
    if (now === undefined) found.addKey("operation", name, [name], "removed");
    else compareOperation(types, found, name, type, now);
  }
  for (const name of operations.keys()) {
    if (!types.before.operations.has(name)) found.addKey("operation", name, [name], "added");
  }
  compareNames(types, found);
  return found.list();
}
