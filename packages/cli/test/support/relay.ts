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

/** What a relay answers itself. "nothing" leaves the request open, "reset" closes the connection. */
export type RelayAnswer = { status: number; body: string; headers?: Record<string, string> } | "nothing" | "reset";

/** Decides on a request, before and after the simulator has executed it; `undefined` leaves the answer to the simulator. */
export type Front = (
  request: RelayedRequest,
  when: "before" | "after",
) => RelayAnswer | undefined | Promise<RelayAnswer | undefined>;

/**
 * Starts a server in front of a simulator. Returns its address.
 *
 * @param change changes the body of each answer of the simulator.
 * @param onFinished registers the cleanup. Concurrent tests pass their own `onTestFinished`.
 */
export async function startRelay(
  simulator: Simulator,
  front: Front,
  {
    onFinished = onTestFinished,
    change = (answer) => answer,
  }: { onFinished?: typeof onTestFinished; change?: (answer: string, request: RelayedRequest) => string } = {},
): Promise<string> {
  const json = { "content-type": "application/json" };
  const server = createServer(async (request, response) => {
    const { method = "", url: target = "", headers } = request;
    const body = await text(request);
    const relayed = { target, headers, body };
    const isAnswered = async (when: "before" | "after") => {
      const own = await front(relayed, when);
      if (own === "reset") request.socket.destroy();
      else if (own !== undefined && own !== "nothing")
        response.writeHead(own.status, own.headers ?? json).end(own.body);
      return own !== undefined;
    };
    if (await isAnswered("before")) return;
    const init = { method, headers: headers as Record<string, string>, ...(body && { body }) };
    const answer = await simulator.fetch(new Request(new URL(target, "http://127.0.0.1"), init));
    const whole = await answer.text();
    if (await isAnswered("after")) return;
    response.writeHead(answer.status, json).end(change(whole, relayed));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
