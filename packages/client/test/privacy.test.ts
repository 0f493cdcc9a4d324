import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { createMassPayoutClient, faultsOf, type InitRequest, type MassPayoutEvent } from "../src/index.ts";
import { startServer } from "./server.ts";

const credentials = { apiKey: "CANARY-api", secretKey: "CANARY-secret" };
const iban = "TR000000000000000CANARY01";

// A canary in every leaf that the document marks as sensitive, so that a new mark makes a new canary.
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

test("there are sensitive leaves to watch", () => {
  expect(sensitive.map(([name]) => name)).toEqual(expect.arrayContaining(["recipientInfo", "recipientName"]));
});

test("nothing shows the credentials of a client", () => {
  const iyzico = createMassPayoutClient({ credentials, baseUrl: "http://127.0.0.1:1" });
  expect(inspect(iyzico, { depth: null, showHidden: true, getters: true })).not.toContain("CANARY");
  expect(JSON.stringify(iyzico)).not.toContain("CANARY");
  let refusal: unknown;
  try {
    structuredClone(iyzico);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(Error);
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toContain("CANARY");
});

async function failureOf(values: AsyncIterable<unknown>): Promise<unknown> {
  try {
    for await (const _ of values);
  } catch (error) {
    return error;
  }
  return undefined;
}

const endings: Record<string, (response: ServerResponse) => void> = {
  "a wrong signature": (response) => response.end('{"status":"failure","errorCode":"1000"}'),
  "a refusal that repeats the request and a recipient": (response) =>
    response.end(`{"status":"failure","errorCode":"11","errorMessage":"CANARY-request: ${iban} geçersiz"}`),
  "a code that nobody knows": (response) => response.end('{"status":"failure","errorCode":"4711"}'),
  "the request limit": (response) => response.end('{"status":"failure","errorCode":50000}'),
  "HTML that repeats everything": (response) => response.end("<html>CANARY-request CANARY-api</html>"),
  "a 502 that repeats everything": (response) => response.writeHead(502).end("CANARY-request CANARY-api"),
  "JSON that is none": (response) => response.end('{"a": CANARY}'),
  "JSON that breaks off in a recipient": (response) => response.end(body({}).slice(0, -120)),
  "a key that says two things": (response) => response.end('{"recipientName":"CANARY-1","recipientName":"CANARY-2"}'),
  "an amount that is none": (response) =>
    response.end(body({ massPayout: { massPayoutStatus: "INIT", totalAmount: "CANARY" } })),
  "a status that is none": (response) => response.end(body({ status: "CANARY" })),
  "an item that is none": (response) => response.end(body({ massPayoutItems: { items: ["CANARY"] } })),
  "a recipient of another type": (response) =>
    response.end(body({ massPayoutItems: { items: [{ ...item, recipientName: ["CANARY"] }] } })),
  "a listing that does not add up": (response) => response.end(body({ total: 2 })),
  "bytes that are no text": (response) => response.end(Buffer.concat([Buffer.from('{"a":"CANARY'), Buffer.of(0xff)])),
  "a redirect with everything in it": (response) =>
    response.writeHead(307, { location: "http://127.0.0.1:1/CANARY" }).end("CANARY"),
  "headers that repeat everything": (response) =>
    response.writeHead(400, { "x-request": "CANARY", "set-cookie": "CANARY" }).end("{}"),
  "an answer that is no HTTP": (response) => response.socket?.end('{"recipientName":"CANARY"}\r\n\r\n'),
  "a chunk that is none": (response) =>
    response.socket?.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n${body({})}`),
  "a code and a group that are accounts": (response) =>
    response.end(`{"status":"failure","errorCode":"${iban} CANARY","errorGroup":"CANARY-request ${iban}"}`),
  "a reset in the middle of a recipient": (response) => {
    response.writeHead(200, { "content-length": "5000" }).write(body({}));
    setTimeout(() => response.socket?.destroy(), 10);
  },
  "a body that stalls in a recipient": (response) => response.writeHead(200).write(body({}).slice(0, -9)),
};

test.each(Object.entries(endings))("nothing shows credentials, request or recipients after %s", async (_, answer) => {
  await using server = await startServer(answer);
  const events: MassPayoutEvent[] = [];
  const iyzico = createMassPayoutClient({
    credentials,
    baseUrl: server.url,
    retry: false,
    timeoutMs: 100,
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

// The same for a request of init: a canary in every leaf of an item that is marked, and in the ids.
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

test("there are sensitive leaves of an init to watch, and they are a request", () => {
  const marked = initSensitive.map(([name]) => name);
  expect(marked).toEqual(expect.arrayContaining(["recipientInfo", "recipientName", "description"]));
  expect(faultsOf(initRequest as unknown as InitRequest, checks)).toEqual([]);
});

const initEndings: typeof endings = {
  "a refusal that repeats the whole item": (response) =>
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
  "refused items that can't be read": (response) =>
    response.end('{"status":"success","requestId":"CANARY","invalidItems":[{"externalId":["CANARY"]}]}'),
  "a wrong signature": (response) => response.end('{"status":"failure","errorCode":"1000","errorMessage":"987654.32"}'),
};

test.each([
  ...(["init", "auth", "cancel", "item"] as const).flatMap((operation) =>
    Object.entries(endings).map(([name, answer]) => [operation, name, answer] as const),
  ),
  // Only init knows what it has sent of a recipient.
  ...Object.entries(initEndings).map(([name, answer]) => ["init", name, answer] as const),
])("nothing shows credentials, ids or recipients of %s after %s", async (operation, _, answer) => {
  await using server = await startServer(answer);
  const events: MassPayoutEvent[] = [];
  const onEvent = (event: MassPayoutEvent) => events.push(event);
  const iyzico = createMassPayoutClient({
    credentials,
    baseUrl: server.url,
    retry: false,
    timeoutMs: 100,
    rateLimit: false,
    onEvent,
  });
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

test("an event of refused items has counts alone", async () => {
  const answer =
    '{"status":"success","requestId":"CANARY","invalidItems":[{"externalId":"CANARY","errorMessage":"CANARY"}]}';
  await using server = await startServer((response) => response.end(answer));
  const events: MassPayoutEvent[] = [];
  const onEvent = (event: MassPayoutEvent) => events.push(event);
  const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, onEvent });
  await iyzico.init(initRequest as unknown as InitRequest, { checks });
  expect(events.map(({ type }) => type)).toContain("items-rejected");
  expect(JSON.stringify(events)).not.toContain("CANARY");
});

test("nothing shows what the error of a fetch of the caller's carries", async () => {
  const iyzico = createMassPayoutClient({
    credentials,
    environment: "production",
    retry: false,
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

test("nothing shows what a call that can't be sent was given", async () => {
  const iyzico = createMassPayoutClient({ credentials, baseUrl: "http://127.0.0.1:1" });
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
