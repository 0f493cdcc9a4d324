import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";

export interface ReceivedRequest {
  method: string;
  /** The request target as it stood on the request line, query included. */
  target: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

export interface RecordingServer {
  origin: string;
  /** In the order of arrival. */
  received: ReceivedRequest[];
  /** The request that arrived. Fails unless exactly one did. */
  onlyRequest(): ReceivedRequest;
  close(): void;
}

/** An HTTP server that records what arrives. `/redirect` answers 307, `/nothing` 204, everything else 200 with `{}`. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url: target = "", headers } = request;
    received.push({ method, target, headers, body: Buffer.concat(chunks) });
    if (target === "/redirect") response.writeHead(307, { location: "/elsewhere" }).end();
    else if (target === "/nothing") response.writeHead(204).end();
    else response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    onlyRequest() {
      expect(received).toHaveLength(1);
      return received[0] as ReceivedRequest;
    },
    close: () => void server.close(),
  };
}
