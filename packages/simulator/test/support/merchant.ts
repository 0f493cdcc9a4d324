import { setImmediate } from "node:timers/promises";
import { type Credentials, createSignedFetch } from "@iyzico-mass-payout/auth";
import type { Simulator } from "../../src/index.ts";

export const credentials: Credentials = { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" };

export const host = "https://sandbox-api.iyzipay.com";

/** An answer as it came over the wire. */
export interface MerchantAnswer {
  httpStatus: number;
  text: string;
  // Tests name the fields that they expect.
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  body: any;
  /** The items of a listing. */
  items: readonly Readonly<Record<string, unknown>>[];
}

type Send = (method: string, target: string, body?: unknown, init?: RequestInit) => Promise<MerchantAnswer>;

export interface Merchant {
  /** Sends any request, signed. A body that is not a string is written as JSON. */
  send: Send;
  init(request: object | string): Promise<MerchantAnswer>;
  auth(requestId: string): Promise<MerchantAnswer>;
  cancel(requestId: string): Promise<MerchantAnswer>;
  retrieve(request: object): Promise<MerchantAnswer>;
  item(referenceCode: string): Promise<MerchantAnswer>;
  balance(): Promise<MerchantAnswer>;
}

/** A merchant that signs requests and sends them to a simulator, or wherever `fetch` sends them. */
export function createMerchant(
  simulator: Pick<Simulator, "fetch">,
  { origin = host, keys = credentials, locale = "en" }: { origin?: string; keys?: Credentials; locale?: string } = {},
): Merchant {
  const signedFetch = createSignedFetch(keys, (request) => simulator.fetch(request));
  const send: Send = async (method, target, content, init) => {
    const response = await signedFetch(origin + target, {
      method,
      ...(content !== undefined && { body: typeof content === "string" ? content : JSON.stringify(content) }),
      ...init,
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const body = isJson ? JSON.parse(text) : undefined;
    return { httpStatus: response.status, text, body, items: body?.massPayoutItems?.items ?? [] };
  };
  const query = `?locale=${locale}`;
  return {
    send,
    init: (request) => send("POST", `/v1/mass/payout/init${query}`, request),
    auth: (requestId) => send("POST", `/v1/mass/payout/auth${query}`, { requestId }),
    cancel: (requestId) => send("POST", `/v1/mass/payout/cancel/${requestId}${query}`),
    retrieve: (request) => send("POST", `/v1/mass/payout/retrieve${query}`, { page: 0, size: 40, ...request }),
    item: (referenceCode) => send("GET", `/v1/mass/payout/retrieve/items/${referenceCode}${query}`),
    balance: () => send("GET", `/v1/mass/payout/balance${query}`),
  };
}

/** An item of init for a member, which needs no recipientName. */
export function itemOf(number: number, value: number | string = 100, more: object = {}): object {
  return {
    itemExternalId: `item-${number}`,
    recipientType: "MEMBER_ID",
    recipientInfo: `member-${number}`,
    amount: { value, currency: "TRY" },
    ...more,
  };
}

/** A request of init with so many items. */
export function payoutOf(externalId: string, count: number): object {
  return { externalId, items: Array.from({ length: count }, (_, index) => itemOf(index + 1)) };
}

/** The JSON of an item whose amount has exactly these digits. */
export function itemWithDigits(number: number, digits: string): string {
  return JSON.stringify(itemOf(number, "#")).replace('"#"', digits);
}

/** The ids of the items on a page. */
export function idsOf({ items }: MerchantAnswer): unknown[] {
  return items.map(({ itemExternalId }) => itemExternalId);
}

/** Waits until so many requests have arrived. Only the test's own time limit ends it. */
export async function untilRequests(simulator: Simulator, count: number): Promise<void> {
  while (simulator.history.length < count) await setImmediate();
}
