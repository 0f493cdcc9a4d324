import type { ServerResponse } from "node:http";
import { format, inspect } from "node:util";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import {
  faultsOf,
  type InitRequest,
  type MassPayoutClient,
  type MassPayoutEvent,
  type OperationName,
} from "../src/index.ts";
import { clientFor, rejectionOf } from "./support/client.ts";
import { heldMs, holdTimers } from "./support/held-timers.ts";
import { initItem as recipient } from "./support/recipients.ts";
import { startAnswering, startServer } from "./support/server.ts";

const credentials = { apiKey: "CANARY-api", secretKey: "CANARY-secret" };
const iban = "TR000000000000000CANARY01";

// A canary in every field that the document marks as sensitive: a new mark makes a new canary.
const { properties } = document.components.schemas.MassPayoutItemDetail;
const sensitive = Object.entries(properties).flatMap(([name, schema]) =>
  "x-sensitive" in schema ? [[name, "items" in schema ? ["CANARY"] : `CANARY-${name}`]] : [],
);
const item = { ...Object.fromEntries(sensitive), itemExternalId: "CANARY-item", itemStatus: "INIT" };
const body = (change: object) =>
  JSON.stringify({
    status: "success",
    massPayout: { massPayoutStatus: "INIT", externalId: "CANARY-payout" },
    massPayoutItems: { items: [item] },
    page: 0,
    size: 40,
    total: 1,
    ...change,
  });

test("the document marks fields of an item as sensitive", () => {
  expect(sensitive.map(([name]) => name)).toEqual(expect.arrayContaining(["recipientInfo", "recipientName"]));
});

