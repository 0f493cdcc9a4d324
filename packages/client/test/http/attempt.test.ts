import diagnosticsChannel from "node:diagnostics_channel";
import { describe, expect, test } from "vitest";
import type { MassPayoutClientOptions } from "../../src/index.ts";
import { emptyPage, retrieveRequest } from "../support/answers.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { type RequestListener, startAnswering, startServer } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

type CallOptions = { deadlineMs?: number; signal?: AbortSignal };

/** Servers whose answer never ends, and whether its headers arrive. */
const endless: [place: string, hasHeaders: boolean, answer: RequestListener][] = [
  ["before the headers", false, () => undefined],
  ["in the headers", false, (response) => response.socket?.write("HTTP/1.1 200 OK\r\ncontent-")],
  ["after the headers", true, (response) => response.writeHead(200, { "content-length": "500" }).flushHeaders()],
  ["in the body", true, (response) => response.writeHead(200).write('{"status":')],
  [
    "in a body that drips",
    true,
    (response) => {
      response.writeHead(200);
      const dripping = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(dripping));
    },
  ],
];

const sentBy = ["Node's HTTP modules", "a fetch"] as const;
const stops = endless.flatMap(([place, ...stop]) => sentBy.map((sender) => [place, sender, ...stop] as const));

describe.each(stops)("a server that stops %s, to a request sent by %s,", (_, sender, hasHeaders, answer) => {
  /** Calls retrieve, and interrupts the call once the answer is as far as it gets. */
  async function interrupted(
    interrupt: () => void,
    options: Partial<MassPayoutClientOptions>,
    callOptions: CallOptions = {},
  ) {
    await using server = await startServer((response, arrival) => {
      answer(response, arrival);
      if (!hasHeaders) setImmediate(interrupt);
    });
    if (sender === "a fetch") {
      const fetchThenInterrupt = async (request: Request) => {
        const response = await fetch(request);
        setImmediate(interrupt);
        return response;
      };
      const iyzico = clientFor(server.url, { ...options, fetch: fetchThenInterrupt });
      return await rejectionOf(iyzico.retrieve(retrieveRequest, callOptions));
    }
    // Published when the head of an answer has arrived.
    const onHeaders = () => void setImmediate(interrupt);
    diagnosticsChannel.subscribe("http.client.response.finish", onHeaders);
    try {
      return await rejectionOf(clientFor(server.url, options).retrieve(retrieveRequest, callOptions));
    } finally {
      diagnosticsChannel.unsubscribe("http.client.response.finish", onHeaders);
    }
  }

  test("is given up after timeoutMs", async () => {
    const timers = holdTimers();
    expect(await interrupted(timers.fire, { timeoutMs: heldMs })).toMatchObject({
      code: "timeout",
      outcome: "unknown",
      attempts: 1,
      message: `retrieve: no complete answer within ${heldMs} ms.`,
    });
  });

  test("is given up at the deadline", async () => {
    const timers = holdTimers();
    expect(await interrupted(timers.fire, { clock: virtualClock() }, { deadlineMs: heldMs })).toMatchObject({
      code: "deadline_exceeded",
      outcome: "unknown",
      attempts: 1,
    });
  });

  test("is given up when the caller aborts", async () => {
    const controller = new AbortController();
    const abort = () => controller.abort(new Error("enough"));
    expect(await interrupted(abort, {}, { signal: controller.signal })).toMatchObject({
      code: "aborted",
      outcome: "unknown",
      attempts: 1,
      cause: new Error("enough"),
    });
  });
});

test("a fetch that ignores its signal is given up too", async () => {
  const timers = holdTimers();
  const fetch = () => {
    setImmediate(timers.fire);
    return new Promise<Response>(() => undefined);
  };
  const iyzico = clientFor("http://127.0.0.1:1", { fetch, timeoutMs: heldMs });
  expect(await rejectionOf(iyzico.retrieve(retrieveRequest))).toMatchObject({ code: "timeout" });
});

test("an abort before the call sends nothing", async () => {
  await using server = await startAnswering(emptyPage);
  const signal = AbortSignal.abort(new Error("no longer needed"));
  const error = await rejectionOf(clientFor(server.url).retrieve(retrieveRequest, { signal }));
  expect(error).toMatchObject({ code: "aborted", outcome: "not-sent", attempts: 0 });
  expect(error.cause).toEqual(new Error("no longer needed"));
  expect(server.arrivals).toEqual([]);
});

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])(
    "with %i is an error, and the second origin receives nothing",
    async (status) => {
      await using second = await startAnswering(emptyPage);
      await using first = await startAnswering("", status, { location: `${second.url}/v1/mass/payout/retrieve` });
      expect(await rejectionOf(clientFor(first.url).retrieve(retrieveRequest))).toMatchObject({
        code: "redirected",
        outcome: "unknown",
        httpStatus: status,
        attempts: 1,
      });
      expect(second.arrivals).toEqual([]);
    },
  );

  test("that a fetch of the caller's follows is an error, whatever the answer is", async () => {
    await using second = await startAnswering(emptyPage);
    await using first = await startAnswering("", 307, { location: second.url });
    const iyzico = clientFor(first.url, {
      fetch: async ({ url, method, headers, body }) =>
        fetch(url, { method, headers, body: await new Response(body).text() }),
    });
    expect(await rejectionOf(iyzico.retrieve(retrieveRequest))).toMatchObject({
      code: "redirected",
      outcome: "unknown",
    });
  });
});

describe("a network error", () => {
  test.each<[string, RequestListener]>([
    ["before the headers", (response) => response.socket?.destroy()],
    ["in the headers", ({ socket }) => socket?.write("HTTP/1.1 200 OK\r\ncontent-ty", () => socket.destroy())],
    [
      "after the headers",
      (response) => {
        const { socket } = response;
        response.writeHead(200, { "content-length": "500" }).write('{"status":"success"', () => socket?.destroy());
      },
    ],
  ])("is a connection that breaks %s", async (_, answer) => {
    await using server = await startServer(answer);
    expect(await rejectionOf(clientFor(server.url).retrieve(retrieveRequest))).toMatchObject({
      code: "network_error",
      outcome: "unknown",
    });
    expect(server.arrivals).toHaveLength(1);
  });

  test.each([[new Error("offline")], ["offline"], [undefined], [null], [{}]])(
    "is a fetch of the caller's that rejects with %s",
    async (reason) => {
      const iyzico = clientFor("http://127.0.0.1:1", { fetch: () => Promise.reject(reason) });
      expect(await rejectionOf(iyzico.retrieve(retrieveRequest))).toMatchObject({
        code: "network_error",
        message: "retrieve: no complete answer arrived.",
      });
    },
  );

  test.each(["ConnectionRefused", "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "UND_ERR_SOCKET"])(
    "has the system's code %s, wherever the runtime puts it",
    async (code) => {
      const fetch = () => Promise.reject(Object.assign(new Error("failed"), { code }));
      const error = await rejectionOf(clientFor("http://127.0.0.1:1", { fetch }).retrieve(retrieveRequest));
      expect(error.message).toBe(`retrieve: no complete answer arrived (${code}).`);
      expect(error.cause).toMatchObject({ name: "Error", code });
    },
  );
});

test("every call has a signature of its own", async () => {
  await using server = await startAnswering(emptyPage);
  const iyzico = clientFor(server.url);
  await Promise.all([iyzico.retrieve(retrieveRequest), iyzico.retrieve(retrieveRequest)]);
  const [first, second] = server.arrivals.map(({ headers }) => headers.authorization);
  expect(first).not.toBe(second);
});
