import diagnosticsChannel from "node:diagnostics_channel";
import { once } from "node:events";
import http, { type ClientRequest } from "node:http";
import { createServer, Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { deflateSync, gzipSync } from "node:zlib";
import { createSigner } from "@iyzico-mass-payout/auth";
import { afterEach, describe, expect, test, vi } from "vitest";
import { emptyPage, retrieveRequest } from "../support/answers.ts";
import { clientFor, credentials, rejectionOf } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { listen, startAnswering, startServer, startSocketServer } from "../support/server.ts";

const success = '{"status":"success"}';
const head = (length: number) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`;

afterEach(() => {
  vi.restoreAllMocks();
});

/** A server to which TLS connections are made and never finished. */
async function startSilentServer() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined).resume();
  });
  const arrived = once(server, "connection") as Promise<[Socket]>;
  const url = (await listen(server)).replace("http:", "https:");
  return {
    url,
    arrived,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

describe("a write that has no connection yet was not sent when", () => {
  test("its time is over", async () => {
    const timers = holdTimers();
    await using server = await startSilentServer();
    const failing = rejectionOf(clientFor(server.url, { timeoutMs: heldMs }).auth("r-1"));
    const [socket] = await server.arrived;
    timers.fire();
    expect(await failing).toMatchObject({
      code: "timeout",
      outcome: "not-sent",
      hint: "The answer took too long. Nothing was sent.",
    });
    if (!socket.closed) await once(socket, "close");
  });

  test("the caller aborts", async () => {
    await using server = await startSilentServer();
    const controller = new AbortController();
    const failing = rejectionOf(clientFor(server.url).auth("r-1", { signal: controller.signal }));
    const [socket] = await server.arrived;
    controller.abort("enough");
    expect(await failing).toMatchObject({
      code: "aborted",
      outcome: "not-sent",
      message: "auth: aborted before it was sent.",
    });
    if (!socket.closed) await once(socket, "close");
  });

  test("the caller's own clock aborts it at the last moment", async () => {
    await using server = await startAnswering(success);
    const controller = new AbortController();
    const own = createSigner(credentials);
    let isSigned = false;
    const signer: typeof own = {
      async sign(request) {
        const headers = await own.sign(request);
        isSigned = true;
        return headers;
      },
    };
    const date = () => {
      if (isSigned) controller.abort("enough");
      return 0;
    };
    const clock = { now: () => 0, sleep: async () => undefined, date };
    const iyzico = clientFor(server.url, { credentials: undefined, signer, clock } as never);
    const options = { startWithinMs: 1_000, signal: controller.signal };
    expect(await rejectionOf(iyzico.auth("r-1", options))).toMatchObject({ code: "aborted", outcome: "not-sent" });
    await iyzico.auth("r-2");
    expect(server.arrivals.map(({ body }) => body)).toEqual(['{"requestId":"r-2"}']);
  });

  test("the clock fails while it connects", async () => {
    await using server = await startAnswering(success);
    let isConnecting = false;
    const onStart = () => {
      isConnecting = true;
    };
    const date = () => {
      if (isConnecting) throw new Error("stopped");
      return 0;
    };
    diagnosticsChannel.subscribe("http.client.request.created", onStart);
    try {
      const iyzico = clientFor(server.url, { clock: { now: () => 0, sleep: async () => undefined, date } });
      const error = await rejectionOf(iyzico.auth("r-1", { startWithinMs: 1_000 }));
      expect(error).toMatchObject({ code: "network_error", outcome: "not-sent" });
      expect(server.arrivals).toEqual([]);
    } finally {
      diagnosticsChannel.unsubscribe("http.client.request.created", onStart);
    }
  });
});

test("a request has the headers that it needs, and its body in one piece", async () => {
  await using server = await startAnswering(success);
  await clientFor(server.url).auth("r-1");
  expect(server.arrivals).toEqual([
    {
      method: "POST",
      target: "/v1/mass/payout/auth?locale=tr",
      body: '{"requestId":"r-1"}',
      headers: {
        host: new URL(server.url).host,
        connection: "keep-alive",
        accept: "application/json",
        "accept-encoding": "gzip",
        authorization: expect.stringMatching(/^IYZWSv2 /),
        "content-length": "19",
        "content-type": "application/json",
        "user-agent": "node",
        "x-iyzi-rnd": expect.any(String),
      },
    },
  ]);
});

const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));

test.skipIf(!hasIPv6)("a request goes to an IPv6 address", async () => {
  const hosts: unknown[] = [];
  const server = http.createServer(({ headers }, response) => {
    hosts.push(headers.host);
    response.end(success);
  });
  server.listen(0, "::1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await clientFor(`http://[::1]:${port}`).auth("r-1");
  expect(hosts).toEqual([`[::1]:${port}`]);
  server.close();
});

