import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What arrived at the server, as it stood on the wire. */
export interface Arrival {
  method: string | undefined;
  target: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A real HTTP server on a free loopback port that answers every request as it is told to. */
export async function startServer(
  answer: (response: ServerResponse, arrival: Arrival) => void,
): Promise<{ url: string; arrivals: Arrival[]; [Symbol.asyncDispose](): Promise<void> }> {
  const arrivals: Arrival[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url: target, headers } = request;
    const arrival = { method, target, headers, body: Buffer.concat(chunks).toString() };
    arrivals.push(arrival);
    answer(response, arrival);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A server that answers everything with one text. */
export function startAnswering(
  text: string,
  status = 200,
  headers: Record<string, string> = {},
): ReturnType<typeof startServer> {
  return startServer((response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(text);
  });
}
