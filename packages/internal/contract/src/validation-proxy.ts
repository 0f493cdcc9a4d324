import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { closeResponses, type Document } from "./close-responses.ts";
import { startPrism } from "./prism.ts";

/** Sends a request and resolves to the response, as `fetch` does. */
export type Send = (request: Request) => Promise<Response>;

/** Prism between a client and a server, as a check of both. */
export interface ValidationProxy {
  /**
   * Returns a function that sends requests through Prism to an upstream. Only path and query of their URLs are used. It throws
   * when the document does not allow the request or the response, and when the upstream fails, with that error as cause.
   *
   * @param upstream receives method, path, query and body as Prism serialised them, and no headers. It must sign requests
   * itself, because a signature does not match after Prism.
   */
  through(upstream: Send): Send;
  close(): Promise<void>;
}

/** The request header with the index of the upstream. */
const upstreamHeader = "x-upstream";
/** The response header that tells an upstream's response from Prism's own. */
const relayedHeader = "x-relayed";

/** Starts a Prism proxy in front of upstreams that are functions. */
export async function startValidationProxy(document: Document): Promise<ValidationProxy> {
  const upstreams: Send[] = [];
  const relay = await startLoopbackServer((request, response) => {
    const upstream = upstreams[Number(request.headers[upstreamHeader])] as Send;
    sendUpstream(upstream, request, response).catch(() => response.destroy());
  });
  const prism = await startPrism(closeResponses(document), relay.url);
  return {
    through(upstream) {
      const index = upstreams.length;
      let failure: unknown;
      upstreams.push((request) =>
        upstream(request).catch((reason: unknown) => {
          failure = reason;
          throw reason;
        }),
      );
      return async (request) => {
        failure = undefined;
        const { pathname, search } = new URL(request.url);
        const headers = new Headers(request.headers);
        headers.set(upstreamHeader, String(index));
        const body = await request.arrayBuffer();
        const response = await fetch(prism.url + pathname + search, {
          method: request.method,
          headers,
          ...(body.byteLength > 0 && { body }),
        });
        // For an HTTP status that the document does not have, Prism only warns. It replaces a 501 by an example.
        const violations = response.headers.get("sl-violations");
        if (violations === null && response.headers.has(relayedHeader)) return response;
        const finding = `HTTP ${response.status} ${violations ?? (await response.text())}`;
        throw new Error(`The document does not allow this: ${finding}`, { cause: failure });
      };
    },
    async close() {
      await Promise.all([relay.close(), prism.close()]);
    },
  };
}

async function sendUpstream(upstream: Send, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "", url = "" } = request;
  const body = await buffer(request);
  const answer = await upstream(new Request(`http://upstream${url}`, { method, ...(body.length > 0 && { body }) }));
  const contentType = answer.headers.get("content-type") ?? "";
  response.writeHead(answer.status, { "content-type": contentType, [relayedHeader]: "yes" });
  response.end(await answer.text());
}
