import type { MassPayoutRetrieveFields, paths } from "@iyzico-mass-payout/types";

/** The methods of the client that ask iyzico something. */
export type OperationName = "retrieve";

/** How an operation stands on the wire. */
export interface Operation {
  method: "GET" | "POST";
  path: keyof paths;
  /** Whether asking twice does no harm. Only reads are ever repeated. */
  isRead: boolean;
  /** The fields of the request's body and how each is written in JSON. */
  fields: Readonly<Record<string, "text" | "number">>;
}

const retrieveFields: Readonly<Record<keyof MassPayoutRetrieveFields, "text" | "number">> = {
  requestId: "text",
  externalMassPayoutId: "text",
  page: "number",
  size: "number",
  itemType: "text",
};

/** Every operation. A name without an entry does not compile, nor does a field of the document without its form. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  retrieve: { method: "POST", path: "/v1/mass/payout/retrieve", isRead: true, fields: retrieveFields },
};
