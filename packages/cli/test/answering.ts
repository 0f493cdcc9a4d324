import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Runs something beside a real HTTP server that answers every request with one text. */
export async function answering<Result>(text: string, use: (url: string) => Promise<Result>): Promise<Result> {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

interface Page {
  massPayout?: Record<string, unknown>;
  items?: Record<string, unknown>[];
  page?: number;
  size?: number;
  total?: number;
}

/** The text of a successful answer. */
export function successText({ massPayout, items = [], page = 0, size = 40, total = items.length }: Page): string {
  return JSON.stringify({
    status: "success",
    massPayout: { massPayoutStatus: "PUBLISHED_TO_QUEUE", currency: "TRY", ...massPayout },
    massPayoutItems: { items: items.map((item) => ({ itemStatus: "INIT", currencyCode: "TRY", ...item })) },
    page,
    size,
    total,
  });
}
