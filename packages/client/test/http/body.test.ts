import type { Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { MassPayoutClientOptions } from "../../src/index.ts";
import { retrieveRequest } from "../support/answers.ts";
import { clientFor } from "../support/client.ts";
import { deferred } from "../support/deferred.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { startServer, startSocketServer } from "../support/server.ts";

const page =
  '{"status":"success","massPayout":{"massPayoutStatus":"INIT","externalId":"şğİ"},"massPayoutItems":{"items":[]},"page":0,"size":40,"total":0}';

const head = (length: number) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
const bytes = Buffer.byteLength(page);

describe.each<[string, Partial<MassPayoutClientOptions>]>([
  ["Node's HTTP modules", {}],
  ["a fetch", { fetch: (request) => fetch(request) }],
])("sent by %s:", (_sender, options) => {
  const retrieveFrom = (baseUrl: string) => clientFor(baseUrl, options).retrieve(retrieveRequest);

  /** Retrieves from a TCP server whose answer is written byte for byte. */
  async function retrieveFromSocket(answer: (socket: Socket) => void) {
    await using server = await startSocketServer(answer);
    return await retrieveFrom(server.url);
  }

  test("HTML in another encoding is still HTML", async () => {
    await using server = await startServer((response) => {
      response.end(Buffer.concat([Buffer.from("<html>Ge"), Buffer.of(0xe7, 0xfe), Buffer.from("</html>")]));
    });
    await expect(retrieveFrom(server.url)).rejects.toMatchObject({ code: "service_error" });
  });

  describe("the client ends the connection", () => {
    test.each<[string, (socket: Socket) => void]>([
      ["after a body that is too large", (socket) => socket.write(`${head(9_000_000)}${" ".repeat(5_000_000)}`)],
      [
        "after a redirect",
        (socket) => socket.write("HTTP/1.1 307 Elsewhere\r\nlocation: /\r\ncontent-length: 99\r\n\r\nx"),
      ],
    ])("%s", async (_, answer) => {
      const closed = deferred();
      await using server = await startSocketServer((socket) => {
        socket.on("close", () => closed.resolve());
        answer(socket);
      });
      await expect(retrieveFrom(server.url)).rejects.toMatchObject({ attempts: 1 });
      await closed.promise;
    });

    test("at the time limit, even if the fetch ignores its signal", async () => {
      const timers = holdTimers();
      const closed = deferred();
      await using server = await startServer((response) => {
        response.on("close", () => closed.resolve());
        response.writeHead(200).write("{");
      });
      const iyzico = clientFor(server.url, {
        timeoutMs: heldMs,
        async fetch({ url, method, headers, body }) {
          const response = await fetch(url, { method, headers, body: await new Response(body).text() });
          setImmediate(timers.fire);
          return response;
        },
      });
      await expect(iyzico.retrieve(retrieveRequest)).rejects.toMatchObject({ code: "timeout" });
      await closed.promise;
    });
  });

  describe("a body is read", () => {
    test.each([
      ["gzip", gzipSync(page)],
      ["br", brotliCompressSync(page)],
    ])("compressed as %s", async (encoding, body) => {
      await using server = await startServer((response) => {
        response.writeHead(200, { "content-encoding": encoding }).end(body);
      });
      expect(await retrieveFrom(server.url)).toMatchObject({ massPayout: { externalId: "şğİ" } });
    });

    test("in single bytes, which split letters", async () => {
      await using server = await startServer((response) => {
        response.writeHead(200);
        for (const byte of Buffer.from(page)) response.write(Buffer.of(byte));
        response.end();
      });
      expect(await retrieveFrom(server.url)).toMatchObject({ massPayout: { externalId: "şğİ" } });
    });

    test("in many chunks", async () => {
      await using server = await startServer((response) => {
        response.end(page + " ".repeat(1_000_000));
      });
      expect(await retrieveFrom(server.url)).toMatchObject({ massPayout: { externalId: "şğİ" } });
    });

    test("behind a byte order mark", async () => {
      await using server = await startServer((response) => {
        response.end(`\ufeff${page}`);
      });
      expect(await retrieveFrom(server.url)).toMatchObject({ total: 0 });
    });

    test("whatever its content type is", async () => {
      await using server = await startServer((response) => {
        response.writeHead(200, { "content-type": "text/html" }).end(page);
      });
      expect(await retrieveFrom(server.url)).toMatchObject({ total: 0 });
    });
  });

  describe("a body is an error", () => {
    test("when it is missing", async () => {
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
        message: "retrieve: the body must have at most 4194304 bytes (HTTP 200).",
      });
    });

    test("when a few bytes decompress to more than the limit", async () => {
      const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, " "));
      expect(bomb.length).toBeLessThan(50_000);
      await using server = await startServer((response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
      });
      await expect(retrieveFrom(server.url)).rejects.toMatchObject({ code: "unreadable_response" });
    });

    test("when it is not UTF-8", async () => {
      await using server = await startServer((response) => {
        response.end(Buffer.concat([Buffer.from('{"status":"'), Buffer.of(0xc3, 0x28), Buffer.from('"}')]));
      });
      await expect(retrieveFrom(server.url)).rejects.toMatchObject({
        code: "unreadable_response",
        message: "retrieve: the body must be UTF-8 (HTTP 200).",
      });
    });

    test.each<[string, (socket: Socket) => void, string]>([
      [
        "when it breaks off before its length",
        (socket) => socket.end(head(bytes) + page.slice(0, 40)),
        "network_error",
      ],
      ["when its length is too large", (socket) => socket.end(head(bytes + 1) + page), "network_error"],
      ["when its length is too small", (socket) => socket.end(head(bytes - 1) + page), "unreadable_response"],
      [
        "when a chunk breaks off",
        (s) => s.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\n${page}`),
        "network_error",
      ],
      ["when it follows no status line", (socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"), "network_error"],
      ["when the connection is reset at once", (socket) => socket.resetAndDestroy(), "network_error"],
      ["when it is reset in the headers", (s) => s.write("HTTP/1.1 200", () => s.resetAndDestroy()), "network_error"],
      [
        "when it is reset in the body",
        (s) => s.write(head(bytes) + page.slice(0, 9), () => s.resetAndDestroy()),
        "network_error",
      ],
      [
        "when it is compressed as something else",
        (s) => s.end(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\n{  }`),
        "network_error",
      ],
    ])("%s", async (_, answer, code) => {
      await expect(retrieveFromSocket(answer)).rejects.toMatchObject({ code, outcome: "unknown", attempts: 1 });
    });
  });
});
