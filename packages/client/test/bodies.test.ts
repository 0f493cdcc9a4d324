import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createMassPayoutClient } from "../src/index.ts";
import { startServer } from "./server.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const ask = { requestId: "1", page: 0, size: 40 };
const good =
  '{"status":"success","massPayout":{"massPayoutStatus":"INIT","externalId":"şğİ"},"massPayoutItems":{"items":[]},"page":0,"size":40,"total":0}';
const retrieveFrom = (baseUrl: string) => createMassPayoutClient({ credentials, baseUrl, retry: false }).retrieve(ask);

/** A raw socket that answers the first bytes of a request with what it is told to, byte for byte. */
async function fromSocket(answer: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await retrieveFrom(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

const head = (length: number) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
const bytes = Buffer.byteLength(good);

test("a page in another encoding is still a page", async () => {
  await using server = await startServer((response) => {
    response.end(Buffer.concat([Buffer.from("<html>Ge"), Buffer.of(0xe7, 0xfe), Buffer.from("</html>")]));
  });
  await expect(retrieveFrom(server.url)).rejects.toMatchObject({ code: "service_error" });
});

describe("the connection ends", () => {
  test.each<[string, (socket: Socket) => void]>([
    ["after a body that is too large", (socket) => socket.write(`${head(9_000_000)}${" ".repeat(5_000_000)}`)],
    ["after a redirect", (s) => s.write("HTTP/1.1 307 Elsewhere\r\nlocation: /\r\ncontent-length: 99\r\n\r\nx")],
  ])("%s", async (_, answer) => {
    let isOpen = true;
    const call = fromSocket((socket) => {
      socket.on("close", () => {
        isOpen = false;
      });
      answer(socket);
    });
    await expect(call).rejects.toMatchObject({ attempts: 1 });
    await expect.poll(() => isOpen).toBe(false);
  });

  test("at the time limit too, when the fetch does not listen to its signal", async () => {
    let isOpen = true;
    await using server = await startServer((response) => {
      response.on("close", () => {
        isOpen = false;
      });
      response.writeHead(200).write("{");
    });
    const iyzico = createMassPayoutClient({
      credentials,
      baseUrl: server.url,
      retry: false,
      timeoutMs: 100,
      fetch: async ({ url, method, headers, body }) => {
        const content = await new Response(body).text();
        return fetch(url, { method, headers, body: content });
      },
    });
    await expect(iyzico.retrieve(ask)).rejects.toMatchObject({ code: "timeout" });
    await expect.poll(() => isOpen).toBe(false);
  });
});

describe("a body is read", () => {
  test.each([
    ["gzip", gzipSync(good)],
    ["br", brotliCompressSync(good)],
  ])("compressed as %s", async (encoding, body) => {
    await using server = await startServer((response) => {
      response.writeHead(200, { "content-encoding": encoding }).end(body);
    });
    expect(await retrieveFrom(server.url)).toMatchObject({ massPayout: { externalId: "şğİ" } });
  });

  test("in single bytes, whatever letters they cut in two", async () => {
    await using server = await startServer((response) => {
      response.writeHead(200);
      for (const byte of Buffer.from(good)) response.write(Buffer.of(byte));
      response.end();
    });
    expect(await retrieveFrom(server.url)).toMatchObject({ massPayout: { externalId: "şğİ" } });
  });

  test("behind a byte order mark", async () => {
    await using server = await startServer((response) => {
      response.end(`\ufeff${good}`);
    });
    expect(await retrieveFrom(server.url)).toMatchObject({ total: 0 });
  });

  test("whatever its content type says", async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, { "content-type": "text/html" }).end(good);
    });
    expect(await retrieveFrom(server.url)).toMatchObject({ total: 0 });
  });
});

describe("a body is an error, and the call ends,", () => {
  test("when there is none", async () => {
    await using server = await startServer((response) => {
      response.writeHead(204).end();
    });
    await expect(retrieveFrom(server.url)).rejects.toMatchObject({ code: "unreadable_response", httpStatus: 204 });
  });

  test("when it never ends", async () => {
    await using server = await startServer((response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(1024 * 1024, " ");
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", more);
      more();
    });
    await expect(retrieveFrom(server.url)).rejects.toMatchObject({
      code: "unreadable_response",
      message: "retrieve: the body is larger than 4194304 bytes (HTTP 200).",
    });
  });

  test("when a few bytes unpack to more than fits", async () => {
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, " "));
    expect(bomb.length).toBeLessThan(50_000);
    await using server = await startServer((response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    });
    await expect(retrieveFrom(server.url)).rejects.toMatchObject({ code: "unreadable_response" });
  });

  test("when it is no UTF-8", async () => {
    await using server = await startServer((response) => {
      response.end(Buffer.concat([Buffer.from('{"status":"'), Buffer.of(0xc3, 0x28), Buffer.from('"}')]));
    });
    await expect(retrieveFrom(server.url)).rejects.toMatchObject({
      code: "unreadable_response",
      message: "retrieve: the body is not UTF-8 (HTTP 200).",
    });
  });

  test.each<[string, (socket: Socket) => void, string]>([
    ["when it breaks off before its length", (socket) => socket.end(head(bytes) + good.slice(0, 40)), "network_error"],
    ["when its length is too large", (socket) => socket.end(head(bytes + 1) + good), "network_error"],
    ["when its length is too small", (socket) => socket.end(head(bytes - 1) + good), "unreadable_response"],
    [
      "when a chunk breaks off",
      (s) => s.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\n${good}`),
      "network_error",
    ],
    ["when the status line is none", (socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"), "network_error"],
    ["when the connection is reset at once", (socket) => socket.resetAndDestroy(), "network_error"],
    ["when it is reset in the headers", (s) => s.write("HTTP/1.1 200", () => s.resetAndDestroy()), "network_error"],
    [
      "when it is reset in the body",
      (s) => s.write(head(bytes) + good.slice(0, 9), () => s.resetAndDestroy()),
      "network_error",
    ],
    [
      "when it is compressed as something else",
      (s) => s.end(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\n{  }`),
      "network_error",
    ],
  ])("%s", async (_, answer, code) => {
    await expect(fromSocket(answer)).rejects.toMatchObject({ code, outcome: "unknown", attempts: 1 });
  });
});
