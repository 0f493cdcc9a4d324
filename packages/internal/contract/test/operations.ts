import type { InitRequest, MassPayoutClient } from "@iyzico-mass-payout/client";
import type { MassPayoutInitRequest, paths } from "@iyzico-mass-payout/types";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import type { Client } from "openapi-fetch";

/** The part of the document that says what an operation takes and answers. */
interface Described {
  operationId: string;
  requestBody?: { content: { "application/json": { examples: Examples } } };
  responses: Record<"200" | "401", { content: { "application/json": { examples: Examples } } }>;
}
type Examples = Record<string, { value: Answer }>;

/** Any answer of any operation. */
export type Answer = Readonly<Record<string, unknown>> & { status: string | number };

/** What came through openapi-fetch. */
interface RawResult {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** One operation, in the document and through both clients. */
export interface Operation {
  method: "GET" | "POST";
  /** What follows the host, filled in. */
  target: string;
  /** A body that the document allows. */
  body?: object;
  description: Described;
  ask(iyzico: MassPayoutClient): Promise<unknown>;
  askRaw(raw: Client<paths>): Promise<RawResult>;
  /** What the client promises for a success, with amounts as text. */
  resultOf(success: Answer): unknown;
}

const requestId = "79cdefc1-3ce6-4f51-bdd9-0c050274db64";
const referenceCode = "b9a2f39c-0403-4869-a23a-371046c7431f";
const query = { locale: "tr" } as const;
const page = { requestId, page: 0, size: 40 };
const described = (path: keyof paths, method: "get" | "post") =>
  (document.paths as unknown as Record<string, Record<string, Described>>)[path]?.[method] as Described;

const init = described("/v1/mass/payout/init", "post");
/** The documented request of init, as the document has it. */
export const initBody = init.requestBody?.content["application/json"].examples["everyRecipientType"]
  ?.value as unknown as MassPayoutInitRequest;

/** A request of the document as the client takes it: amounts are text. */
export function initRequestOf(body: MassPayoutInitRequest): InitRequest {
  const items = body.items.map((item) => ({ ...item, amount: { ...item.amount, value: String(item.amount.value) } }));
  return { ...body, items } as InitRequest;
}
/** The checks that the vendor's own samples fail. */
export const unchecked = { checks: { iban: false, identityNumber: false, description: false } } as const;

/** Every operation of the document under its method of the client. */
export const operations: Readonly<Record<string, Operation>> = {
  init: {
    method: "POST",
    target: "/v1/mass/payout/init?locale=tr",
    body: initBody,
    description: init,
    ask: (iyzico) => iyzico.init(initRequestOf(initBody), unchecked),
    askRaw: (raw) => raw.POST("/v1/mass/payout/init", { params: { query }, body: initBody }),
    resultOf({ requestId, conversationId, invalidItems = [] }) {
      const refusedItems = (invalidItems as unknown[]).length;
      const refused = refusedItems === 0 ? "none" : refusedItems < initBody.items.length ? "some" : "all";
      return { requestId, conversationId, refused, invalidItems };
    },
  },
  auth: {
    method: "POST",
    target: "/v1/mass/payout/auth?locale=tr",
    body: { requestId },
    description: described("/v1/mass/payout/auth", "post"),
    ask: (iyzico) => iyzico.auth(requestId),
    askRaw: (raw) => raw.POST("/v1/mass/payout/auth", { params: { query }, body: { requestId } }),
    resultOf: () => undefined,
  },
  cancel: {
    method: "POST",
    target: `/v1/mass/payout/cancel/${requestId}?locale=tr`,
    description: described("/v1/mass/payout/cancel/{requestId}", "post"),
    ask: (iyzico) => iyzico.cancel(requestId),
    askRaw: (raw) => raw.POST("/v1/mass/payout/cancel/{requestId}", { params: { query, path: { requestId } } }),
    resultOf: () => undefined,
  },
  retrieve: {
    method: "POST",
    target: "/v1/mass/payout/retrieve?locale=tr",
    body: page,
    description: described("/v1/mass/payout/retrieve", "post"),
    ask: (iyzico) => iyzico.retrieve(page),
    askRaw: (raw) => raw.POST("/v1/mass/payout/retrieve", { params: { query }, body: page }),
    resultOf(success) {
      const { massPayout, massPayoutItems, page, size, total } = withAmountsAsText(success);
      const { items, ...inside } = massPayoutItems;
      return { massPayout, items: items.map(readItem), page, size, total, ...inside };
    },
  },
  item: {
    method: "GET",
    target: `/v1/mass/payout/retrieve/items/${referenceCode}?locale=tr`,
    description: described("/v1/mass/payout/retrieve/items/{referenceCode}", "get"),
    ask: (iyzico) => iyzico.item(referenceCode),
    askRaw: (raw) =>
      raw.GET("/v1/mass/payout/retrieve/items/{referenceCode}", { params: { query, path: { referenceCode } } }),
    resultOf: (success) => readItem(withAmountsAsText(success).item),
  },
  balance: {
    method: "GET",
    target: "/v1/mass/payout/balance?locale=tr",
    description: described("/v1/mass/payout/balance", "get"),
    ask: (iyzico) => iyzico.balance(),
    askRaw: (raw) => raw.GET("/v1/mass/payout/balance", { params: { query } }),
    resultOf: ({ balance }) => ({ balance: balance === "0E-8" ? "0.00000000" : balance }),
  },
};

/** What retrieve and item answer, as far as amounts stand in it. */
interface WithAmounts {
  massPayout: Record<string, unknown>;
  massPayoutItems: { items: Item[]; page?: number; size?: number; total?: number };
  page?: number;
  size?: number;
  total?: number;
  item: Item;
}
type Item = Record<string, unknown> & { errorMessage?: string; errorMessages?: string[] };

function withAmountsAsText(answer: Answer): WithAmounts {
  return JSON.parse(JSON.stringify(answer, (key, value) => (/amount/i.test(key) ? String(value) : value)));
}

/** The client has one list of errors, whichever form the wire had. */
function readItem({ errorMessage, errorMessages, ...item }: Item): object {
  return { ...item, errorMessages: errorMessages ?? (errorMessage === undefined ? [] : [errorMessage]) };
}
