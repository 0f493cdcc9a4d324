import type {
  MassPayoutAuthRequest,
  MassPayoutInitRequest,
  MassPayoutRetrieveFields,
  paths,
} from "@iyzico-mass-payout/types";

/** The six operations of the API, under the names of the client's methods. */
export type OperationName = "retrieve" | "init" | "auth" | "cancel" | "item" | "balance";

/** How an operation is called over HTTP. */
export interface Endpoint {
  method: "GET" | "POST";
  path: keyof paths;
  /** Whether the request only reads. Only reads are retried. */
  isRead: boolean;
  /** The fields of the request's body; empty for a request without one. */
  fields: FieldForms;
}

/** The JSON form of each field of an object. */
export interface FieldForms {
  readonly [name: string]: FieldForm;
}

/** The JSON form of a field: a scalar, an object given by its fields, or a list of either. */
export type FieldForm = "text" | "number" | "boolean" | FieldForms | readonly [FieldForm];

/** Whether a field is a list. */
export function isListForm(form: FieldForm): form is readonly [FieldForm] {
  return Array.isArray(form);
}

/** The forms that the document's type of a body requires: one for each of its fields, and no other. */
type FormsOf<Body> = { readonly [Key in keyof Body]: FormOf<NonNullable<Body[Key]>> };

type FormOf<Value> = Value extends string
  ? "text"
  : Value extends number
    ? "number"
    : Value extends boolean
      ? "boolean"
      : Value extends readonly (infer Element)[]
        ? readonly [FormsOf<Element>]
        : FormsOf<Value>;

const retrieveFields: FormsOf<MassPayoutRetrieveFields> = {
  requestId: "text",
  externalMassPayoutId: "text",
  page: "number",
  size: "number",
  itemType: "text",
};

/** The fields of init's body. */
export const initFields: FormsOf<MassPayoutInitRequest> = {
  externalId: "text",
  conversationId: "text",
  purpose: "text",
  items: [
    {
      itemExternalId: "text",
      recipientType: "text",
      recipientInfo: "text",
      recipientName: "text",
      amount: { value: "number", currency: "text" },
      description: "text",
      nonWithdrawable: "boolean",
    },
  ],
};

const authFields: FormsOf<MassPayoutAuthRequest> = { requestId: "text" };

/**
 * Every operation. An operation without an entry does not compile, nor does a required field without its form, nor an
 * operation without a client method of its name (see create-client.ts).
 */
export const endpoints: Readonly<Record<OperationName, Endpoint>> = {
  retrieve: { method: "POST", path: "/v1/mass/payout/retrieve", isRead: true, fields: retrieveFields },
  init: { method: "POST", path: "/v1/mass/payout/init", isRead: false, fields: initFields },
  auth: { method: "POST", path: "/v1/mass/payout/auth", isRead: false, fields: authFields },
  cancel: { method: "POST", path: "/v1/mass/payout/cancel/{requestId}", isRead: false, fields: {} },
  item: { method: "GET", path: "/v1/mass/payout/retrieve/items/{referenceCode}", isRead: true, fields: {} },
  balance: { method: "GET", path: "/v1/mass/payout/balance", isRead: true, fields: {} },
};
