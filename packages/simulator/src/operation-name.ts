/** The six operations, under the names of the client's methods. */
export const operationNames = ["retrieve", "init", "auth", "cancel", "item", "balance"] as const;

/** One of the six operations. */
export type SimulatedOperation = (typeof operationNames)[number];
