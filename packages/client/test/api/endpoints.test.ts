import { describe, expect, test } from "vitest";
import { endpoints } from "../../src/api/endpoints.ts";
import type { MassPayoutClient, MassPayoutEvent } from "../../src/index.ts";
import { clientFor } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";
import { verified, verifyArrival } from "../support/signatures.ts";

const id = "79cdefc1-3ce6-4f51-bdd9-c050274db664";
const item =
  '{"itemExternalId":"ext-65656","referenceCode":"b9a2f39c","recipientType":"IBAN","recipientInfo":"TR92","recipientName":"Recipient One","description":"Payment for services","itemStatus":"INIT","errorMessages":[],"totalAmount":100,"commissionAmount":20.00000000,"currencyCode":"TRY"}';

/** Calls an operation of a client whose server gives this answer. */
async function callWith<Result>(answer: string, call: (iyzico: MassPayoutClient) => Promise<Result>) {
  await using server = await startAnswering(answer);
  const events: MassPayoutEvent[] = [];
  const result = await call(clientFor(server.url, { onEvent: (event) => events.push(event) })).catch((error) => error);
  return { result, arrivals: server.arrivals, events };
}

const calls: Record<string, { answer: string; call: (iyzico: MassPayoutClient) => Promise<unknown>; result: unknown }> =
  {
    auth: { answer: '{"status":"success"}', call: (iyzico) => iyzico.auth(id), result: undefined },
    cancel: { answer: '{"status":"success"}', call: (iyzico) => iyzico.cancel(id), result: undefined },
    item: {
      answer: `{"status":"success","item":${item}}`,
      call: (iyzico) => iyzico.item(id),
      result: { ...JSON.parse(item), totalAmount: "100", commissionAmount: "20.00000000" },
    },
    balance: {
      answer: '{"status":"success","balance":"25399393.5"}',
      call: (iyzico) => iyzico.balance(),
      result: { balance: "25399393.5" },
    },
  };

test.each([
  ["auth", "POST", "/v1/mass/payout/auth?locale=tr", `{"requestId":"${id}"}`],
  ["cancel", "POST", `/v1/mass/payout/cancel/${id}?locale=tr`, ""],
  ["item", "GET", `/v1/mass/payout/retrieve/items/${id}?locale=tr`, ""],
  ["balance", "GET", "/v1/mass/payout/balance?locale=tr", ""],
])("%s is one signed request, with a content type also without a body, and returns its result", async (...row) => {
  const [operation, method, target, body] = row;
  const { answer, call, result: expected } = calls[operation] as (typeof calls)[string];
  const { result, arrivals } = await callWith(answer, call);
  expect(result).toStrictEqual(expected);
  expect(arrivals).toHaveLength(1);
  const [arrival] = arrivals;
  const headers = { accept: "application/json", "content-type": "application/json" };
  expect(arrival).toMatchObject({ method, target, body, headers });
  // A GET announces no body. A POST without one says so, because iyzico's server may wait for it otherwise.
  const length = method === "GET" ? undefined : String(body.length);
  expect(arrival?.headers["content-length"]).toBe(length);
  expect(arrival?.headers["transfer-encoding"]).toBeUndefined();
  expect(await verifyArrival(arrival)).toEqual(verified);
});

test.each(Object.keys(calls))("events of %s contain its path template and no value", async (operation) => {
  const { answer, call } = calls[operation] as (typeof calls)[string];
  const { events } = await callWith(answer, call);
  const { path: urlTemplate, method } = endpoints[operation as keyof typeof endpoints];
  expect(events[1]).toMatchObject({ type: "attempt-started", operation, method, urlTemplate });
  expect(JSON.stringify(events)).not.toContain(id);
});

describe("ids that are empty, of another type or unsafe in a path are rejected before anything is sent", () => {
  const names = { auth: "requestId", cancel: "requestId", item: "referenceCode" } as const;
  const none = ["", " ", undefined, null, 7, {}, ["a"]];
  const unsafe = [".", "..", "../balance", "a/b", "a b", "a?b", "a#b", "%2e", "ş", "\ud800", "a\n", "a\\b"];
  test.each([
    ...none.flatMap((value) => (["auth", "cancel", "item"] as const).map((operation) => [operation, value] as const)),
    ...unsafe.flatMap((value) => (["cancel", "item"] as const).map((operation) => [operation, value] as const)),
  ])("%s %j", async (operation, value) => {
    const { result, arrivals, events } = await callWith(
      "{}",
      (iyzico): Promise<unknown> => iyzico[operation](value as string),
    );
    expect(result).toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      operation,
      attempts: 0,
      message: expect.stringMatching(`^${operation}: ${names[operation]} `),
      faults: [{ field: names[operation] }],
    });
    expect(arrivals).toEqual([]);
    expect(events).toEqual([]);
  });
});
