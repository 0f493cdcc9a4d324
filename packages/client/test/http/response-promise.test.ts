import { inspect } from "node:util";
import { fetchOnce } from "@iyzico-mass-payout/auth";
import { describe, expect, onTestFinished, test } from "vitest";
import type { MassPayoutClient, MassPayoutClientOptions, ResponsePromise } from "../../src/index.ts";
import { emptyPage, failureAnswer, retrieveRequest } from "../support/answers.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { initItem } from "../support/recipients.ts";
import { startAnswering, startServer } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

const headers = { "x-request-id": "7f3a", "set-cookie": "CANARY=1", date: "Thu, 26 Nov 2026 09:00:00 GMT" };

const calls: [string, string, object, (iyzico: MassPayoutClient) => ResponsePromise<unknown>][] = [
  ["retrieve", emptyPage, { items: [], total: 0 }, (iyzico) => iyzico.retrieve(retrieveRequest)],
  [
    "init",
    '{"status":"success","requestId":"r"}',
    { requestId: "r", accepted: "all" },
    (iyzico) => iyzico.init({ externalId: "e", items: [initItem("1")] }),
  ],
  ["auth", '{"status":"success"}', {}, (iyzico) => iyzico.auth("r")],
  ["cancel", '{"status":"success"}', {}, (iyzico) => iyzico.cancel("r")],
  [
    "item",
    '{"status":"success","item":{"itemStatus":"SUCCESS"}}',
    { itemStatus: "SUCCESS" },
    (iyzico) => iyzico.item("i"),
  ],
  ["balance", '{"status":"success","balance":"1.50"}', { balance: "1.50" }, (iyzico) => iyzico.balance()],
];

const ways: [string, Partial<MassPayoutClientOptions>][] = [
  ["node:https", {}],
  ["a fetch", { fetch: fetchOnce }],
];

describe.each(ways)("over %s", (_, options) => {
  test.each(calls)("%s has its result, status and headers, from one request", async (_, answer, expected, send) => {
    await using server = await startAnswering(answer, 201, headers);
    const promise = send(clientFor(server.url, options));
    const result = await promise;
    const { data, response } = await promise.withResponse();
    expect(data).toBe(result);
    expect(data ?? {}).toMatchObject(expected);
    expect(response.status).toBe(201);
    expect(response.headers.get("x-request-id")).toBe("7f3a");
    expect(response.headers.get("Date")).toBe(headers.date);
    expect(inspect(response, { depth: 9, showHidden: true })).not.toContain("CANARY");
    expect(Object.keys(response)).toEqual(["status", "headers"]);
    expect(server.arrivals).toHaveLength(1);
  });

  test("the response is that of the last attempt", async () => {
    await using server = await startServer((response) => {
      const attempt = server.arrivals.length;
      response.writeHead(attempt === 1 ? 500 : 200, { "x-request-id": `attempt-${attempt}` });
      response.end(attempt === 1 ? failureAnswer("1") : emptyPage);
    });
    const iyzico = clientFor(server.url, { ...options, retry: {}, clock: virtualClock() });
    const { response } = await iyzico.retrieve(retrieveRequest).withResponse();
    expect(response.status).toBe(200);
    expect(response.headers.get("x-request-id")).toBe("attempt-2");
    expect(server.arrivals).toHaveLength(2);
  });
});

test("the request is sent without waiting for await or withResponse, and not again for either", async () => {
  await using server = await startAnswering('{"status":"success"}', 200, headers);
  const promise = clientFor(server.url).auth("r");
  await server.arrived(1);
  const [first, second, result] = await Promise.all([promise.withResponse(), promise.withResponse(), promise]);
  expect(first.response.headers.get("x-request-id")).toBe("7f3a");
  expect(second).toEqual(first);
  // What one caller changes is not seen by another.
  expect(second.response.headers).not.toBe(first.response.headers);
  expect(result).toBeUndefined();
  expect(server.arrivals).toHaveLength(1);
});

test("is a native promise, whose then, catch and finally make plain ones", async () => {
  await using server = await startAnswering('{"status":"success","balance":"1"}');
  const promise = clientFor(server.url).balance();
  expect(promise.constructor).toBe(Promise);
  expect(Object.keys(promise)).toEqual([]);
  expect(inspect(promise)).toBe("Promise { <pending> }");
  expect(await promise.then(({ balance }) => balance).finally(() => undefined)).toBe("1");
  expect(await Promise.race([promise])).toEqual({ balance: "1" });
  for (const made of [promise.then(), promise.catch(() => undefined), promise.finally(() => undefined)]) {
    expect(made).not.toHaveProperty("withResponse");
  }
});

describe("of a call that fails, withResponse", () => {
  test("rejects with the error of the promise, which has the response", async () => {
    await using server = await startAnswering(failureAnswer("1000"), 200, headers);
    const promise = clientFor(server.url).auth("r");
    const error = await rejectionOf(promise.withResponse());
    expect(error.code).toBe("authentication_failed");
    expect(error.response?.headers.get("x-request-id")).toBe("7f3a");
    expect(await rejectionOf(promise)).toBe(error);
    expect(server.arrivals).toHaveLength(1);
  });

  test("is the only handler that the promise needs", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listener);
    onTestFinished(() => void process.off("unhandledRejection", listener));
    await using server = await startAnswering(failureAnswer("11"));
    await rejectionOf(clientFor(server.url).auth("r").withResponse());
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });

  test("rejects for arguments and options that cannot be used, and nothing is sent", async () => {
    await using server = await startAnswering(emptyPage);
    const iyzico = clientFor(server.url);
    expect((await rejectionOf(iyzico.auth("").withResponse())).code).toBe("invalid_request");
    expect((await rejectionOf(iyzico.balance({ timeoutMs: -1 }).withResponse())).code).toBe("invalid_configuration");
    expect(server.arrivals).toEqual([]);
  });
});
