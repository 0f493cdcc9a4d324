import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { sendOnce } from "../../src/probe/transport.ts";

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (origin: string) =>
  sendOnce(
    { method: "GET", origin, target: "/v1/mass/payout/balance", headers: {}, body: undefined },
    new AbortController().signal,
  );

test("an answer that is larger than any could be is not read to its end", async () => {
  let sent = 0;
  const host = await serve((_, response) => {
    const chunk = Buffer.alloc(1024 * 1024, " ");
    const write = () => {
      while (!response.destroyed && sent < 1_000) {
        sent += 1;
        if (!response.write(chunk)) {
          response.once("drain", write);
          return;
        }
      }
    };
    write();
  });
  await expect(send(`http://${host}`)).rejects.toMatchObject({ code: "BODY_TOO_LARGE" });
  expect(sent).toBeLessThan(1_000);
});

test("an answer that ends before its length is none", async () => {
  const host = await serve((_, response) => {
    response.writeHead(200, { "content-length": "100" }).write("{");
    response.socket?.end();
  });
  await expect(send(`http://${host}`)).rejects.toMatchObject({
    code: expect.stringMatching(/^(ECONNRESET|INCOMPLETE)$/),
  });
});

test("to an address with https nothing is sent without TLS", async () => {
  let requests = 0;
  const host = await serve((_, response) => {
    requests += 1;
    response.end();
  });
  await expect(send(`https://${host}`)).rejects.toThrow();
  expect(requests).toBe(0);
});
