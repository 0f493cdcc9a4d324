import { type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { type Credentials, createVerifier } from "@iyzico-mass-payout/auth";
import { type LoopbackServer, startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { startPrism } from "./prism.ts";

// The examples of every operation have the same text.
const { invalidSignature, unknownCredentials } =
  document.paths["/v1/mass/payout/retrieve"].post.responses["200"].content["application/json"].examples;

/**
 * Starts a mock of iyzico for one merchant on a free loopback port: Prism with the project's document, behind a server that
 * verifies the signature over the raw bytes, because Prism serialises bodies again and the signature would no longer match.
 * Prism responds with 401 to a request without an Authorization header.
 */
export async function startMock(credentials: Credentials): Promise<LoopbackServer> {
  const prism = await startPrism(document);
  const { verify } = createVerifier({
    secretKeyFor: (apiKey) => (apiKey === credentials.apiKey ? credentials.secretKey : undefined),
  });

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const { authorization } = request.headers;
    const verification = await verify({ authorization, path: request.url ?? "", body });
    // Prism never responds to a body that is not JSON.
    if (!isJson(body)) response.writeHead(400).end();
    else if (verification.ok || verification.reason === "missing") forward(prism.url, request, body, response);
    else {
      const { value } = verification.reason === "unknown-key" ? unknownCredentials : invalidSignature;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    }
  };
  const { url, close } = await startLoopbackServer((request, response) => {
    // A client that disconnects during a request must not end the server.
    respond(request, response).catch(() => response.destroy());
  });
  return {
    url,
    async close() {
      await Promise.all([close(), prism.close()]);
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
  // Host and port are passed separately: a request line may name another host, to which nothing must be sent.
  const { hostname, port } = new URL(prism);
  const forwarded = openRequest({ hostname, port, path: url, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  forwarded.on("error", () => response.destroy());
  forwarded.end(body);
}
