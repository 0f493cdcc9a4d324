import type { Document } from "./object.ts";

/** The keys of a path item that are operations. */
export const methods: ReadonlySet<string> = new Set([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
]);

/** The operations of a document, each as `POST /v1/mass/payout/retrieve`. */
export function operationsOf(document: Document): string[] {
  return Object.entries((document["paths"] ?? {}) as Record<string, Document>).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => methods.has(key))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Whether two operations are the same, apart from the names of path parameters. */
export function isSameOperation(one: string, other: string): boolean {
  const withoutNames = (operation: string) => operation.replaceAll(/\{[^}]*\}/g, "{}");
  return withoutNames(one) === withoutNames(other);
}
