import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";

/** A request as it arrived on the wire. */
export interface Arrival {
  method: string | undefined;
  target: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TestServer extends AsyncDisposable {
  url: string;
  arrivals: Arrival[];
  /** Resolves once this many requests have arrived. */
  arrived(count: number): Promise<void>;
}

/** How a server answers a request. A promise that it returns is not awaited. */
export type RequestListener = (response: ServerResponse, arrival: Arrival) => unknown;

/** Starts an HTTP server on a free loopback port. */
export async function startServer(answer: RequestListener): Promise<TestServer> {
  const arrivals: Arrival[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url: target, headers } = request;
    const arrival = { method, target, headers, body: Buffer.concat(chunks).toString() };
    arrivals.push(arrival);
    for (const { count, resolve } of waiting) if (arrivals.length >= count) resolve();
    await answer(response, arrival);
  });
  const url = await listen(server);
  return {
    url,
    arrivals,
    arrived: (count) =>
      new Promise((resolve) => {
        if (arrivals.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Starts a server that answers every request alike. */
export function startAnswering(
  text: string,
  status = 200,
  headers: Record<string, string> = {},
): ReturnType<typeof startServer> {
  return startServer((response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(text);
  });
}

export interface SocketServer extends AsyncDisposable {
  url: string;
  requests(): number;
}

/**
 * Starts a TCP server, whose answers are written byte for byte.
 *
 * @param answer receives the number of the request, counted from 1.
 */
export async function startSocketServer(answer: (socket: Socket, request: number) => void): Promise<SocketServer> {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      // The head and the body of a request may arrive in one chunk or two.
      if (!/^(GET|POST) /.test(chunk.toString())) return;
      requests += 1;
      answer(socket, requests);
    });
  });
  const url = await listen(server);
  return {
    url,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Lets a server listen on a free loopback port. Returns its address. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
