import type { Document } from "../../document/object.ts";
import { methods } from "../../document/operation.ts";

/** The direction in which a part of the document is sent. */
export type Direction = "request" | "answer";

/** The use of a part of the document: the operations that contain it, and the directions. */
export interface Usage {
  operations: string[];
  directions: Direction[];
}

/** Indexes a document. The returned function gives the usage of a place, as keys from the document's root. */
export function indexUsage(document: Document): (keys: readonly string[]) => Usage {
  const used: { operation: string; direction: Direction; components: Set<string> }[] = [];
  const allOperations: string[] = [];
  for (const [path, item] of Object.entries((document["paths"] ?? {}) as Record<string, Document>)) {
    for (const [method, operation] of Object.entries(item).filter(([key]) => methods.has(key))) {
      const name = `${method.toUpperCase()} ${path}`;
      allOperations.push(name);
      const { responses, ...request } = operation as Document;
      const shared = item["parameters"];
      used.push({ operation: name, direction: "request", components: referencesFrom([request, shared], document) });
      used.push({ operation: name, direction: "answer", components: referencesFrom(responses, document) });
    }
  }
  return (keys) => {
    const [first, second = "", third = "", fourth] = keys;
    if (first === "paths") {
      const operations = allOperations.filter((operation) =>
        methods.has(third) ? operation === `${third.toUpperCase()} ${second}` : operation.endsWith(` ${second}`),
      );
      return { operations, directions: fourth === undefined ? [] : [fourth === "responses" ? "answer" : "request"] };
    }
    if (first !== "components") return { operations: allOperations, directions: [] };
    const uses = used.filter(({ components }) => components.has(`${second}/${third}`));
    return {
      operations: allOperations.filter((operation) => uses.some((use) => use.operation === operation)),
      directions: [...new Set(uses.map(({ direction }) => direction))],
    };
  };
}

/** The components, as "schemas/Name", that a part of the document refers to, directly or indirectly. */
function referencesFrom(part: unknown, document: Document): Set<string> {
  const reached = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const [, kind = "", name = ""] =
        key === "$ref" ? (/^#\/components\/([^/]+)\/([^/]+)/.exec(String(inner)) ?? []) : [];
      const component = `${kind}/${name}`;
      if (name !== "" && !reached.has(component)) {
        reached.add(component);
        visit((document["components"] as Record<string, Document>)[kind]?.[name]);
      }
      visit(inner);
    }
  };
  visit(part);
  return reached;
}
