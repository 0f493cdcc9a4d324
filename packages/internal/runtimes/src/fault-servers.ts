import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";

/** Servers that answer as none should, each at an address of its own. */
export interface FaultServers {
  urls: FaultUrls;
  close(): Promise<void>;
}

/**
 * Where each listens. Nobody listens at `refused`; `arrivals` answers how many requests came to each of the others.
 * `dropsWrites` answers reads, and closes the connection on everything else: one that was kept, which some
 * implementations of fetch take for a reason to send a request again.
 */
export type FaultUrls = Readonly<Record<keyof ReturnType<typeof answersOf> | "refused", string>>;

function answersOf(urls: ReadonlyMap<string, string>, arrivals: ReadonlyMap<string, number>) {
  return {
    silent: () => undefined,
    stalledHeaders: (response) => wireOf(response).write("HTTP/1.1 200 OK\r\ncontent-"),
    stalledBody: (response) => response.writeHead(200, { "content-length": 500 }).write('{"status":'),
    reset: (response) => wireOf(response).resetAndDestroy(),
    cutShort: (response) => wireOf(response).end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"status":"success"'),
    notHttp: (response) => wireOf(response).end('{"status":"success"}\r\n\r\n'),
    malformed: (response) => response.end('{"status":"success","massPayout":'),
    notText: (response) => response.end(Buffer.of(0x7b, 0x22, 0xff, 0x22, 0x7d)),
    endless: pour,
    htmlPage: (response) => response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad Gateway</html>"),
    undocumented: (response) => response.writeHead(418).end('{"status":"failure","errorCode":"4711"}'),
    redirect: (response) => response.writeHead(307, { location: `${urls.get("trap")}/v1/mass/payout/retrieve` }).end(),
    trap: (response) => response.end(retrieved),
    digits: (response) => response.end(retrieved),
    compressed: (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(retrieved)),
    dropsWrites: (response) =>
      response.req.method === "GET" ? response.end('{"status":"success","balance":"1"}') : wireOf(response).destroy(),
    arrivals: (response) => response.end(JSON.stringify(Object.fromEntries(arrivals))),
  } satisfies Record<string, (response: ServerResponse) => unknown>;
}

/** Amounts that a float would change, or write in another way. */
const retrieved =
  '{"status":"success","massPayout":{"massPayoutStatus":"COMPLETED","totalAmount":9007199254740993.01},' +
  '"massPayoutItems":{"items":[{"itemStatus":"SUCCESS","totalAmount":20.00000000,"commissionAmount":0E-8}]},' +
  '"page":0,"size":40,"total":1}';

export async function startFaultServers(): Promise<FaultServers> {
  const arrivals = new Map<string, number>();
  const closing: (() => Promise<void>)[] = [];
  const urls = new Map<string, string>();
  for (const [name, answer] of Object.entries(answersOf(urls, arrivals))) {
    const server = createServer((request, response) => {
      request.resume().once("end", () => {
        arrivals.set(name, (arrivals.get(name) ?? 0) + 1);
        answer(response);
      });
      // Whoever hangs up in the middle of a request must not end the server.
      request.on("error", () => undefined);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    urls.set(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    closing.push(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    });
  }
  const holder = await connected(urls.get("silent") ?? "");
  urls.set("refused", `http://127.0.0.1:${holder.localPort}`);
  return {
    urls: Object.fromEntries(urls) as FaultUrls,
    async close() {
      holder.destroy();
      await Promise.all(closing.map((close) => close()));
    },
  };
}

/** What stands beneath HTTP. */
function wireOf({ socket }: ServerResponse): Socket {
  if (socket === null) throw new Error("The connection is gone.");
  return socket;
}

/** A body without an end, as fast as it is taken. */
function pour(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 1024, " ");
  const fill = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on("drain", fill);
  fill();
}

/** A connection. Its near end is a port that nobody listens at and nobody else can get. */
async function connected(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  return socket;
}
