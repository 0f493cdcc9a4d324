import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";

/** A signed request. */
interface WireRequest {
  method: "GET" | "POST";
  origin: string;
  /** What follows the host, query included. */
  target: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | undefined;
}

/** An answer, with the bytes of its body as they arrived. */
export interface WireAnswer {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
}

/** Sends a request once. Rejects if no whole answer arrives. */
export type SendOnce = (request: WireRequest, signal: AbortSignal) => Promise<WireAnswer>;

/** More than any answer has. */
const maxBodyBytes = 4 * 1024 * 1024;

/**
 * Sends over Node's own client, on a connection that is not kept: nothing sends the request a second time, as `fetch` does
 * after HTTP 421, and no redirect is followed. A proxy of the environment is used where Node's client uses it.
 */
export const sendOnce: SendOnce = ({ method, origin, target, headers, body }, signal) =>
  new Promise((resolve, reject) => {
    const send = origin.startsWith("https:") ? requestTls : requestPlain;
    const length = body === undefined ? {} : { "content-length": String(body.length) };
    const options = { method, signal, headers: { ...headers, ...length, connection: "close" } };
    const request = send(new URL(target, origin), options, (message) => readAnswer(message).then(resolve, reject));
    request.on("error", reject);
    request.end(body);
  });

function readAnswer(message: IncomingMessage): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) message.destroy(Object.assign(new Error("too large"), { code: "BODY_TOO_LARGE" }));
      else chunks.push(chunk);
    });
    message.on("error", reject);
    message.on("close", () => reject(Object.assign(new Error("incomplete"), { code: "INCOMPLETE" })));
    message.on("end", () => {
      const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)] as const);
      resolve({ status: message.statusCode ?? 0, headers, body: Buffer.concat(chunks) });
    });
  });
}

/** Sends by a fetch, for what a test sends to production. */
export function sendByFetch(fetch: (request: Request) => Promise<Response>): SendOnce {
  return async ({ method, origin, target, headers, body }, signal) => {
    const init = { method, headers, signal, redirect: "manual" as const, ...(body && { body: new Uint8Array(body) }) };
    const response = await fetch(new Request(new URL(target, origin), init));
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: [...response.headers], body: bytes };
  };
}
