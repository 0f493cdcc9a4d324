/// <reference lib="esnext.disposable" preserve="true" />
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SimulatorClock } from "../model/clock.js";
import { maxBodyBytes, type RequestHandler } from "./request-handler.js";

/** A simulator that listens on a loopback port. */
export interface SimulatorServer {
  /** Such as `http://127.0.0.1:34567`. */
  readonly url: string;
  /** Stops listening and ends every connection, including those that wait for a response. */
  close(): Promise<void>;
  /** The same as `close`. */
  [Symbol.asyncDispose](): Promise<void>;
}

export async function listen(
  handleRequest: RequestHandler,
  clock: SimulatorClock,
  port: number,
): Promise<SimulatorServer> {
  // Imported only here, so that everything else runs on runtimes without Node's modules.
  const { createServer } = await import("node:http");
  const server = createServer((request, response) => {
    // A caller that disconnects during its request must not end the server.
    respondOverHttp(handleRequest, clock, request, response).catch(() => response.destroy());
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

async function respondOverHttp(
  handleRequest: RequestHandler,
  clock: SimulatorClock,
  request: IncomingMessage,
  serverResponse: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const { method = "", url: target = "", headers } = request;
  const response = await handleRequest({
    method,
    target,
    authorization: headers.authorization,
    body,
    isConnected: true,
  });
  if (response.kind === "reset") request.socket.resetAndDestroy();
  if (!("answer" in response)) return;
  const { httpStatus, headers: answerHeaders } = response.answer;
  const bytes = Buffer.from(response.answer.body);
  serverResponse.writeHead(httpStatus, {
    ...answerHeaders,
    "content-length": bytes.length,
    // The unread rest of a body that is too large would be parsed as the next request.
    ...(!request.complete && { connection: "close" }),
  });
  if (response.kind === "half") serverResponse.write(bytes.subarray(0, bytes.length / 2));
  else {
    if (response.afterMs > 0) await clock.sleep(response.afterMs);
    serverResponse.end(bytes);
  }
}

/** Reads the body. Stops after the chunk that exceeds the limit, so that the request handler can reject it. */
async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBodyBytes) break;
  }
  return Buffer.concat(chunks);
}
