/// <reference lib="esnext.disposable" preserve="true" />
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SimulatorClock } from "./clock.js";
import { type Exchange, largestBody } from "./exchange.js";

/** A simulator that listens on a loopback port. */
export interface SimulatorServer {
  /** Such as `http://127.0.0.1:34567`. */
  readonly url: string;
  /** Ends every connection, also those that wait for an answer that never comes. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function listen(exchange: Exchange, clock: SimulatorClock, port: number): Promise<SimulatorServer> {
  // Only here, so that everything else runs where there is no Node.
  const { createServer } = await import("node:http");
  const server = createServer((request, response) => {
    // Whoever hangs up in the middle of a request must not end the server.
    answer(exchange, clock, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close, [Symbol.asyncDispose]: close };
}

async function answer(
  exchange: Exchange,
  clock: SimulatorClock,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const { method = "", url: target = "", headers } = request;
  const delivery = await exchange({ method, target, authorization: headers.authorization, body });
  if (delivery.kind === "reset") request.socket.resetAndDestroy();
  if (!("answer" in delivery)) return;
  const { httpStatus, contentType, text } = delivery.answer;
  const bytes = Buffer.from(text);
  response.writeHead(httpStatus, {
    "content-type": contentType,
    "content-length": bytes.length,
    // What is left of a body that is too large would be taken for the next request.
    ...(!request.complete && { connection: "close" }),
  });
  if (delivery.kind === "half") response.write(bytes.subarray(0, bytes.length / 2));
  else {
    if (delivery.afterMs > 0) await clock.sleep(delivery.afterMs);
    response.end(bytes);
  }
}

/** The body, or of one that is too large as much as shows it. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largestBody) break;
  }
  return Buffer.concat(chunks);
}
