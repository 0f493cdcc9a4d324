import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { closedDocument, type Document } from "./closed-document.ts";
import { startPrism } from "./prism.ts";

/** Sends a request and brings the answer, as `fetch` does. */
export type Send = (request: Request) => Promise<Response>;

/** Prism between somebody who asks and somebody who answers. */
export interface ValidationProxy {
  /**
   * Sends requests through Prism to an upstream; of their addresses only path and query count. Throws when the document
   * does not allow the request or the answer, and when there was no answer, whose cause is then the error's cause.
   *
   * @param upstream gets method, path, query and body as Prism wrote them, and no headers: a signature would not survive
   * Prism, so that whoever needs one signs here.
   */
  through(upstream: Send): Send;
  close(): Promise<void>;
}

/** Says which upstream is to answer. */
const upstreamHeader = "x-upstream";
/** Says that an answer is an upstream's, and not Prism's own. */
const relayedHeader = "x-relayed";

/** Starts a Prism proxy in front of upstreams that need no port. */
export async function startValidationProxy(document: Document): Promise<ValidationProxy> {
  const upstreams: Send[] = [];
  const relay = createServer((request, response) => {
    const upstream = upstreams[Number(request.headers[upstreamHeader])] as Send;
    pass(upstream, request, response).catch(() => response.destroy());
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  const prism = await startPrism(closedDocument(document), `http://127.0.0.1:${(relay.address() as AddressInfo).port}`);
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
        // Of an HTTP status that the document doesn't have Prism only warns, and a 501 it replaces by an example.
        const violations = response.headers.get("sl-violations");
        if (violations === null && response.headers.has(relayedHeader)) return response;
        const finding = `HTTP ${response.status} ${violations ?? (await response.text())}`;
        throw new Error(`The document does not allow this: ${finding}`, { cause: failure });
      };
    },
    async close() {
      relay.closeAllConnections();
      relay.close();
      await Promise.all([once(relay, "close"), prism.close()]);
    },
  };
}

async function pass(upstream: Send, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "", url = "" } = request;
  const body = await buffer(request);
  const answer = await upstream(new Request(`http://upstream${url}`, { method, ...(body.length > 0 && { body }) }));
  const contentType = answer.headers.get("content-type") ?? "";
  response.writeHead(answer.status, { "content-type": contentType, [relayedHeader]: "yes" });
  response.end(await answer.text());
}
