import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Simulator } from "@iyzico-mass-payout/simulator";
import { onTestFinished } from "vitest";

/** A request on its way to the simulator. */
export interface RelayedRequest {
  /** What follows the host, query included. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Decides on a request, before and after the simulator has executed it, whether it is never answered. */
export type Drop = (request: RelayedRequest, when: "before" | "after") => boolean | Promise<boolean>;

/**
 * Starts a server in front of a simulator. Returns its address.
 *
 * @param change changes the body of each answer.
 * @param onFinished registers the cleanup. Concurrent tests pass their own `onTestFinished`.
 */
export async function startRelay(
  simulator: Simulator,
  isDropped: Drop,
  {
    onFinished = onTestFinished,
    change = (answer) => answer,
  }: { onFinished?: typeof onTestFinished; change?: (answer: string, request: RelayedRequest) => string } = {},
): Promise<string> {
  const server = createServer(async (request, response) => {
    const { method = "", url: target = "", headers } = request;
    const body = await text(request);
    const relayed = { target, headers, body };
    if (await isDropped(relayed, "before")) return;
    const init = { method, headers: headers as Record<string, string>, ...(body && { body }) };
    const answer = await simulator.fetch(new Request(new URL(target, "http://127.0.0.1"), init));
    if (await isDropped(relayed, "after")) return;
    response.writeHead(answer.status, { "content-type": "application/json" }).end(change(await answer.text(), relayed));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
