import type { Agent, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Address } from "./base-url.js";
import { bodyTooLarge, maxBodyBytes } from "./body.js";
import { type Reply, type SendLimits, type SignedRequest, StartMissed } from "./exchange.js";
import { isPlainNodeFetch } from "./node-fetch.js";

/** `node:https`, or `node:http`, whose part that is used is the same. */
type NodeHttp = typeof import("node:https");

/**
 * Node's HTTP module for an address, where it may stand in for the global `fetch`: it takes half of the CPU time, and
 * it says when a connection is made. `undefined` outside Node, and where the program has set up how fetches are sent.
 */
export function nodeHttpFor({ isTls }: Address): NodeHttp | undefined {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  // Not within reach before Node 20.16 and 22.3.
  if (process?.getBuiltinModule === undefined || !isPlainNodeFetch()) return undefined;
  return process.getBuiltinModule(isTls ? "node:https" : "node:http") as NodeHttp;
}

/** How long an idle connection is kept, as `fetch` does. A shorter time that the server names counts instead. */
const maxIdleMs = 4_000;

const agents = new Map<NodeHttp, Agent>();

/** The connections of all clients. Not the global agent's: what a program sets up there is not meant for `fetch`. */
function agentOf(http: NodeHttp): Agent {
  const agent = agents.get(http) ?? new http.Agent({ keepAlive: true, timeout: maxIdleMs, scheduling: "lifo" });
  agents.set(http, agent);
  return agent;
}

/**
 * Sends a request once. Nothing is written before the connection is made, TLS included, nor if the time to begin is over
 * by then: so `onWrite` tells what was sent, whatever error follows. A kept connection is written to as soon as it is given.
 */
export async function sendOverNode(
  http: NodeHttp,
  { address, method, path, headers, body }: SignedRequest,
  { start, signal, onWrite }: SendLimits,
): Promise<Reply> {
  const agent = agentOf(http);
  if (Object.keys(agent.freeSockets).length > 0) await turnOfEventLoop();
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const request = http.request({
      agent,
      // A URL has the brackets of an IPv6 address, a host has none.
      host: address.hostname.replace(/^\[|\]$/g, ""),
      port: address.port,
      method,
      path,
      headers: {
        ...headers,
        // As fetch does. A page of 1,000 items is 300 kB, and a seventh of it compressed.
        "accept-encoding": "gzip",
        "user-agent": "node",
        ...(body && { "content-length": body.length }),
      },
    });
    const cancel = () => void request.destroy();
    signal.addEventListener("abort", cancel, { once: true });
    request.on("error", reject);
    // After an answer it means nothing. Without one, such as for a change of protocol, there may be no error.
    request.on("close", reject);
    request.on("response", (message) => {
      const { statusCode: status = 0 } = message;
      const redirect = status >= 300 && status < 400 ? "unfollowed" : undefined;
      const url = `${address.origin}${path}`;
      resolve({ status, url, redirect, body: readBody(message), response: () => responseOf(message, url), cancel });
    });
    const write = () => {
      try {
        signal.throwIfAborted();
        // A request that was destroyed has failed already, by another error.
        if (request.destroyed || !(start.remaining() > 0)) throw new StartMissed();
        onWrite();
        request.end(body);
      } catch (error) {
        request.destroy(error as Error);
      }
    };
    request.once("socket", (socket: Socket & { secureConnecting?: boolean }) => {
      const isConnecting = address.isTls ? socket.secureConnecting : socket.connecting;
      // A mock of another class may wait for the request before it connects.
      if (isConnecting && isNodeSocket(socket)) socket.once(address.isTls ? "secureConnect" : "connect", write);
      else write();
    });
  });
}

/** Taken at once, because fake timers of a test, which stand still, replace the global one. */
const { setImmediate } = globalThis;

/**
 * Resolves when the process has read what arrived until now. A kept connection may have ended while the program was busy, or
 * have brought a second answer, which would be taken for that of the next request.
 */
function turnOfEventLoop(): Promise<void> {
  // The first may come in the turn that has read already.
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

function isNodeSocket(socket: Socket): boolean {
  const { getBuiltinModule } = globalThis.process;
  const classes = [getBuiltinModule("node:tls").TLSSocket, getBuiltinModule("node:net").Socket];
  return classes.some((Class) => Object.getPrototypeOf(socket) === Class.prototype);
}

/** Reads a whole body, and decompresses it within the same limit. */
function readBody(message: IncomingMessage): Promise<Uint8Array> {
  return new Promise<Uint8Array>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) message.destroy(bodyTooLarge());
      else chunks.push(chunk);
    });
    message.on("error", reject);
    message.on("close", reject);
    message.on("end", () => {
      try {
        const [bytes = new Uint8Array()] = chunks.length > 1 ? [Buffer.concat(chunks)] : chunks;
        resolve(decompress(bytes, message.headers["content-encoding"]));
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Throws for bytes that are not of that encoding, as `fetch` does; leaves an encoding alone that is not known. */
function decompress(bytes: Uint8Array, encoding: string | undefined): Uint8Array {
  const { gunzipSync, inflateSync, brotliDecompressSync } = globalThis.process.getBuiltinModule("node:zlib");
  const decoders = { gzip: gunzipSync, "x-gzip": gunzipSync, deflate: inflateSync, br: brotliDecompressSync };
  const name = encoding?.toLowerCase() ?? "";
  if (!Object.hasOwn(decoders, name) || bytes.length === 0) return bytes;
  try {
    return decoders[name as keyof typeof decoders](bytes, { maxOutputLength: maxBodyBytes });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? bodyTooLarge() : error;
  }
}

/** The answer for an error, or for withResponse(). Made only then: the first Response of a process loads Node's own fetch. */
function responseOf(message: IncomingMessage, url: string): Response | undefined {
  const { statusCode: status = 0, statusMessage: statusText = "", rawHeaders } = message;
  const headers = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, String(rawHeaders[index + 1])]] : [],
  );
  try {
    const response = new Response(null, { status, statusText, headers });
    return Object.defineProperty(response, "url", { value: url });
  } catch {
    // What a Response cannot have, such as the status 999.
    return undefined;
  }
}
