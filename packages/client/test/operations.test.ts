import { createVerifier } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { endpoints } from "../src/api/endpoints.ts";
import { createMassPayoutClient, type MassPayoutClient, type MassPayoutEvent } from "../src/index.ts";
import { startAnswering } from "./server.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "CANARY-secret" };
const id = "79cdefc1-3ce6-4f51-bdd9-c050274db664";
const item =
  '{"itemExternalId":"ext-65656","referenceCode":"b9a2f39c","recipientType":"IBAN","recipientInfo":"TR92","recipientName":"Recipient One","description":"Payment for services","itemStatus":"INIT","errorMessages":[],"totalAmount":100,"commissionAmount":20.00000000,"currencyCode":"TRY"}';

async function asked<Result>(text: string, ask: (iyzico: MassPayoutClient) => Promise<Result>) {
  await using server = await startAnswering(text);
  const events: MassPayoutEvent[] = [];
  const iyzico = createMassPayoutClient({
    credentials,
    baseUrl: server.url,
    retry: false,
    onEvent: (event) => events.push(event),
  });
  const result = await ask(iyzico).catch((error) => error);
  return { result, arrivals: server.arrivals, events };
}

const asks: Record<string, { text: string; ask: (iyzico: MassPayoutClient) => Promise<unknown>; result: unknown }> = {
  auth: { text: '{"status":"success"}', ask: (iyzico) => iyzico.auth(id), result: undefined },
  cancel: { text: '{"status":"success"}', ask: (iyzico) => iyzico.cancel(id), result: undefined },
  item: {
    text: `{"status":"success","item":${item}}`,
    ask: (iyzico) => iyzico.item(id),
    result: { ...JSON.parse(item), totalAmount: "100", commissionAmount: "20.00000000" },
  },
  balance: {
    text: '{"status":"success","balance":"25399393.5"}',
    ask: (iyzico) => iyzico.balance(),
    result: { balance: "25399393.5" },
  },
};

test.each([
  ["auth", "POST", "/v1/mass/payout/auth?locale=tr", `{"requestId":"${id}"}`],
  ["cancel", "POST", `/v1/mass/payout/cancel/${id}?locale=tr`, ""],
  ["item", "GET", `/v1/mass/payout/retrieve/items/${id}?locale=tr`, ""],
  ["balance", "GET", "/v1/mass/payout/balance?locale=tr", ""],
])("%s is one signed request, with a content type only where there is a body, and has its result", async (...row) => {
  const [operation, method, target, body] = row;
  const { text, ask, result: expected } = asks[operation] as (typeof asks)[string];
  const { result, arrivals } = await asked(text, ask);
  expect(result).toStrictEqual(expected);
  expect(arrivals).toHaveLength(1);
  const [arrival] = arrivals;
  expect(arrival).toMatchObject({ method, target, body, headers: { accept: "application/json" } });
  expect(arrival?.headers["content-type"]).toBe(body === "" ? undefined : "application/json");
  const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey });
  const { authorization } = arrival?.headers ?? {};
  // No body is signed as nothing at all.
  const signed = { authorization, path: target, ...(body !== "" && { body }) };
  expect(await verifier.verify(signed)).toEqual({ ok: true, apiKey: credentials.apiKey });
});

test.each(Object.keys(asks))("events of %s name its path template and no value", async (operation) => {
  const { text, ask } = asks[operation] as (typeof asks)[string];
  const { events } = await asked(text, ask);
  const { path: urlTemplate, method } = endpoints[operation as keyof typeof operations];
  expect(events[0]).toMatchObject({ type: "attempt-started", operation, method, urlTemplate });
  expect(JSON.stringify(events)).not.toContain(id);
});

describe("ids that would ask something else, or nothing, are refused before anything is sent", () => {
  const names = { auth: "requestId", cancel: "requestId", item: "referenceCode" } as const;
  const none = ["", " ", undefined, null, 7, {}, ["a"]];
  const unsafe = [".", "..", "../balance", "a/b", "a b", "a?b", "a#b", "%2e", "ş", "\ud800", "a\n", "a\\b"];
  test.each([
    ...none.flatMap((value) => (["auth", "cancel", "item"] as const).map((operation) => [operation, value] as const)),
    ...unsafe.flatMap((value) => (["cancel", "item"] as const).map((operation) => [operation, value] as const)),
  ])("%s %j", async (operation, value) => {
    const { result, arrivals, events } = await asked(
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

describe("an item", () => {
  test("has the fields of the Java SDK where iyzico sends them", async () => {
    const text =
      '{"status":"success","item":{"itemStatus":"FAILED","massPayoutRequestId":"r-1","errorMessage":"Hesap kapalı"}}';
    const { result } = await asked(text, (iyzico) => iyzico.item(id));
    expect(result).toStrictEqual({
      itemStatus: "FAILED",
      massPayoutRequestId: "r-1",
      errorMessages: ["Hesap kapalı"],
    });
  });

  test.each([
    ['"errorMessages":["bir","iki"],"errorMessage":"iki"', ["bir", "iki"]],
    ['"errorMessages":["bir"],"errorMessage":"iki"', ["bir", "iki"]],
    ['"errorMessages":null,"errorMessage":""', []],
    ['"errorMessage":null', []],
  ])("has all error messages once: %s", async (fields, errorMessages) => {
    const { result } = await asked(`{"status":"success","item":{"itemStatus":"FAILED",${fields}}}`, (iyzico) =>
      iyzico.item(id),
    );
    expect(result).toMatchObject({ errorMessages });
  });

  test.each([
    ["item", '{"status":"success"}'],
    ["item", '{"status":"success","item":[]}'],
    ["item.itemStatus", '{"status":"success","item":{}}'],
    ["item.errorMessage", '{"status":"success","item":{"itemStatus":"INIT","errorMessage":["CANARY"]}}'],
    ["item.totalAmount", '{"status":"success","item":{"itemStatus":"INIT","totalAmount":"CANARY"}}'],
  ])("is none when %s can't be read: %s", async (field, text) => {
    const { result } = await asked(text, (iyzico) => iyzico.item(id));
    expect(result).toMatchObject({ code: "unreadable_response", operation: "item" });
    expect(result.message).toContain(`item: ${field} is not`);
    expect(JSON.stringify(result)).not.toContain("CANARY");
  });
});

describe("a balance", () => {
  test.each([
    ['"25399393.5"', "25399393.5"],
    ["25399393.50", "25399393.50"],
    ["9007199254740993.01", "9007199254740993.01"],
    ["0E-8", "0.00000000"],
    ["-0.5", "-0.5"],
  ])("%s is read to the digit", async (wire, balance) => {
    const { result } = await asked(`{"status":"success","balance":${wire}}`, (iyzico) => iyzico.balance());
    expect(result).toStrictEqual({ balance });
  });

  test.each(['{"status":"success"}', '{"status":"success","balance":null}', '{"status":"success","balance":"12,5"}'])(
    "is none in %s",
    async (text) => {
      const { result } = await asked(text, (iyzico) => iyzico.balance());
      expect(result).toMatchObject({
        code: "unreadable_response",
        message: "balance: balance is not an amount (HTTP 200).",
      });
    },
  );
});
