import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Simulator } from "@iyzico-mass-payout/simulator";
import { onTestFinished } from "vitest";

/** Starts an HTTP server in front of a simulator, for processes that a test starts. Resolves with its URL. */
export async function startVendorServer({ fetch }: Simulator): Promise<string> {
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const body = await buffer(request);
    const answer = await fetch(
      new Request(new URL(url, "http://127.0.0.1"), {
        method,
        headers: headers as Record<string, string>,
        ...(body.length > 0 && { body }),
      }),
    );
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
