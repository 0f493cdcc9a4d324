import type { paths } from "@iyzico-mass-payout/types";

/** One of the six operations, under the name of the client's method. */
export type SimulatedOperation = "retrieve" | "init" | "auth" | "cancel" | "item" | "balance";

interface Endpoint {
  readonly method: "GET" | "POST";
  readonly path: keyof paths;
}

/** Method and path of each operation. */
export const endpoints: Readonly<Record<SimulatedOperation, Endpoint>> = {
  retrieve: { method: "POST", path: "/v1/mass/payout/retrieve" },
  init: { method: "POST", path: "/v1/mass/payout/init" },
  auth: { method: "POST", path: "/v1/mass/payout/auth" },
  cancel: { method: "POST", path: "/v1/mass/payout/cancel/{requestId}" },
  item: { method: "GET", path: "/v1/mass/payout/retrieve/items/{referenceCode}" },
  balance: { method: "GET", path: "/v1/mass/payout/balance" },
};

/** The names of the six operations. */
export const operationNames: readonly SimulatedOperation[] = Object.keys(endpoints) as SimulatedOperation[];
