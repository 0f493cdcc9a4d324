import dns from "node:dns";
import { createServer, request as httpRequest, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createSocketServer, type Server, type Socket } from "node:net";
import tls from "node:tls";
import { fetchOnce } from "@iyzico-mass-payout/auth";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { MassPayoutClientOptions, MassPayoutError } from "../../src/index.ts";
import * as certificates from "../support/certificates.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { listen, startAnswering, startServer, startSocketServer } from "../support/server.ts";

const success = '{"status":"success"}';
const nodeFetch = globalThis.fetch;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A server that is closed when the test is over. */
async function using(
  server: Server,
  scheme = "https",
): Promise<{ url: string; connections(): number } & AsyncDisposable> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  const url = (await listen(server)).replace("http:", `${scheme}:`);
  return {
    url,
    connections: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The address of a server that has ended. */
async function closedUrl(): Promise<string> {
  await using server = await startAnswering(success);
  return server.url;
}

/** The error of an auth that is sent to this address. */
function failedAuth(baseUrl: string, options: Partial<MassPayoutClientOptions> = {}): Promise<MassPayoutError> {
  return rejectionOf(clientFor(baseUrl, { rateLimit: false, ...options }).auth("r-1"));
}

const notSent = {
  code: "network_error",
  outcome: "not-sent",
  attempts: 1,
  hint: "Check the address, name resolution, TLS and any proxy. Nothing was sent.",
};
const unknown = {
  code: "network_error",
  outcome: "unknown",
  hint: expect.stringContaining("read the payout before you send anything again"),
};

/** Lets every name resolve to these addresses, or fail with this error. */
function resolveNames(answer: () => NodeJS.ErrnoException | { address: string; family: number }[]): void {
  vi.spyOn(dns, "lookup").mockImplementation(((_: string, __: object, callback: (...values: unknown[]) => void) => {
    const resolved = answer();
    if (resolved instanceof Error) callback(resolved);
    else callback(null, resolved);
  }) as never);
}

/** Lets connections trust this certificate of a test. */
function trust(certificate: string): void {
  const { createSecureContext } = tls;
  vi.spyOn(tls, "createSecureContext").mockImplementation((options) =>
    createSecureContext({ ...options, ca: [certificate] }),
  );
}

/** A TLS server that answers all requests alike, and counts them. */
async function startTlsServer(cert: string) {
  let requests = 0;
  const listener: RequestListener = (_, response) => {
    requests += 1;
    response.end(success);
  };
  const server = await using(createTlsServer({ key: certificates.key, cert }, listener));
  return Object.assign(server, { requests: () => requests });
}

describe("a write is not sent when", () => {
  test("the connection is refused", async () => {
    const error = await failedAuth(await closedUrl());
    expect(error).toMatchObject(notSent);
    expect(error.message).toBe("auth: no connection was made (ECONNREFUSED).");
    expect(error.cause).toMatchObject({ name: "Error", code: "ECONNREFUSED", syscall: "connect" });
  });

  test("every address of the name refuses the connection", async () => {
    const { port } = new URL(await closedUrl());
    resolveNames(() => ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 })));
    const error = await failedAuth(`http://localhost:${port}`);
    expect(error).toMatchObject(notSent);
    expect(error.cause).toMatchObject({ name: "AggregateError", code: "ECONNREFUSED" });
  });

  test("the name does not exist", async () => {
    // A machine without a network answers EAI_AGAIN.
    const error = await failedAuth("https://iyzico.invalid");
    expect(error).toMatchObject({ ...notSent, message: expect.stringMatching(/\((ENOTFOUND|EAI_AGAIN)\)\.$/) });
  });

  test("the name cannot be resolved at the moment", async () => {
    resolveNames(() => Object.assign(new Error("failed"), { code: "EAI_AGAIN", syscall: "getaddrinfo" }));
    const error = await failedAuth("https://iyzico.invalid");
    expect(error).toMatchObject({ ...notSent, message: "auth: no connection was made (EAI_AGAIN)." });
  });

  test.each([
    ["signed by itself", "DEPTH_ZERO_SELF_SIGNED_CERT", certificates.current, false],
    ["expired", "CERT_HAS_EXPIRED", certificates.expired, true],
    ["of another host", "ERR_TLS_CERT_ALTNAME_INVALID", certificates.otherHost, true],
  ])("the server's certificate is %s", async (_, code, certificate, isTrusted) => {
    if (isTrusted) trust(certificate);
    await using server = await startTlsServer(certificate);
    const error = await failedAuth(server.url);
    expect(server.requests()).toBe(0);
    expect(error).toMatchObject({ ...notSent, message: `auth: no connection was made (${code}).` });
  });

  test.each<[string, string, (socket: Socket) => void]>([
    ["is cut", "ECONNRESET", (socket) => socket.once("data", () => socket.destroy())],
    ["is reset", "ECONNRESET", (socket) => socket.once("data", () => socket.resetAndDestroy())],
    ["is answered in HTTP", "ERR_SSL_WRONG_VERSION_NUMBER", (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")],
  ])("the TLS handshake %s", async (_, code, answer) => {
    await using server = await using(createSocketServer(answer));
    const error = await failedAuth(server.url);
    expect(error).toMatchObject({ ...notSent, message: `auth: no connection was made (${code}).` });
  });

  test("others are sent meanwhile", async () => {
    await using server = await startAnswering(success);
    const closed = await closedUrl();
    const [error] = await Promise.all([failedAuth(closed), clientFor(server.url).auth("r-1"), failedAuth(closed)]);
    expect(error).toMatchObject(notSent);
  });

  test("its signer fails, whatever sends it", async () => {
    const signer = { sign: () => Promise.reject(Object.assign(new Error("vault"), { code: "ECONNRESET" })) };
    const fetch = vi.fn();
    const error = await rejectionOf(
      clientFor("http://127.0.0.1:1", { credentials: undefined, signer, fetch } as never).auth("r-1"),
    );
    expect(error).toMatchObject({ code: "network_error", outcome: "not-sent" });
    expect(error.message).toBe("auth: the request could not be signed (ECONNRESET).");
    expect(error.hint).toBe("The signer failed: its error is the cause. Nothing was sent.");
    expect(fetch).not.toHaveBeenCalled();
  });

  test("the caller aborts while it is signed, and a signature that comes later sends nothing", async () => {
    const controller = new AbortController();
    const fetch = vi.fn();
    let signed: () => void = () => {};
    const signer = {
      sign: () => {
        setImmediate(() => controller.abort("enough"));
        return new Promise((resolve) => {
          signed = () => resolve({ authorization: "IYZWSv2 x", "x-iyzi-rnd": "1" });
        });
      },
    };
    const iyzico = clientFor("http://127.0.0.1:1", { credentials: undefined, signer, fetch } as never);
    expect(await rejectionOf(iyzico.auth("r-1", { signal: controller.signal }))).toMatchObject({
      code: "aborted",
      outcome: "not-sent",
      message: "auth: aborted before it was sent.",
    });
    signed();
    await new Promise((resolve) => setImmediate(resolve));
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("the outcome of a write is unknown when", () => {
  test("the connection is reset after the headers were sent, over TLS too", async () => {
    trust(certificates.current);
    const { key, current: cert } = certificates;
    await using server = await using(createTlsServer({ key, cert }, ({ socket }) => socket.destroy()));
    expect(await failedAuth(server.url)).toMatchObject(unknown);
  });

  test("a kept connection is closed, and no other one can be made", async () => {
    const server = await startSocketServer((socket, count) => {
      if (count === 1) socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${success.length}\r\n\r\n${success}`);
      else void server[Symbol.asyncDispose]();
    });
    const iyzico = clientFor(server.url);
    await iyzico.auth("r-1");
    // Node keeps the connection once its answer is over.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await rejectionOf(iyzico.auth("r-1"))).toMatchObject(unknown);
    expect(server.requests()).toBe(2);
  });

  test("it is answered with 421, which Node's fetch would send again", async () => {
    await using server = await startAnswering("", 421);
    expect(await failedAuth(server.url)).toMatchObject({ code: "unreadable_response", outcome: "unknown" });
    expect(server.arrivals).toHaveLength(1);
  });

  test("Node's fetch itself sends it again, after 421, and the second connection is refused", async () => {
    const server = createServer((_, response) => {
      server.close();
      response.writeHead(421, { connection: "close" }).end();
    });
    const error = await failedAuth(await listen(server), { fetch: fetchOnce });
    expect(error).toMatchObject({ ...unknown, message: "auth: no complete answer arrived (ECONNREFUSED)." });
  });

  /** Fetches that deliver the request elsewhere, and then report that the connection was refused. */
  const wrappers: [string, (delivered: string) => typeof fetch][] = [
    [
      "by Node's fetch",
      (delivered) => async (input, init) => {
        await nodeFetch(delivered, { method: "POST", headers: (input as Request).headers, body: "{}" });
        return nodeFetch(input, init);
      },
    ],
    [
      "by node:http",
      (delivered) => async (input, init) => {
        await new Promise((resolve) => httpRequest(delivered, { method: "POST" }, resolve).end("{}"));
        return nodeFetch(input, init);
      },
    ],
    [
      "by node:http in the same moment",
      (delivered) => (input, init) => {
        httpRequest(delivered, { method: "POST" }, (response) => response.resume()).end("{}");
        return nodeFetch(input, init);
      },
    ],
    [
      "by a proxy of Node's fetch",
      (delivered) =>
        new Proxy(nodeFetch, {
          apply: (target, _, [input, init]) => {
            httpRequest(delivered, { method: "POST" }, (response) => response.resume()).end("{}");
            return target(input, init);
          },
        }),
    ],
  ];

  test.each(wrappers)("a global fetch delivers it %s and reports another try as ECONNREFUSED", async (_, wrap) => {
    await using server = await startAnswering(success);
    vi.stubGlobal("fetch", wrap(server.url));
    const error = await failedAuth(await closedUrl());
    expect(error).toMatchObject({ ...unknown, message: "auth: no complete answer arrived (ECONNREFUSED)." });
    await server.arrived(1);
  });

  test("a dispatcher of the program delivers it and reports another try as ECONNREFUSED", async () => {
    await using server = await startAnswering(success);
    // Node's fetch asks for the dispatcher under one of them.
    const keys = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];
    const globals = globalThis as unknown as Record<symbol, { dispatch(...values: unknown[]): boolean } | undefined>;
    const dispatchers = keys.map((key) => globals[key]);
    try {
      for (const [index, key] of keys.entries()) {
        const dispatcher = dispatchers[index];
        if (dispatcher === undefined) continue;
        globals[key] = {
          dispatch(...values) {
            httpRequest(server.url, { method: "POST" }, (response) => response.resume()).end("{}");
            return dispatcher.dispatch(...values);
          },
        };
      }
      expect(await failedAuth(await closedUrl())).toMatchObject(unknown);
      await server.arrived(1);
    } finally {
      for (const [index, key] of keys.entries()) {
        if (dispatchers[index] !== undefined) globals[key] = dispatchers[index];
      }
    }
  });

  test("the client was given a fetch, even Node's", async () => {
    const closed = await closedUrl();
    expect(await failedAuth(closed, { fetch: (request) => nodeFetch(request) })).toMatchObject(unknown);
    expect(await failedAuth(closed, { fetch: nodeFetch })).toMatchObject(unknown);
    expect(await failedAuth(closed, { fetch: fetchOnce })).toMatchObject(unknown);
  });

  test("Node does not give its HTTP modules, as before 20.16", async () => {
    const closed = await closedUrl();
    vi.stubGlobal("process", Object.create(process, { getBuiltinModule: { value: undefined } }));
    expect(await failedAuth(closed)).toMatchObject(unknown);
  });
});

test("a write is sent over TLS, also on a connection that was kept", async () => {
  trust(certificates.current);
  await using server = await startTlsServer(certificates.current);
  for (let call = 0; call < 3; call += 1) {
    await clientFor(server.url).auth("r-1");
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(server.requests()).toBe(3);
  expect(server.connections()).toBe(1);
});

test("a read that may have been sent once is not reported as not sent", async () => {
  const server = await startServer(({ socket }) => {
    void server[Symbol.asyncDispose]();
    socket?.destroy();
  });
  const retry = { maxAttempts: 2, baseDelayMs: 1 };
  const error = await rejectionOf(clientFor(server.url, { retry }).balance());
  expect(error).toMatchObject({ code: "network_error", outcome: "unknown", attempts: 2 });
  expect(error.message).toBe("balance: no connection was made (ECONNREFUSED).");
  // Now no attempt can be sent.
  expect(await rejectionOf(clientFor(server.url, { retry }).balance())).toMatchObject({ ...notSent, attempts: 2 });
});
