import type ts from "typescript-5.9";
import { changedSchemas } from "./changed-schemas.ts";
import { StructureComparison } from "./compare-structure.ts";
import type { FoundDifferences } from "./found-differences.ts";
import { unionMembersOf } from "./print-type.ts";
import type { ReadTypes } from "./read-types.ts";
import type { Position } from "./type-position.ts";

/** Compares the exported names, and the types of those that no operation has shown to be different. */
export function compareNames(types: ReadTypes, found: FoundDifferences): void {
  const { before, after, print } = types;
  const isLarger = !found.isEmpty;
  const known = found.facts();
  for (const [name, type] of before.aliases) {
    const now = after.aliases.get(name);
    if (now === undefined) found.addKey("name", name, [], "removed");
    else if (print(type) !== print(now)) found.keepNewFacts(known, () => compareAlias(types, found, name, type, now));
  }
  // A name for a part that was there before gives users nothing new.
  for (const name of after.aliases.keys()) {
    if (!before.aliases.has(name)) found.addKey("name", name, [], "added", isLarger ? "minor" : "patch");
  }
  for (const [name, type] of before.operationNames) {
    const operation = [...before.operations].find(([key, each]) => each === type && after.operations.has(key))?.[0];
    if (operation !== undefined && !after.operationNames.has(name)) {
      found.addKey("name", `operations["${name}"]`, [operation], "removed");
    }
  }
}

/** Compares an alias as what is sent and as what is received. */
function compareAlias(types: ReadTypes, found: FoundDifferences, name: string, was: ts.Type, is: ts.Type): void {
  for (const direction of ["request", "answer"] as const) {
    const named = { schema: name, field: "" };
    const position: Position = { direction, location: "body", field: "", named, containers: [] };
    const structure = new StructureComparison(types, found);
    const impact = structure.compareMembers([unionMembersOf(was), was], [unionMembersOf(is), is], position);
    const origins = changedSchemas(types, types.before.schemas.get(name)?.node, types.after.schemas.get(name)?.node);
    if (impact !== undefined && origins.length === 0) found.addSchema(name, position, [name], impact);
  }
}
