import type ts from "typescript-5.9";
import type { ReadTypes } from "./read-types.ts";

/** The schemas that two equal nodes refer to, directly or not, and that are written differently: the difference is theirs. */
export function changedSchemas(
  { before, after, print }: ReadTypes,
  nodeBefore: ts.TypeNode | undefined,
  nodeAfter: ts.TypeNode | undefined,
): string[] {
  const seen = new Set<string>();
  const changedIn = (was: ts.TypeNode | undefined, is: ts.TypeNode | undefined): string[] => {
    if (was === undefined || is === undefined || textOf(was) !== textOf(is)) return [];
    return [...textOf(was).matchAll(/components\["schemas"\]\["([^"]+)"\]/g)].flatMap(([, name = ""]) => {
      if (seen.has(name)) return [];
      seen.add(name);
      const schemaBefore = before.schemas.get(name);
      const schemaAfter = after.schemas.get(name);
      if (schemaBefore === undefined || schemaAfter === undefined) return [];
      if (print(schemaBefore.type) === print(schemaAfter.type)) return [];
      const isSame = textOf(schemaBefore.node) === textOf(schemaAfter.node);
      return isSame ? changedIn(schemaBefore.node, schemaAfter.node) : [name];
    });
  };
  return changedIn(nodeBefore, nodeAfter);
}

/** The text of a node without its comments. */
function textOf(node: ts.TypeNode): string {
  return node
    .getText()
    .replaceAll(/\/\*.*?\*\//gs, "")
    .replaceAll(/\s+/g, " ");
}
