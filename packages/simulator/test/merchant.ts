import { type Credentials, createSignedFetch } from "@iyzico-mass-payout/auth";
import type { Simulator } from "../src/index.ts";

export const credentials: Credentials = { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" };

/** An answer as it came over the wire, and what it says. */
export interface Answered {
  httpStatus: number;
  text: string;
  // Tests name what they expect of it.
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  body: any;
  /** The items of a listing. */
  items: readonly Readonly<Record<string, unknown>>[];
}

type Ask = (method: string, target: string, body?: unknown, init?: RequestInit) => Promise<Answered>;

export interface Merchant {
  /** Sends anything, signed. A body that is no text is written as JSON. */
  ask: Ask;
  init(request: object | string): Promise<Answered>;
  auth(requestId: string): Promise<Answered>;
  cancel(requestId: string): Promise<Answered>;
  retrieve(request: object): Promise<Answered>;
  item(referenceCode: string): Promise<Answered>;
  balance(): Promise<Answered>;
}

/** Somebody who signs requests and sends them to a simulator, or wherever `fetch` sends them. */
export function merchantOf(
  simulator: Pick<Simulator, "fetch">,
  {
    origin = "https://sandbox-api.iyzipay.com",
    keys = credentials,
    locale = "en",
  }: { origin?: string; keys?: Credentials; locale?: string } = {},
): Merchant {
  const signedFetch = createSignedFetch(keys, (request) => simulator.fetch(request));
  const ask: Ask = async (method, target, content, init) => {
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
    ask,
    init: (request) => ask("POST", `/v1/mass/payout/init${query}`, request),
    auth: (requestId) => ask("POST", `/v1/mass/payout/auth${query}`, { requestId }),
    cancel: (requestId) => ask("POST", `/v1/mass/payout/cancel/${requestId}${query}`),
    retrieve: (request) => ask("POST", `/v1/mass/payout/retrieve${query}`, { page: 0, size: 40, ...request }),
    item: (referenceCode) => ask("GET", `/v1/mass/payout/retrieve/items/${referenceCode}${query}`),
    balance: () => ask("GET", `/v1/mass/payout/balance${query}`),
  };
}

/** An item of init to a member, which needs no name. */
export function order(number: number, value: number | string = 100, more: object = {}): object {
  const itemExternalId = `item-${number}`;
  return {
    itemExternalId,
    recipientType: "MEMBER_ID",
    recipientInfo: `member-${number}`,
    amount: { value, currency: "TRY" },
    ...more,
  };
}

/** Which items a page lists. */
export function idsOf({ items }: Answered): unknown[] {
  return items.map(({ itemExternalId }) => itemExternalId);
}

/** A request of init for so many items. */
export function orders(externalId: string, count: number): object {
  return { externalId, items: Array.from({ length: count }, (_, index) => order(index + 1)) };
}
