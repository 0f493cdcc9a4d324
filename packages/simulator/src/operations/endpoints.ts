/** Method and path of each operation, under the name of the client's method. */
export const endpoints = {
  retrieve: { method: "POST", path: "/v1/mass/payout/retrieve" },
  init: { method: "POST", path: "/v1/mass/payout/init" },
  auth: { method: "POST", path: "/v1/mass/payout/auth" },
  cancel: { method: "POST", path: "/v1/mass/payout/cancel/{requestId}" },
  item: { method: "GET", path: "/v1/mass/payout/retrieve/items/{referenceCode}" },
  balance: { method: "GET", path: "/v1/mass/payout/balance" },
} as const;

/** One of the six operations, under the name of the client's method. */
export type SimulatedOperation = keyof typeof endpoints;

/** The names of the six operations. */
export const operationNames: readonly SimulatedOperation[] = Object.freeze(
  Object.keys(endpoints) as SimulatedOperation[],
);