test("no output shows the credentials of a client", () => {
  const iyzico = clientFor("http://127.0.0.1:1", { credentials });
  expect(inspect(iyzico, { depth: null, showHidden: true, getters: true })).not.toContain("CANARY");
  expect(JSON.stringify(iyzico)).not.toContain("CANARY");
  let error: unknown;
  try {
    structuredClone(iyzico);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain("CANARY");
});

async function failureOf(values: AsyncIterable<unknown>): Promise<unknown> {
  try {
    for await (const _ of values);
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Answers that end in an error. `giveUp` reaches the time limit of the call. */
const endings: Record<string, (response: ServerResponse, giveUp: () => void) => unknown> = {
  "a wrong signature": (response) => response.end('{"status":"failure","errorCode":"1000"}'),
  "a rejection that repeats the request and a recipient": (response) =>
    response.end(`{"status":"failure","errorCode":"11","errorMessage":"CANARY-request: ${iban} geçersiz"}`),
  "an undocumented code": (response) => response.end('{"status":"failure","errorCode":"4711"}'),
  "the request limit": (response) => response.end('{"status":"failure","errorCode":50000}'),
  "HTML that repeats everything": (response) => response.end("<html>CANARY-request CANARY-api</html>"),
  "a 502 that repeats everything": (response) => response.writeHead(502).end("CANARY-request CANARY-api"),
  "a body that is not JSON": (response) => response.end('{"a": CANARY}'),
  "JSON that breaks off in a recipient": (response) => response.end(body({}).slice(0, -120)),
  "a repeated key": (response) => response.end('{"recipientName":"CANARY-1","recipientName":"CANARY-2"}'),
  "a string in the place of an amount": (response) =>
    response.end(body({ massPayoutItems: { items: [{ ...item, totalAmount: "CANARY" }] } })),
  "an unknown status of the envelope": (response) => response.end(body({ status: "CANARY" })),
  "a string in the place of an item": (response) => response.end(body({ massPayoutItems: { items: ["CANARY"] } })),
  "an id of another type": (response) =>
    response.end(body({ massPayoutItems: { items: [{ ...item, itemExternalId: ["CANARY"] }] } })),
  "a listing that does not add up": (response) => response.end(body({ total: 2 })),
  "bytes that are not UTF-8": (response) => response.end(Buffer.concat([Buffer.from('{"a":"CANARY'), Buffer.of(0xff)])),
  "a redirect with everything in it": (response) =>
    response.writeHead(307, { location: "http://127.0.0.1:1/CANARY" }).end("CANARY"),
  "headers that repeat everything": (response) =>
    response.writeHead(400, { "x-request": "CANARY", "set-cookie": "CANARY" }).end("{}"),
  "an answer that is not HTTP": (response) => response.socket?.end('{"recipientName":"CANARY"}\r\n\r\n'),
  "a broken chunk": (response) =>
    response.socket?.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n${body({})}`),
  "a code and a group that are accounts": (response) =>
    response.end(`{"status":"failure","errorCode":"${iban} CANARY","errorGroup":"CANARY-request ${iban}"}`),
  "a reset in the middle of a recipient": (response) => {
    const { socket } = response;
    response.writeHead(200, { "content-length": "5000" }).write(body({}), () => socket?.destroy());
  },
  "a body that stalls in a recipient": (response, giveUp) =>
    response.writeHead(200).write(body({}).slice(0, -9), () => setImmediate(giveUp)),
};

test.each(Object.entries(endings))("no output shows credentials, request or recipients after %s", async (_, answer) => {
  const timers = holdTimers();
  await using server = await startServer((response) => answer(response, timers.fire));
  const events: MassPayoutEvent[] = [];
  const iyzico = clientFor(server.url, {
    credentials,
    timeoutMs: heldMs,
    onEvent: (event) => events.push(event),
  });
  const listed = iyzico.items({ requestId: "CANARY-request", externalMassPayoutId: "CANARY-external" });
  const error = await failureOf(listed);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ hint: expect.stringMatching(/\w/), docs: expect.stringContaining("#") });
  const outputs = [
    inspect(error, { depth: null, showHidden: true }),
    JSON.stringify(error),
    String(error),
    (error as Error).stack,
    ...Object.values(error as object).map(String),
    JSON.stringify(events),
    inspect(iyzico, { depth: null, showHidden: true }),
  ];
  for (const output of outputs) expect(output).not.toContain("CANARY");
});

// The same for a request of init: a canary in every marked field of an item, and in the ids.
const { properties: initProperties } = document.components.schemas.MassPayoutInitItemFields;
const initSensitive = Object.entries(initProperties).flatMap(([name, schema]) =>
  "x-sensitive" in schema ? [[name, `CANARY-${name}`]] : [],
);
const initItem = {
  ...Object.fromEntries(initSensitive),
  itemExternalId: "CANARY-item",
  recipientType: "IBAN",
  amount: { value: "987654.32", currency: "TRY" },
};
const initRequest = { externalId: "CANARY-request", conversationId: "CANARY-conversation", items: [initItem] };
const checks = { iban: false };

test("the document marks fields of an init as sensitive, and the canaries in them are a valid request", () => {
  const marked = initSensitive.map(([name]) => name);
  expect(marked).toEqual(expect.arrayContaining(["recipientInfo", "recipientName", "description"]));
  expect(faultsOf(initRequest as unknown as InitRequest, checks)).toEqual([]);
});

const initEndings: typeof endings = {
  "a rejection that repeats the whole item": (response) =>
    response.end(
      JSON.stringify({
        status: "failure",
        errorCode: "11",
        errorMessage: `CANARY-recipientName (CANARY-recipientInfo) 987654.32: CANARY-description, ${iban}`,
        errorGroup: "CANARY-item",
      }),
    ),
  "a success without a requestId": (response) =>
    response.end('{"status":"success","conversationId":"CANARY","invalidItems":[{"externalId":"CANARY"}]}'),
  "rejected items that cannot be read": (response) =>
    response.end('{"status":"success","requestId":"CANARY","invalidItems":[{"externalId":["CANARY"]}]}'),
  "a wrong signature": (response) => response.end('{"status":"failure","errorCode":"1000","errorMessage":"987654.32"}'),
};

test.each([
  ...(["init", "auth", "cancel", "item"] as const).flatMap((operation) =>
    Object.entries(endings).map(([name, answer]) => [operation, name, answer] as const),
  ),
  // Only init sends recipients.
  ...Object.entries(initEndings).map(([name, answer]) => ["init", name, answer] as const),
])("no output shows credentials, ids or recipients of %s after %s", async (operation, _, answer) => {
  const timers = holdTimers();
  await using server = await startServer((response) => answer(response, timers.fire));
  const events: MassPayoutEvent[] = [];
  const onEvent = (event: MassPayoutEvent) => events.push(event);
  const iyzico = clientFor(server.url, { credentials, timeoutMs: heldMs, rateLimit: false, onEvent });
  const call: Promise<unknown> =
    operation === "init"
      ? iyzico.init(initRequest as unknown as InitRequest, { checks })
      : iyzico[operation]("CANARY-request");
  const error: unknown = await call.then(
    () => new Error("a success"),
    (reason: unknown) => reason,
  );
  const outputs = [
    inspect(error, { depth: null, showHidden: true }),
    JSON.stringify(error),
    String(error),
    ...Object.values(error as object).map(String),
    JSON.stringify(events),
  ];
  for (const output of outputs) expect(output).not.toMatch(/CANARY|987654/);
});

/** Every operation, with a request that names no recipient whom the answer names. */
const operations: Record<OperationName, (iyzico: MassPayoutClient) => Promise<unknown>> = {
  retrieve: (iyzico) => iyzico.retrieve({ requestId: "r-1", page: 0, size: 1 }),
  init: (iyzico) => iyzico.init({ externalId: "e", items: [recipient("1")] }),
  auth: (iyzico) => iyzico.auth("r-1"),
  cancel: (iyzico) => iyzico.cancel("r-1"),
  item: (iyzico) => iyzico.item("ref-1"),
  balance: (iyzico) => iyzico.balance(),
};

// The codes of each kind of failure: temporary, rejected, signature, product, limit, undocumented.
const codesOfFailures = ["1", "11", "1000", "2000", "50000", "4711"];

test.each(
  Object.keys(operations).flatMap((operation) =>
    codesOfFailures.map((errorCode) => [operation as OperationName, errorCode] as const),
  ),
)("no output shows whom iyzico's words name in the failure of %s with %s, and they can be read", async (...row) => {
  const [operation, errorCode] = row;
  const errorMessage = "Zeynep CANARY (üye 2228853) bulunamadı";
  const errorGroup = "ÜYE_CANARY_2228853";
  await using server = await startAnswering(JSON.stringify({ status: "failure", errorCode, errorMessage, errorGroup }));
  const events: MassPayoutEvent[] = [];
  const iyzico = clientFor(server.url, { onEvent: (event) => events.push(event) });
  const error = await rejectionOf(operations[operation](iyzico));
  // With both showHidden and getters, inspect reads every property on purpose.
  const options = { depth: null, showHidden: true } as const;
  const outputs = [
    inspect(error),
    inspect(error, { depth: null, getters: true }),
    inspect(error, options),
    inspect(new Error("above", { cause: error }), options),
    inspect(structuredClone(error), options),
    inspect({ ...error }, options),
    format("%o %O %j %s", error, error, error, error),
    JSON.stringify(error),
    JSON.stringify({ error }),
    JSON.stringify(Object.entries(error)),
    String(error.stack),
    error.hint,
    JSON.stringify(events),
  ];
  for (const output of outputs) expect(output).not.toMatch(/CANARY|Zeynep|2228853/);
  expect(error).toMatchObject({ operation, errorCode });
  expect(error.vendorMessage).toBe(errorMessage);
  expect(error.errorGroup).toBe(errorGroup);
});

test("an event of rejected items has only counts", async () => {
  const answer =
    '{"status":"success","requestId":"CANARY","invalidItems":[{"externalId":"CANARY","errorMessage":"CANARY"}]}';
  await using server = await startAnswering(answer);
  const events: MassPayoutEvent[] = [];
  const onEvent = (event: MassPayoutEvent) => events.push(event);
  const iyzico = clientFor(server.url, { credentials, onEvent });
  await iyzico.init(initRequest as unknown as InitRequest, { checks });
  expect(events.map(({ type }) => type)).toContain("items-rejected");
  expect(JSON.stringify(events)).not.toContain("CANARY");
});

test("no output shows what the error of a fetch of the caller's contains", async () => {
  const iyzico = clientFor("http://127.0.0.1:1", {
    credentials,
    fetch: async (request) => {
      const content = await request.clone().text();
      throw Object.assign(new TypeError(`CANARY ${content}`), {
        request,
        content,
        code: "CANARY 1",
        cause: new Error(content),
      });
    },
  });
  const error = await iyzico.retrieve({ requestId: "CANARY", page: 0, size: 1 }).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: "network_error", cause: { name: "TypeError", cause: { name: "Error" } } });
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain("CANARY");
});

test("no output shows the arguments of a call that cannot be sent", async () => {
  const iyzico = clientFor("http://127.0.0.1:1", { credentials });
  for (const request of [
    { requestId: ["CANARY"], page: 0, size: 1 },
    { requestId: "CANARY", page: "CANARY", size: 1 },
    { requestId: "CANARY", page: 0, size: 1, itemType: "CANARY" },
  ]) {
    const error: unknown = await iyzico.retrieve(request as never).catch((reason) => reason);
    expect(error).toMatchObject({ outcome: "not-sent" });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("CANARY");
  }
  for (const call of [
    iyzico.init({ ...initRequest, items: [{ ...initItem, CANARY: "CANARY" }, initItem, "CANARY"] } as never),
    iyzico.cancel("CANARY/.."),
    iyzico.item("CANARY ?"),
    iyzico.auth(["CANARY"] as never),
  ]) {
    const error: unknown = await call.catch((reason) => reason);
    expect(error).toMatchObject({ outcome: "not-sent", code: "invalid_request" });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("CANARY");
  }
});