describe("a kept connection", () => {
  /** The sockets of all requests that begin from now on. */
  function watchSockets() {
    const sockets = new Set<Socket>();
    const onCreated = (message: unknown) => {
      (message as { request: ClientRequest }).request.once("socket", (socket) => sockets.add(socket));
    };
    diagnosticsChannel.subscribe("http.client.request.created", onCreated);
    return {
      sockets,
      [Symbol.dispose]: () => void diagnosticsChannel.unsubscribe("http.client.request.created", onCreated),
    };
  }

  test("is used again, and no listener stays on it", async () => {
    await using server = await startAnswering(success);
    using watched = watchSockets();
    const iyzico = clientFor(server.url, { rateLimit: false });
    const counts: number[] = [];
    for (let call = 0; call < 30; call += 1) {
      await iyzico.auth("r-1");
      await new Promise((resolve) => setImmediate(resolve));
      const [socket] = [...watched.sockets];
      counts.push(socket?.eventNames().reduce((sum, name) => sum + socket.listenerCount(name), 0) ?? 0);
    }
    expect(watched.sockets.size).toBe(1);
    expect(new Set(counts.slice(1)).size).toBe(1);
  });

  test("does not keep the process alive", async () => {
    await using server = await startAnswering(success);
    using watched = watchSockets();
    await clientFor(server.url).auth("r-1");
    await new Promise((resolve) => setImmediate(resolve));
    const [socket] = [...watched.sockets] as (Socket & { _handle?: { hasRef(): boolean } })[];
    expect(socket?.destroyed).toBe(false);
    expect(socket?._handle?.hasRef()).toBe(false);
  });

  test("is ended by a second answer, which is not taken for that of the next request", async () => {
    await using server = await startSocketServer((socket, request) => {
      const answer = `{"status":"success","systemTime":${request}}`;
      const stray = '{"status":"failure"}';
      socket.write(`${head(answer.length)}${answer}${head(stray.length)}${stray}`);
    });
    const iyzico = clientFor(server.url);
    for (let call = 0; call < 3; call += 1) {
      await iyzico.auth("r-1").catch((error: unknown) => {
        expect(error).toMatchObject({ code: "network_error", outcome: "unknown" });
      });
    }
    expect(server.requests()).toBe(3);
  });

  test.each([
    ["a second answer", (socket: Socket) => void socket.write(`${head(19)}{"status":"stray"} `)],
    ["an answer to nothing", (socket: Socket) => void socket.end("HTTP/1.1 408 Request Timeout\r\n\r\n")],
    ["its end", (socket: Socket) => void socket.resetAndDestroy()],
  ])("is not used again after %s that the process was too busy to read", async (_, send) => {
    const sockets: Socket[] = [];
    await using server = await startSocketServer((socket) => {
      sockets.push(socket);
      socket.write(`${head(success.length)}${success}`);
    });
    const iyzico = clientFor(server.url);
    await iyzico.auth("r-1");
    // Waits until the connection is kept.
    await new Promise((resolve) => setImmediate(resolve));
    const [kept] = sockets as [Socket];
    // It is with the client's machine when this returns, and the process has had no time to read it.
    send(kept);
    await iyzico.auth("r-1");
    expect(sockets).toHaveLength(2);
    expect(sockets[1]).not.toBe(kept);
  });

  test("is used again while the timers of a test stand still", async () => {
    await using server = await startAnswering(success);
    const iyzico = clientFor(server.url);
    await iyzico.auth("r-1");
    await new Promise((resolve) => setImmediate(resolve));
    vi.useFakeTimers();
    try {
      await iyzico.auth("r-1");
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("an answer", () => {
  test("may follow early hints", async () => {
    await using server = await startSocketServer((socket) => {
      socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${head(success.length)}${success}`);
    });
    await clientFor(server.url).auth("r-1");
  });

  test("that changes the protocol is an error", async () => {
    await using server = await startSocketServer((socket) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: ws\r\n\r\n");
    });
    expect(await rejectionOf(clientFor(server.url).auth("r-1"))).toMatchObject({
      code: "network_error",
      outcome: "unknown",
    });
  });

  test("may come before the request was read", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.pause().end(`${head(success.length)}${success}`);
    });
    const iyzico = clientFor(await listen(server));
    await iyzico.auth("r".repeat(100)).catch((error: unknown) => {
      expect(error).toMatchObject({ code: "network_error", outcome: "unknown" });
    });
    server.close();
  });

  test("with headers that are too large is an error", async () => {
    await using server = await startSocketServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(200_000)}\r\n\r\n`);
    });
    expect(await rejectionOf(clientFor(server.url).auth("r-1"))).toMatchObject({
      code: "network_error",
      outcome: "unknown",
    });
  });

  test.each([
    ["deflate", deflateSync(emptyPage)],
    ["x-gzip", gzipSync(emptyPage)],
    ["GZIP", gzipSync(emptyPage)],
    ["identity", Buffer.from(emptyPage)],
  ])("is read with the content encoding %s", async (encoding, body) => {
    await using server = await startServer((response) => {
      response.writeHead(200, { "content-encoding": encoding }).end(body);
    });
    expect(await clientFor(server.url).retrieve(retrieveRequest)).toMatchObject({ items: [] });
  });

  test.each([
    ["is compressed and breaks off", "gzip", gzipSync(emptyPage).subarray(0, -9), "network_error"],
    ["is of an unknown encoding", "zstd-1", gzipSync(emptyPage), "unreadable_response"],
    ["is empty, although compressed", "gzip", Buffer.alloc(0), "unreadable_response"],
  ])("is an error if it %s", async (_, encoding, body, code) => {
    await using server = await startServer((response) => {
      response.writeHead(200, { "content-encoding": encoding }).end(body);
    });
    expect(await rejectionOf(clientFor(server.url).auth("r-1"))).toMatchObject({ code, outcome: "unknown" });
  });

  test("is a response of its error", async () => {
    await using server = await startAnswering("no", 503, { "retry-after": "7", "x-trace": "a" });
    const { response } = await rejectionOf(clientFor(server.url).auth("r-1"));
    expect(response).toBeInstanceOf(Response);
    expect(response).toMatchObject({ status: 503, statusText: "Service Unavailable", ok: false });
    expect(response?.url).toBe(`${server.url}/v1/mass/payout/auth?locale=tr`);
    expect(response?.headers.get("x-trace")).toBe("a");
    expect(response?.headers.get("retry-after")).toBe("7");
    expect(await response?.text()).toBe("");
  });

  test("with a status that no Response has is an error without one", async () => {
    await using server = await startSocketServer((socket) => {
      socket.write("HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\nno");
    });
    const error = await rejectionOf(clientFor(server.url).auth("r-1"));
    expect(error).toMatchObject({ code: "service_error", httpStatus: 999 });
    expect(error.response).toBeUndefined();
  });
});

test("a mock of node:http may answer on a socket that waits for the request", async () => {
  class MockSocket extends Socket {
    override connecting = true;
    override _write(_: unknown, __: unknown, callback: () => void) {
      this.push(`${head(success.length)}${success}`);
      callback();
    }
    override _writev(_: unknown, callback: () => void) {
      this._write(_, _, callback);
    }
  }
  const { request } = http;
  vi.spyOn(http, "request").mockImplementation(((options: http.RequestOptions) =>
    request({ ...options, agent: undefined, createConnection: () => new MockSocket() })) as typeof request);
  await clientFor("http://127.0.0.1:1").auth("r-1");
});
