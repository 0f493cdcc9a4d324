import { createSignedFetch } from "@iyzico-mass-payout/auth";
import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { Send } from "../src/validation-proxy.ts";

/** The default credentials of a simulator. */
export const credentials = { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" };

/** Returns a function that signs requests and sends them to the simulator. */
export function signedSend(simulator: Simulator, keys: typeof credentials = credentials): Send {
  return createSignedFetch(keys, (request) => simulator.fetch(request));
}

/** The body of a response, and its HTTP status. */
export interface Answer {
  httpStatus: number;
  // Each test names the fields that it expects.
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  [field: string]: any;
}

/** The operations of the document. */
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
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const request = new Request(`https://sandbox-api.iyzipay.com/v1/mass/payout/${path}?locale=${locale}`, {
      method,
      // Prism requires an Authorization header. The request is signed behind Prism, over the body that the simulator receives.
      headers: { authorization: "IYZWSv2", "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const response = await send(request);
    return { httpStatus: response.status, ...((await response.json()) as object) };
  };
  return {
    init: (request) => call("POST", "init", request),
    auth: (requestId) => call("POST", "auth", { requestId }),
    cancel: (requestId) => call("POST", `cancel/${requestId}`),
    retrieve: (request) => call("POST", "retrieve", { page: 0, size: 40, ...request }),
    item: (referenceCode) => call("GET", `retrieve/items/${referenceCode}`),
    balance: () => call("GET", "balance"),
  };
}

/** A request of init with one item for each id. */
export function orderOf(externalId: string, ...itemIds: readonly string[]): object {
  const items = itemIds.map((itemExternalId) => ({
    itemExternalId,
    recipientType: "MEMBER_ID",
    recipientInfo: "2228853",
    amount: { value: 100.5, currency: "TRY" },
  }));
  return { externalId, items };
}

/** Calls one operation with the ids of a payout and its item; init creates another payout. */
export type Call = (merchant: Merchant, about: { requestId: string; referenceCode: string }) => Promise<Answer>;

/** Every operation. */
export const calls: Readonly<Record<keyof Merchant, Call>> = {
  init: (merchant) => merchant.init(orderOf("another", "a")),
  auth: (merchant, { requestId }) => merchant.auth(requestId),
  cancel: (merchant, { requestId }) => merchant.cancel(requestId),
  retrieve: (merchant, { requestId }) => merchant.retrieve({ requestId }),
  item: (merchant, { referenceCode }) => merchant.item(referenceCode),
  balance: (merchant) => merchant.balance(),
};
