import type { Document } from "../build/overlay.ts";

/** The methods that an operation can have; what else stands beside them in a path is none. */
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

/** The same operation, also when the vendor gives a parameter of its path another name. */
export function isSameOperation(one: string, other: string): boolean {
  const withoutNames = (operation: string) => operation.replaceAll(/\{[^}]*\}/g, "{}");
  return withoutNames(one) === withoutNames(other);
}
