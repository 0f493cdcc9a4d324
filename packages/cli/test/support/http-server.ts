import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request that arrived. */
export interface ReceivedRequest {
  /** What follows the host, query included. */
  target: string;
  authorization: string;
  body: string;
}

/** Runs `use` beside an HTTP server that answers every request with `json`. */
export async function withServer<Result>(
  json: string,
  use: (url: string, received: readonly ReceivedRequest[]) => Promise<Result>,
): Promise<Result> {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { url: target = "", headers } = request;
    received.push({ target, authorization: headers.authorization ?? "", body: await text(request) });
    response.writeHead(200, { "content-type": "application/json" }).end(json);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, received);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The address of a server that was closed: connections to it are refused. */
export function closedServer(): Promise<string> {
  return withServer("", async (url) => url);
}

interface Page {
  massPayout?: Record<string, unknown>;
  items?: Record<string, unknown>[];
  page?: number;
  size?: number;
  total?: number;
}

/** iyzico's answer to retrieve, as JSON. */
export function pageJson({ massPayout, items = [], page = 0, size = 40, total = items.length }: Page): string {
  return JSON.stringify({
    status: "success",
    massPayout: { massPayoutStatus: "PUBLISHED_TO_QUEUE", currency: "TRY", ...massPayout },
    massPayoutItems: { items: items.map((item) => ({ itemStatus: "INIT", currencyCode: "TRY", ...item })) },
    page,
    size,
    total,
  });
}
