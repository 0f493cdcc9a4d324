import { createSignedFetch } from "@iyzico-mass-payout/auth";
import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { Send } from "../src/validation-proxy.ts";

/** Those that a simulator accepts by default. */
export const credentials = { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" };

/** Signs requests and hands them to the simulator. */
export function signing(simulator: Simulator, keys: typeof credentials = credentials): Send {
  return createSignedFetch(keys, (request) => simulator.fetch(request));
}

/** Any answer, and the HTTP status that it came with. */
export interface Answer {
  httpStatus: number;
  // Tests name what they expect of it.
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  [field: string]: any;
}

/** Asks whatever the document allows. */
export interface Merchant {
  init(request: object): Promise<Answer>;
  auth(requestId: string): Promise<Answer>;
  cancel(requestId: string): Promise<Answer>;
  /** The first 40 items, unless the request says otherwise. */
  retrieve(request: object): Promise<Answer>;
  item(referenceCode: string): Promise<Answer>;
  balance(): Promise<Answer>;
}

export function merchantOf(send: Send, locale: "tr" | "en" = "en"): Merchant {
  const ask = async (method: string, path: string, body?: object): Promise<Answer> => {
    const request = new Request(`https://sandbox-api.iyzipay.com/v1/mass/payout/${path}?locale=${locale}`, {
      method,
      // Prism wants to see one. What it says is decided behind Prism, where the body is what the simulator gets.
      headers: { authorization: "IYZWSv2", "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const response = await send(request);
    return { httpStatus: response.status, ...((await response.json()) as object) };
  };
  return {
    init: (request) => ask("POST", "init", request),
    auth: (requestId) => ask("POST", "auth", { requestId }),
    cancel: (requestId) => ask("POST", `cancel/${requestId}`),
    retrieve: (request) => ask("POST", "retrieve", { page: 0, size: 40, ...request }),
    item: (referenceCode) => ask("GET", `retrieve/items/${referenceCode}`),
    balance: () => ask("GET", "balance"),
  };
}

/** A request of init with one item for each of these ids. */
export function orderOf(externalId: string, ...itemIds: readonly string[]): object {
  const items = itemIds.map((itemExternalId) => ({
    itemExternalId,
    recipientType: "MEMBER_ID",
    recipientInfo: "2228853",
    amount: { value: 100.5, currency: "TRY" },
  }));
  return { externalId, items };
}

/** Asks one operation about a payout and its item; init makes another payout. */
export type Ask = (merchant: Merchant, about: { requestId: string; referenceCode: string }) => Promise<Answer>;

/** Every operation. */
export const asks: Readonly<Record<keyof Merchant, Ask>> = {
  init: (merchant) => merchant.init(orderOf("another", "a")),
  auth: (merchant, { requestId }) => merchant.auth(requestId),
  cancel: (merchant, { requestId }) => merchant.cancel(requestId),
  retrieve: (merchant, { requestId }) => merchant.retrieve({ requestId }),
  item: (merchant, { referenceCode }) => merchant.item(referenceCode),
  balance: (merchant) => merchant.balance(),
};
