import type { MassPayoutClient, MassPayoutItem } from "../../src/index.ts";
import { clientFor } from "./client.ts";
import { startServer, type TestServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

/** Any payout: the servers of these tests have one. */
export const reference = { requestId: "r-1" };

export interface PageRequest {
  page: number;
  size: number;
  itemType?: string;
}

export interface Page {
  items: object[];
  page?: number;
  size?: number;
  total: number;
}

/** An item, and items numbered from `from`. */
export const numberedItem = (number: number): MassPayoutItem => ({
  referenceCode: `ref-${number}`,
  itemStatus: "SUCCESS",
  errorMessages: [],
});
export const numberedItems = (count: number, from = 0): MassPayoutItem[] =>
  Array.from({ length: count }, (_, index) => numberedItem(from + index));

/** The requested page of a list of items. */
export const pageOf = (items: object[], { page, size }: PageRequest): Page => ({
  items: items.slice(page * size, (page + 1) * size),
  total: items.length,
});

/** The answer to a retrieve that shows a page. */
export const pageAnswer = ({ items, ...paging }: Page, massPayoutStatus = "PUBLISHED_TO_QUEUE"): string =>
  JSON.stringify({ status: "success", massPayout: { massPayoutStatus }, massPayoutItems: { items }, ...paging });

export interface Listing extends AsyncDisposable {
  iyzico: MassPayoutClient;
  requests(): PageRequest[];
  server: TestServer;
}

/**
 * Starts a server that answers each request with a page, and a client for it.
 *
 * @param answer receives the number of the request, counted from 1. Without a page, the connection breaks.
 */
export async function startListing(
  answer: (request: PageRequest, number: number) => Page | undefined,
): Promise<Listing> {
  const server = await startServer((response, { body }) => {
    const request: PageRequest = JSON.parse(body);
    const page = answer(request, server.arrivals.length);
    if (page === undefined) response.destroy();
    else response.end(pageAnswer({ page: request.page, size: request.size, ...page }));
  });
  return {
    iyzico: clientFor(server.url, { clock: virtualClock(), rateLimit: false }),
    requests: () => server.arrivals.map(({ body }): PageRequest => JSON.parse(body)),
    server,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

export async function listAll<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const value of values) list.push(value);
  return list;
}
