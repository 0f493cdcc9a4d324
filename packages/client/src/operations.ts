import type { paths } from "@iyzico-mass-payout/types";

/** The methods of the client that ask iyzico something. */
export type OperationName = "retrieve";

/** How an operation stands on the wire. */
export interface Operation {
  method: "GET" | "POST";
  path: keyof paths;
  /** Whether asking twice does no harm. Only reads may ever be repeated without a look. */
  isRead: boolean;
}

/** Every operation. A name without an entry does not compile. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  retrieve: { method: "POST", path: "/v1/mass/payout/retrieve", isRead: true },
};
