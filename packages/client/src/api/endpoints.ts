import type {
  MassPayoutAuthRequest,
  MassPayoutInitRequest,
  MassPayoutRetrieveFields,
  paths,
} from "@iyzico-mass-payout/types";

/** The methods of the client that ask iyzico something. */
export type OperationName = "retrieve" | "init" | "auth" | "cancel" | "item" | "balance";

/** How an operation stands on the wire. */
export interface Operation {
  method: "GET" | "POST";
  path: keyof paths;
  /** Whether asking twice does no harm. Only reads are ever repeated. */
  isRead: boolean;
  /** The fields of the request's body; none for a request without one. */
  fields: FieldForms;
}

/** How each field of an object is written in JSON. */
export interface FieldForms {
  readonly [name: string]: FieldForm;
}

/** How a field is written in JSON: an object by its fields, a list of objects by theirs. */
export type FieldForm = "text" | "number" | "boolean" | FieldForms | readonly [FieldForms];

/** The forms that the document's type of a body asks for: of every field that it requires, and of no other than its own. */
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

/** Every operation. A name without an entry does not compile, nor does a required field without its form. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  retrieve: { method: "POST", path: "/v1/mass/payout/retrieve", isRead: true, fields: retrieveFields },
  init: { method: "POST", path: "/v1/mass/payout/init", isRead: false, fields: initFields },
  auth: { method: "POST", path: "/v1/mass/payout/auth", isRead: false, fields: authFields },
  cancel: { method: "POST", path: "/v1/mass/payout/cancel/{requestId}", isRead: false, fields: {} },
  item: { method: "GET", path: "/v1/mass/payout/retrieve/items/{referenceCode}", isRead: true, fields: {} },
  balance: { method: "GET", path: "/v1/mass/payout/balance", isRead: true, fields: {} },
};
