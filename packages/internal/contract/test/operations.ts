import type { InitRequest, MassPayoutClient } from "@iyzico-mass-payout/client";
import type { MassPayoutInitRequest, paths } from "@iyzico-mass-payout/types";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import type { Client } from "openapi-fetch";

/** The examples of an operation in the document. */
interface Described {
  operationId: string;
  requestBody?: { content: { "application/json": { examples: Examples } } };
  responses: Record<"200" | "401", { content: { "application/json": { examples: Examples } } }>;
}
type Examples = Record<string, { value: Answer }>;

/** The body of a response of any operation. */
export type Answer = Readonly<Record<string, unknown>> & { status: string | number };

/** A result of openapi-fetch. */
interface RawResult {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** One operation: its examples in the document, and its call through both clients. */
export interface Operation {
  method: "GET" | "POST";
  /** Path and query, with all parameters. */
  target: string;
  /** A body that the document allows. */
  body?: object;
  description: Described;
  call(iyzico: MassPayoutClient): Promise<unknown>;
  callRaw(raw: Client<paths>): Promise<RawResult>;
  /** The result of the client for a success, with amounts as strings. */
  resultOf(success: Answer): unknown;
}

const requestId = "79cdefc1-3ce6-4f51-bdd9-0c050274db64";
const referenceCode = "b9a2f39c-0403-4869-a23a-371046c7431f";
const query = { locale: "tr" } as const;
const page = { requestId, page: 0, size: 40 };
const descriptionOf = (path: keyof paths, method: "get" | "post") =>
  (document.paths as unknown as Record<string, Record<string, Described>>)[path]?.[method] as Described;

const init = descriptionOf("/v1/mass/payout/init", "post");
/** The request of init in the document, unchanged. */
export const initBody = init.requestBody?.content["application/json"].examples["everyRecipientType"]
  ?.value as unknown as MassPayoutInitRequest;

/** Converts a request of the document to one of the client: amounts become strings. */
export function initRequestOf(body: MassPayoutInitRequest): InitRequest {
  const items = body.items.map((item) => ({ ...item, amount: { ...item.amount, value: String(item.amount.value) } }));
  return { ...body, items } as InitRequest;
}
/** Disables the checks that the vendor's own samples fail. */
export const unchecked = { checks: { iban: false, identityNumber: false, description: false } } as const;

/** Every operation of the document under its method of the client. */
export const operations: Readonly<Record<string, Operation>> = {
  init: {
    method: "POST",
    target: "/v1/mass/payout/init?locale=tr",
    body: initBody,
    description: init,
    call: (iyzico) => iyzico.init(initRequestOf(initBody), unchecked),
    callRaw: (raw) => raw.POST("/v1/mass/payout/init", { params: { query }, body: initBody }),
    resultOf({ requestId, conversationId, invalidItems = [] }) {
      const { length } = invalidItems as unknown[];
      const accepted = length === 0 ? "all" : length < initBody.items.length ? "some" : "none";
      return { requestId, conversationId, accepted, invalidItems };
    },
  },
  auth: {
    method: "POST",
    target: "/v1/mass/payout/auth?locale=tr",
    body: { requestId },
    description: descriptionOf("/v1/mass/payout/auth", "post"),
    call: (iyzico) => iyzico.auth(requestId),
    callRaw: (raw) => raw.POST("/v1/mass/payout/auth", { params: { query }, body: { requestId } }),
    resultOf: () => undefined,
  },
  cancel: {
    method: "POST",
    target: `/v1/mass/payout/cancel/${requestId}?locale=tr`,
    description: descriptionOf("/v1/mass/payout/cancel/{requestId}", "post"),
    call: (iyzico) => iyzico.cancel(requestId),
    callRaw: (raw) => raw.POST("/v1/mass/payout/cancel/{requestId}", { params: { query, path: { requestId } } }),
    resultOf: () => undefined,
  },
  retrieve: {
    method: "POST",
    target: "/v1/mass/payout/retrieve?locale=tr",
    body: page,
    description: descriptionOf("/v1/mass/payout/retrieve", "post"),
    call: (iyzico) => iyzico.retrieve(page),
    callRaw: (raw) => raw.POST("/v1/mass/payout/retrieve", { params: { query }, body: page }),
    resultOf(success) {
      const { massPayout, massPayoutItems, page, size, total } = withAmountsAsStrings(success);
      const { items, ...inside } = massPayoutItems;
      return { massPayout, items: items.map(readItem), page, size, total, ...inside };
    },
  },
  item: {
    method: "GET",
    target: `/v1/mass/payout/retrieve/items/${referenceCode}?locale=tr`,
    description: descriptionOf("/v1/mass/payout/retrieve/items/{referenceCode}", "get"),
    call: (iyzico) => iyzico.item(referenceCode),
    callRaw: (raw) =>
      raw.GET("/v1/mass/payout/retrieve/items/{referenceCode}", { params: { query, path: { referenceCode } } }),
    resultOf: (success) => readItem(withAmountsAsStrings(success).item),
  },
  balance: {
    method: "GET",
    target: "/v1/mass/payout/balance?locale=tr",
    description: descriptionOf("/v1/mass/payout/balance", "get"),
    call: (iyzico) => iyzico.balance(),
    callRaw: (raw) => raw.GET("/v1/mass/payout/balance", { params: { query } }),
    resultOf: ({ balance }) => ({ balance: balance === "0E-8" ? "0.00000000" : balance }),
  },
};

/** The responses of retrieve and item: the parts with amounts. */
interface WithAmounts {
  massPayout: Record<string, unknown>;
  massPayoutItems: { items: Item[]; page?: number; size?: number; total?: number };
  page?: number;
  size?: number;
  total?: number;
  item: Item;
}
type Item = Record<string, unknown> & { errorMessage?: string; errorMessages?: string[] };

function withAmountsAsStrings(answer: Answer): WithAmounts {
  return JSON.parse(JSON.stringify(answer, (key, value) => (/amount/i.test(key) ? String(value) : value)));
}

/** The client has one list of errors for both forms of the wire. */
function readItem({ errorMessage, errorMessages, ...item }: Item): object {
  return { ...item, errorMessages: errorMessages ?? (errorMessage === undefined ? [] : [errorMessage]) };
}
