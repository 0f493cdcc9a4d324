// A process that answers retrieve with bodies made before. Its CPU time is none of the contenders'.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createItems, pageBody } from "../data/payouts.ts";
import { isSignedBy } from "../data/sign-by-hand.ts";

/** Each page is made when it is first requested, and kept. */
const bodies = new Map<string, Buffer>();
let connections = 0;

const server = createServer(async (request, response) => {
  const body = await readBody(request);
  const [path = ""] = request.url?.split("?") ?? [];
  if (!isSignedBy(request.headers.authorization, path, body)) {
    response.writeHead(401).end('{"status":"failure","errorCode":"1000","errorMessage":"invalid signature"}');
    return;
  }
  const { externalMassPayoutId = "", page = 0, size = 40 } = JSON.parse(body.toString());
  const [total = 0, delayMs = 0] = externalMassPayoutId.split("-").slice(1).map(Number);
  const answer = bodyOf(total, page, size);
  const respond = () =>
    response
      .writeHead(200, { "content-type": "application/json;charset=UTF-8", "content-length": answer.length })
      .end(answer);
  if (delayMs > 0) setTimeout(respond, delayMs);
  else respond();
});
// No contender pays for a connection that the server closed while the others had their turn.
server.keepAliveTimeout = 600_000;
server.on("connection", () => {
  connections += 1;
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("message", () => process.send?.({ connections }));
// Also when the process that started it was killed.
process.on("disconnect", () => process.exit());

function bodyOf(total: number, page: number, size: number): Buffer {
  const key = `${total} ${page} ${size}`;
  const known = bodies.get(key);
  if (known !== undefined) return known;
  const items = createItems(page * size, Math.max(0, Math.min(size, total - page * size)));
  const body = Buffer.from(pageBody(items, { page, size, total }));
  bodies.set(key, body);
  return body;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
