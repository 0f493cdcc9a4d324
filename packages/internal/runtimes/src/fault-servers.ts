import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";

/** Servers with faults, each on a port of its own. */
export interface FaultServers {
  urls: FaultUrls;
  close(): Promise<void>;
}

/**
 * The address of each server. `unreachable` refuses connections; `arrivals` answers with the number of requests that came
 * to each of the others. `dropsWrites` answers GET, and closes the connection on all other requests: when a kept connection
 * is closed, some implementations of fetch send the request again.
 */
export type FaultUrls = Readonly<Record<keyof ReturnType<typeof respondersOf> | "unreachable", string>>;

function respondersOf(urls: ReadonlyMap<string, string>, arrivals: ReadonlyMap<string, number>) {
  return {
    silent: () => undefined,
    stalledHeaders: (response) => socketOf(response).write("HTTP/1.1 200 OK\r\ncontent-"),
    stalledBody: (response) => response.writeHead(200, { "content-length": 500 }).write('{"status":'),
    reset: (response) => socketOf(response).resetAndDestroy(),
    cutShort: (response) => socketOf(response).end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"status":"success"'),
    notHttp: (response) => socketOf(response).end('{"status":"success"}\r\n\r\n'),
    malformed: (response) => response.end('{"status":"success","massPayout":'),
    notText: (response) => response.end(Buffer.of(0x7b, 0x22, 0xff, 0x22, 0x7d)),
    endless: sendEndlessBody,
    htmlPage: (response) => response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad Gateway</html>"),
    undocumented: (response) => response.writeHead(418).end('{"status":"failure","errorCode":"4711"}'),
    redirect: (response) => response.writeHead(307, { location: `${urls.get("trap")}/v1/mass/payout/retrieve` }).end(),
    trap: (response) => response.end(retrieved),
    digits: (response) => response.end(retrieved),
    compressed: (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(retrieved)),
    dropsWrites: (response) =>
      response.req.method === "GET" ? response.end('{"status":"success","balance":"1"}') : socketOf(response).destroy(),
    arrivals: (response) => response.end(JSON.stringify(Object.fromEntries(arrivals))),
  } satisfies Record<string, (response: ServerResponse) => unknown>;
}

/** Amounts that a float would change or print with other digits. */
const retrieved =
  '{"status":"success","massPayout":{"massPayoutStatus":"COMPLETED","totalAmount":9007199254740993.01},' +
  '"massPayoutItems":{"items":[{"itemStatus":"SUCCESS","totalAmount":20.00000000,"commissionAmount":0E-8}]},' +
  '"page":0,"size":40,"total":1}';

export async function startFaultServers(): Promise<FaultServers> {
  const arrivals = new Map<string, number>();
  const closers: (() => Promise<void>)[] = [];
  const urls = new Map<string, string>();
  for (const [name, respond] of Object.entries(respondersOf(urls, arrivals))) {
    const { url, close } = await startLoopbackServer((request, response) => {
      request.resume().once("end", () => {
        arrivals.set(name, (arrivals.get(name) ?? 0) + 1);
        respond(response);
      });
      // A client that disconnects during a request must not end the server.
      request.on("error", () => undefined);
    });
    urls.set(name, url);
    closers.push(close);
  }
  const socket = await connectTo(urls.get("silent") ?? "");
  urls.set("unreachable", `http://127.0.0.1:${socket.localPort}`);
  return {
    urls: Object.fromEntries(urls) as FaultUrls,
    async close() {
      socket.destroy();
      await Promise.all(closers.map((close) => close()));
    },
  };
}

/** The TCP socket of a response. */
function socketOf({ socket }: ServerResponse): Socket {
  if (socket === null) throw new Error("The connection is closed.");
  return socket;
}

/** Sends a body that never ends, as fast as it is read. */
function sendEndlessBody(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, " ");
  const fill = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", fill);
  fill();
}

/** Connects to a server. On the local port of the connection no server listens, and no other process can get it. */
async function connectTo(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  return socket;
}
