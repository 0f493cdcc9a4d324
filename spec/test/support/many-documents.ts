import { operationsIn } from "./every-mutation.ts";
import type { Json } from "./pages.ts";

/** Joins small documents into one, so that one comparison and one compilation do for all. */
export function joinDocuments(documents: readonly Json[]): Json {
  const { openapi, info, servers, tags, security, components } = documents[0];
  const joined: Json = { openapi, info, servers, tags, security, paths: {} };
  joined.components = { securitySchemes: components.securitySchemes, schemas: {}, parameters: {} };
  for (const { paths, components: own } of documents.map(numberDocument)) {
    Object.assign(joined.paths, paths);
    Object.assign(joined.components.schemas, own.schemas);
    Object.assign(joined.components.parameters, own.parameters);
  }
  return joined;
}

/** A document whose names and paths have a number. */
export function numberDocument(document: Json, index: number): Json {
  const withNumbers = (part: Json, numbered: (name: string, index: number) => string) =>
    Object.fromEntries(Object.entries(part ?? {}).map(([name, value]) => [numbered(name, index), value]));
  const { paths, components, ...others } = JSON.parse(
    JSON.stringify(document).replaceAll(
      /"#\/components\/(schemas|parameters)\/(\w+)"/g,
      (_, kind, name) => `"#/components/${kind}/${nameIn(name, index)}"`,
    ),
  );
  for (const item of Object.values(paths as Json) as Json[]) {
    for (const operation of Object.values(item) as Json[]) operation.operationId = nameIn(operation.operationId, index);
  }
  return {
    ...others,
    paths: withNumbers(paths, pathIn),
    components: {
      schemas: withNumbers(components.schemas, nameIn),
      parameters: withNumbers(components.parameters, nameIn),
    },
  };
}

/** The name of a component of the n-th document. */
export function nameIn(name: string, index: number): string {
  return `${name}N${index}N`;
}

/** The path of an operation of the n-th document. */
export function pathIn(path: string, index: number): string {
  return `/n${index}n${path}`;
}

/** The numbers of the documents that a text is about. */
export function documentsIn(text: string): number[] {
  return [...text.matchAll(/N(\d+)N|\/n(\d+)n\//g)].map(([, ofName, ofPath]) => Number(ofName ?? ofPath));
}

/**
 * Reduces two documents to what is different: one operation of each direction that has the changed part, and the components
 * that these use.
 */
export function reduceDocuments(before: Json, after: Json): [before: Json, after: Json] {
  return reduceToPaths(before, after, pathsOfDifference(before, after));
}

function pathsOfDifference(before: Json, after: Json): Set<string> {
  const paths = new Set<string>();
  for (const direction of ["request", "answer"]) {
    const partOf = (document: Json, [path, method]: [string, string]) => {
      const { responses, ...request } = document.paths[path]?.[method] ?? {};
      return expand(document, direction === "request" ? request : responses);
    };
    const first = operationsIn(before).find((operation) => partOf(before, operation) !== partOf(after, operation));
    if (first !== undefined) paths.add(first[0]);
  }
  return paths;
}

/** Copies of two documents with some paths and the components that these use on either side. */
export function reduceToPaths(before: Json, after: Json, paths: ReadonlySet<string>): [before: Json, after: Json] {
  const reduced: [Json, Json] = [structuredClone(before), structuredClone(after)];
  const used = new Set<string>();
  for (const document of reduced) {
    for (const path of Object.keys(document.paths)) if (!paths.has(path)) delete document.paths[path];
    expand(document, document.paths, used);
  }
  for (const { components } of reduced) {
    for (const kind of ["schemas", "parameters"]) {
      for (const name of Object.keys(components[kind] ?? {})) {
        if (!used.has(`${kind}/${name}`)) delete components[kind][name];
      }
    }
  }
  return reduced;
}

/** A part of a document as text, with everything that it refers to; `used` collects what that is. */
function expand(document: Json, part: Json, used: Set<string> = new Set()): string {
  const visited = new Set<string>();
  const visit = (inner: Json): string => {
    const text = JSON.stringify(inner) ?? "";
    const references = [...text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind = "", name = ""]) => {
      if (visited.has(`${kind}/${name}`)) return "";
      visited.add(`${kind}/${name}`);
      used.add(`${kind}/${name}`);
      return visit(document.components[kind]?.[name]);
    });
    return [text, ...references].join("\n");
  };
  return visit(part);
}
