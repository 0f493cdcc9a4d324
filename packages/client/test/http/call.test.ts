import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import type { MassPayoutClient, MassPayoutClientOptions } from "../../src/index.ts";
import { failureAnswer } from "../support/answers.ts";
import { clientFor } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { type RequestListener, startAnswering, startServer, startSocketServer } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

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

/** A client that retries as much as a client can. */
const retryingClient = (baseUrl: string, options: Partial<MassPayoutClientOptions> = {}) =>
  clientFor(baseUrl, { clock: virtualClock(), retry: { maxAttempts: 9 }, rateLimit: false, ...options });

const head = (length: number) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`;
const readFirst = "It may have taken effect: read the payout before you send anything again.";

describe.each(Object.entries(writes))("%s", (operation, write) => {
  test.each<[string, (socket: Socket) => void]>([
    ["at once", (socket) => socket.resetAndDestroy()],
    ["in the headers", (socket) => socket.write("HTTP/1.1 200", () => socket.resetAndDestroy())],
    ["in the body", (socket) => socket.write(`${head(99)}{"status":`, () => socket.resetAndDestroy())],
    ["after half of its length", (socket) => socket.end(`${head(99)}{"status":"success"`)],
    ["without an answer", (socket) => socket.end()],
  ])("is sent exactly once when the connection breaks %s, and its outcome is unknown", async (_, answer) => {
    await using server = await startSocketServer(answer);
    await expect(write(retryingClient(server.url))).rejects.toMatchObject({
      code: "network_error",
      outcome: "unknown",
      operation,
      attempts: 1,
      hint: `The connection failed or broke. ${readFirst}`,
    });
    expect(server.requests()).toBe(1);
  });

  test("is sent exactly once on a connection that the server closes meanwhile", async () => {
    await using server = await startSocketServer((socket, count) => {
      if (count === 1) socket.write(head(success.length) + success);
      else socket.destroy();
    });
    const iyzico = retryingClient(server.url);
    await write(iyzico);
    await expect(write(iyzico)).rejects.toMatchObject({ code: "network_error", outcome: "unknown" });
    expect(server.requests()).toBe(2);
  });

  test.each<[string, number, string, object]>([
    ["HTML with 502", 502, "<html>", { code: "service_error", outcome: "unknown" }],
    ["nothing with 500", 500, "", { code: "service_error", outcome: "unknown" }],
    ["a failure without a code with 503", 503, '{"status":"failure"}', { code: "service_error", outcome: "unknown" }],
    ["a system error, 1", 200, failureAnswer("1"), { code: "service_error", outcome: "unknown" }],
    ["a system error, 2", 200, failureAnswer("2"), { code: "service_error", outcome: "unknown" }],
    ["a system error, 100001", 200, failureAnswer("100001"), { code: "service_error", outcome: "unknown" }],
    ["an undocumented code", 200, failureAnswer("4711"), { code: "request_rejected", outcome: "unknown" }],
    ["a failure without a code", 200, '{"status":"failure"}', { code: "request_rejected", outcome: "unknown" }],
    ["the HTML of a proxy's limit", 429, "<html>", { code: "rate_limited", outcome: "unknown" }],
    ["JSON that is not iyzico's", 200, '{"ok":true}', { code: "unreadable_response", outcome: "unknown" }],
    ["half of a success", 200, '{"status":"success"', { code: "unreadable_response", outcome: "unknown" }],
    ["no body", 200, "", { code: "unreadable_response", outcome: "unknown" }],
  ])(
    "is sent exactly once when the answer is %s, and the hint says to read the payout first",
    async (_, status, text, expected) => {
      await using server = await startAnswering(text, status);
      await expect(write(retryingClient(server.url))).rejects.toMatchObject({
        ...expected,
        operation,
        attempts: 1,
        hint: expect.stringContaining(readFirst),
      });
      expect(server.arrivals).toHaveLength(1);
    },
  );

  test.each<[string, number, string, object]>([
    ["the request limit, 50000", 200, failureAnswer("50000"), { code: "rate_limited" }],
    ["the request limit with 429", 429, '{"status":"failure","errorCode":50000}', { code: "rate_limited" }],
    ["a wrong field, 11", 200, failureAnswer("11"), { code: "request_rejected" }],
    ["a wrong IBAN, 2030", 200, failureAnswer("2030"), { code: "request_rejected" }],
    ["a wrong signature, 1000", 200, failureAnswer("1000"), { code: "authentication_failed" }],
    ["the gateway's 401", 401, '{"status":401,"errorCode":"5"}', { code: "authentication_failed" }],
    ["a merchant without the product, 2000", 200, failureAnswer("2000"), { code: "product_not_enabled" }],
  ])("is sent exactly once when iyzico rejects it with %s", async (_, status, text, expected) => {
    await using server = await startAnswering(text, status, { "retry-after": "0" });
    const call = write(retryingClient(server.url));
    await expect(call).rejects.toMatchObject({ ...expected, outcome: "rejected", operation, attempts: 1 });
    await expect(call).rejects.not.toMatchObject({ hint: expect.stringContaining("safe") });
    expect(server.arrivals).toHaveLength(1);
  });

  test.each<[string, RequestListener]>([
    ["no answer arrives", () => undefined],
    ["the body stalls", (response) => response.writeHead(200).write('{"status":')],
  ])("is sent exactly once when %s until the time limit", async (_, answer) => {
    const timers = holdTimers();
    await using server = await startServer((response, arrival) => {
      answer(response, arrival);
      timers.fire();
    });
    await expect(write(retryingClient(server.url, { timeoutMs: heldMs }))).rejects.toMatchObject({
      code: "timeout",
      outcome: "unknown",
      attempts: 1,
      hint: `The answer took too long. ${readFirst}`,
    });
    await expect(write(retryingClient(server.url, { deadlineMs: heldMs }))).rejects.toMatchObject({
      code: "deadline_exceeded",
      outcome: "unknown",
      hint: expect.stringContaining(readFirst),
    });
    expect(server.arrivals).toHaveLength(2);
  });

  test("is sent exactly once when the caller aborts in flight, and never when the signal was aborted before", async () => {
    const controller = new AbortController();
    await using server = await startServer(() => controller.abort("enough"));
    const iyzico = retryingClient(server.url);
    await expect(write(iyzico, controller.signal)).rejects.toMatchObject({
      code: "aborted",
      outcome: "unknown",
      hint: expect.stringContaining(readFirst),
    });
    expect(server.arrivals).toHaveLength(1);
    await expect(write(iyzico, controller.signal)).rejects.toMatchObject({ code: "aborted", outcome: "not-sent" });
    expect(server.arrivals).toHaveLength(1);
  });

  test("does not follow a redirect, and the other server receives nothing", async () => {
    await using second = await startAnswering(success);
    for (const status of [301, 302, 303, 307, 308]) {
      await using first = await startAnswering("", status, { location: second.url });
      await expect(write(retryingClient(first.url))).rejects.toMatchObject({
        code: "redirected",
        outcome: "unknown",
        hint: expect.stringContaining(readFirst),
      });
      expect(first.arrivals).toHaveLength(1);
    }
    expect(second.arrivals).toEqual([]);
  });

  test("succeeds when iyzico says so, whatever the HTTP status", async () => {
    await using server = await startAnswering(success, 500);
    await expect(write(retryingClient(server.url))).resolves.not.toThrow();
    expect(server.arrivals).toHaveLength(1);
  });

  test("is not sent without a slot of the rate limit", async () => {
    await using server = await startAnswering(success);
    const limiter = { acquire: () => Promise.reject(new Error("no slot")) };
    await expect(write(retryingClient(server.url, { rateLimit: limiter }))).rejects.toMatchObject({
      code: "rate_limiter_failed",
      outcome: "not-sent",
      operation,
    });
    expect(server.arrivals).toEqual([]);
  });
});

test("a read is retried where a write is not", async () => {
  await using server = await startAnswering("<html>", 502);
  const iyzico = retryingClient(server.url, { retry: { maxAttempts: 3 } });
  const hint = "iyzico or a proxy in front of it could not answer. Reading again is safe.";
  await expect(iyzico.item("ref-1")).rejects.toMatchObject({ code: "service_error", attempts: 3, hint });
  await expect(iyzico.balance()).rejects.toMatchObject({ code: "service_error", attempts: 3, hint });
  expect(server.arrivals).toHaveLength(6);
});
