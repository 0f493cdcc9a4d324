import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { createMassPayoutClient, type MassPayoutClient, type MassPayoutClientOptions } from "../src/index.ts";
import { startAnswering, startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const writes: Record<string, (iyzico: MassPayoutClient, signal?: AbortSignal) => Promise<unknown>> = {
  init: (iyzico, signal) =>
    iyzico.init(
      {
        externalId: "e",
        items: [
          {
            itemExternalId: "1",
            recipientType: "PHONE",
            recipientInfo: "+905555555555",
            amount: { value: "1", currency: "TRY" },
            description: "November",
          },
        ],
      },
      { signal },
    ),
  auth: (iyzico, signal) => iyzico.auth("r-1", { signal }),
  cancel: (iyzico, signal) => iyzico.cancel("r-1", { signal }),
};
const success = '{"status":"success","requestId":"r-1"}';
const failure = (code: string) => `{"status":"failure","errorCode":"${code}"}`;

/** Repeats reads as eagerly as a client can. */
const clientFor = (baseUrl: string, options: Partial<MassPayoutClientOptions> = {}) =>
  createMassPayoutClient({
    credentials,
    baseUrl,
    clock: virtualClock(),
    retry: { maxAttempts: 9 },
    rateLimit: false,
    ...options,
  } as MassPayoutClientOptions);

/** A raw socket server that answers each request as it is told to, and counts them. */
async function startSocket(answer: (socket: Socket, count: number) => void) {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      // A request's head and its body may come in one piece or two.
      if (!/^(GET|POST) /.test(chunk.toString())) return;
      requests += 1;
      answer(socket, requests);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const head = (length: number) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`;
const polls = "It may have been carried out: look at the payout before anything else.";

describe.each(Object.entries(writes))("%s", (operation, write) => {
  test.each<[string, (socket: Socket) => void]>([
    ["at once", (socket) => socket.resetAndDestroy()],
    ["in the headers", (socket) => socket.write("HTTP/1.1 200", () => socket.resetAndDestroy())],
    ["in the body", (socket) => socket.write(`${head(99)}{"status":`, () => socket.resetAndDestroy())],
    ["after half of its length", (socket) => socket.end(`${head(99)}{"status":"success"`)],
    ["without an answer", (socket) => socket.end()],
  ])("is sent exactly once when the connection breaks %s, and its outcome is unknown", async (_, answer) => {
    await using server = await startSocket(answer);
    await expect(write(clientFor(server.url))).rejects.toMatchObject({
      code: "network_error",
      outcome: "unknown",
      operation,
      attempts: 1,
      hint: `The connection failed or broke. ${polls}`,
    });
    expect(server.requests()).toBe(1);
  });

  test("is sent exactly once on a connection that the server closes while it comes", async () => {
    await using server = await startSocket((socket, count) => {
      if (count === 1) socket.write(head(success.length) + success);
      else socket.destroy();
    });
    const iyzico = clientFor(server.url);
    await write(iyzico);
    await expect(write(iyzico)).rejects.toMatchObject({ code: "network_error", outcome: "unknown" });
    expect(server.requests()).toBe(2);
  });

  test.each<[string, number, string, object]>([
    ["HTML with 502", 502, "<html>", { code: "service_error", outcome: "unknown" }],
    ["nothing with 500", 500, "", { code: "service_error", outcome: "unknown" }],
    ["a failure without a code with 503", 503, '{"status":"failure"}', { code: "service_error", outcome: "unknown" }],
    ["a system error, 1", 200, failure("1"), { code: "service_error", outcome: "unknown" }],
    ["a system error, 2", 200, failure("2"), { code: "service_error", outcome: "unknown" }],
    ["a system error, 100001", 200, failure("100001"), { code: "service_error", outcome: "unknown" }],
    ["a code that nobody knows", 200, failure("4711"), { code: "refused", outcome: "unknown" }],
    ["a failure without a code", 200, '{"status":"failure"}', { code: "refused", outcome: "unknown" }],
    ["a page of a proxy's limit", 429, "<html>", { code: "rate_limited", outcome: "unknown" }],
    ["something that is not iyzico's", 200, '{"ok":true}', { code: "unreadable_response", outcome: "unknown" }],
    ["half of a success", 200, '{"status":"success"', { code: "unreadable_response", outcome: "unknown" }],
    ["no body", 200, "", { code: "unreadable_response", outcome: "unknown" }],
  ])("is sent exactly once when the answer is %s, and says to look first", async (_, status, text, expected) => {
    await using server = await startAnswering(text, status);
    await expect(write(clientFor(server.url))).rejects.toMatchObject({
      ...expected,
      operation,
      attempts: 1,
      hint: expect.stringContaining(polls),
    });
    expect(server.arrivals).toHaveLength(1);
  });

  test.each<[string, number, string, object]>([
    ["the request limit, 50000", 200, failure("50000"), { code: "rate_limited" }],
    ["the request limit with 429", 429, '{"status":"failure","errorCode":50000}', { code: "rate_limited" }],
    ["a field that is wrong, 11", 200, failure("11"), { code: "refused" }],
    ["an IBAN that is wrong, 2030", 200, failure("2030"), { code: "refused" }],
    ["a wrong signature, 1000", 200, failure("1000"), { code: "authentication_failed" }],
    ["the gateway's refusal", 401, '{"status":401,"errorCode":"5"}', { code: "authentication_failed" }],
    ["a merchant without the product, 2000", 200, failure("2000"), { code: "product_not_enabled" }],
  ])("is sent exactly once when it is refused with %s", async (_, status, text, expected) => {
    await using server = await startAnswering(text, status, { "retry-after": "0" });
    const call = write(clientFor(server.url));
    await expect(call).rejects.toMatchObject({ ...expected, outcome: "rejected", operation, attempts: 1 });
    await expect(call).rejects.not.toMatchObject({ hint: expect.stringContaining("no harm") });
    expect(server.arrivals).toHaveLength(1);
  });

  test.each<[string, Parameters<typeof startServer>[0]]>([
    ["nothing comes", () => undefined],
    ["the body stalls", (response) => response.writeHead(200).write('{"status":')],
  ])("is sent exactly once when %s until the time is up", async (_, answer) => {
    await using server = await startServer(answer);
    await expect(write(clientFor(server.url, { timeoutMs: 40 }))).rejects.toMatchObject({
      code: "timeout",
      outcome: "unknown",
      attempts: 1,
      hint: `The answer took too long. ${polls}`,
    });
    await expect(write(clientFor(server.url, { deadlineMs: 40, clock: undefined }))).rejects.toMatchObject({
      code: "deadline_exceeded",
      outcome: "unknown",
      hint: expect.stringContaining(polls),
    });
    expect(server.arrivals).toHaveLength(2);
  });

  test("is sent exactly once when the caller aborts in flight, and never when they did before", async () => {
    const controller = new AbortController();
    await using server = await startServer(() => controller.abort("enough"));
    const iyzico = clientFor(server.url);
    await expect(write(iyzico, controller.signal)).rejects.toMatchObject({
      code: "aborted",
      outcome: "unknown",
      hint: expect.stringContaining(polls),
    });
    expect(server.arrivals).toHaveLength(1);
    await expect(write(iyzico, controller.signal)).rejects.toMatchObject({ code: "aborted", outcome: "not-sent" });
    expect(server.arrivals).toHaveLength(1);
  });

  test("does not follow a redirect, and the other server hears nothing", async () => {
    await using second = await startAnswering(success);
    for (const status of [301, 302, 303, 307, 308]) {
      await using first = await startAnswering("", status, { location: second.url });
      await expect(write(clientFor(first.url))).rejects.toMatchObject({
        code: "redirected",
        outcome: "unknown",
        hint: expect.stringContaining(polls),
      });
      expect(first.arrivals).toHaveLength(1);
    }
    expect(second.arrivals).toEqual([]);
  });

  test("is a success when iyzico says so, whatever the HTTP status", async () => {
    await using server = await startAnswering(success, 500);
    await expect(write(clientFor(server.url))).resolves.not.toThrow();
    expect(server.arrivals).toHaveLength(1);
  });

  test("takes a slot of the rate limit, and is not sent without one", async () => {
    await using server = await startAnswering(success);
    const limiter = { acquire: () => Promise.reject(new Error("no slot")) };
    await expect(write(clientFor(server.url, { rateLimit: limiter }))).rejects.toMatchObject({
      code: "rate_limiter_failed",
      outcome: "not-sent",
      operation,
    });
    expect(server.arrivals).toEqual([]);
  });
});

test("reads are repeated where writes are not", async () => {
  await using server = await startAnswering("<html>", 502);
  const iyzico = clientFor(server.url, { retry: { maxAttempts: 3 } });
  const hint = "iyzico or a proxy in front of it could not answer. Reading again does no harm.";
  await expect(iyzico.item("ref-1")).rejects.toMatchObject({ code: "service_error", attempts: 3, hint });
  await expect(iyzico.balance()).rejects.toMatchObject({ code: "service_error", attempts: 3, hint });
  expect(server.arrivals).toHaveLength(6);
});
