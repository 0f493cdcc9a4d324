import type { OperationName } from "@iyzico-mass-payout/client";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };

/** An operation, as the document describes it. */
export interface Operation {
  name: OperationName;
  method: string;
  /** The path in the document. */
  path: string;
  pattern: RegExp;
  /** Every HTTP status that is documented. */
  statuses: readonly string[];
  /** The name of the schema of a success. */
  successSchema: string;
}

/** What the document has of an operation. */
interface Described {
  operationId: keyof typeof names;
  responses: { 200: { content: { "application/json": { schema: { oneOf: readonly { $ref: string }[] } } } } };
}

/** The client's name of each operation. */
const names = {
  initMassPayout: "init",
  authMassPayout: "auth",
  cancelMassPayout: "cancel",
  retrieveMassPayout: "retrieve",
  retrieveMassPayoutItem: "item",
  retrieveMassPayoutBalance: "balance",
} as const satisfies Record<string, OperationName>;

const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as unknown as Record<string, Described>).map(([method, { operationId, responses }]) => {
    // Beside the schema of a failure, which all have in common.
    const [success] = responses[200].content["application/json"].schema.oneOf;
    return {
      name: names[operationId],
      method: method.toUpperCase(),
      path,
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
      statuses: Object.keys(responses),
      successSchema: success?.$ref.replace("#/components/schemas/", "") ?? "",
    };
  }),
);

/** The operation of a request; `undefined` if it belongs to none. */
export function operationOf({ method, path }: { method: string; path: string }): Operation | undefined {
  const [pathname = ""] = path.split("?");
  return operations.find((operation) => operation.method === method && operation.pattern.test(pathname));
}
