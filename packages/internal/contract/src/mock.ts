import { once } from "node:events";
import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Credentials, createVerifier } from "@iyzico-mass-payout/auth";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { type Server, startPrism } from "./prism.ts";

// Every operation refuses in the same words.
const { invalidSignature, unknownCredentials } =
  document.paths["/v1/mass/payout/retrieve"].post.responses["200"].content["application/json"].examples;

/**
 * Starts a mock of iyzico for one merchant on a free loopback port: Prism with the project's document, and in front of
 * it a check of the signature over the raw bytes, because Prism writes bodies anew and a signature would not survive.
 * A request without an Authorization header is left to Prism, which answers 401.
 */
export async function startMock(credentials: Credentials): Promise<Server> {
  const prism = await startPrism(document);
  const { verify } = createVerifier({
    secretKeyFor: (apiKey) => (apiKey === credentials.apiKey ? credentials.secretKey : undefined),
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const { authorization } = request.headers;
    const verification = await verify({ authorization, path: request.url ?? "", body });
    // Prism never answers a body that is not JSON.
    if (!isJson(body)) response.writeHead(400).end();
    else if (verification.ok || verification.reason === "missing") forward(prism.url, request, body, response);
    else {
      const { value } = verification.reason === "unknown-key" ? unknownCredentials : invalidSignature;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    }
  };
  const front = createServer((request, response) => {
    // Whoever hangs up in the middle of a request must not end the server.
    answer(request, response).catch(() => response.destroy());
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    async close() {
      front.closeAllConnections();
      front.close();
      await Promise.all([once(front, "close"), prism.close()]);
    },
  };
}

function isJson(body: Buffer): boolean {
  try {
    return body.length === 0 || JSON.parse(body.toString()) !== undefined;
  } catch {
    return false;
  }
}

function forward(prism: string, { method, url, headers }: IncomingMessage, body: Buffer, response: ServerResponse) {
  // Host and port by themselves: a request line may name another host, and this is no proxy.
  const { hostname, port } = new URL(prism);
  const onward = openRequest({ hostname, port, path: url, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  onward.end(body);
}
