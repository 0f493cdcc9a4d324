import { createVerifier } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { createMassPayoutClient, isMassPayoutError, type MassPayoutError, type RetrieveRequest } from "../src/index.ts";
import { startAnswering, startServer } from "./server.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "CANARY-secret" };
const ask = { externalMassPayoutId: "CANARY-id", page: 0, size: 40 };

// How often it asks is the matter of retry.test.ts.
const clientFor = (baseUrl: string) => createMassPayoutClient({ credentials, baseUrl, retry: false });

const success = (massPayout: string, items: string, paging = '"page":0,"size":40,"total":1') =>
  `{"status":"success","systemTime":1759155442830,"massPayout":${massPayout},"massPayoutItems":{"items":[${items}]},${paging}}`;
const payout = '{"massPayoutStatus":"COMPLETED"}';
const item = '{"itemStatus":"SUCCESS"}';

async function failureOf(call: Promise<unknown>): Promise<MassPayoutError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isMassPayoutError(error))
    throw new Error("The call should have failed with a MassPayoutError.", { cause: error });
  expect(`${error.message} ${error.hint} ${JSON.stringify(error)}`).not.toContain("CANARY");
  expect(error.hint).not.toBe("");
  return error;
}

async function answered(text: string, status = 200, headers?: Record<string, string>) {
  await using server = await startAnswering(text, status, headers);
  return await clientFor(server.url).retrieve(ask);
}

describe("the request", () => {
  test("is one signed POST with the language in the query and only the known fields in the body", async () => {
    await using server = await startAnswering(success(payout, item));
    const request = { requestId: "r-ş", page: 2, size: 7, itemType: "INVALID", note: "unknown" } as const;
    await clientFor(server.url).retrieve(request);
    expect(server.arrivals).toHaveLength(1);
    const [arrival] = server.arrivals;
    expect(arrival).toMatchObject({
      method: "POST",
      target: "/v1/mass/payout/retrieve?locale=tr",
      headers: { "content-type": "application/json", accept: "application/json" },
    });
    expect(arrival?.body).toBe('{"requestId":"r-ş","page":2,"size":7,"itemType":"INVALID"}');
    const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey });
    expect(
      await verifier.verify({
        authorization: arrival?.headers.authorization,
        path: arrival?.target ?? "",
        body: arrival?.body,
      }),
    ).toEqual({ ok: true, apiKey: credentials.apiKey });
  });

  test.each<[string, unknown]>([
    ["requestId or externalMassPayoutId is needed", { page: 0, size: 40 }],
    ["requestId is not a text or is empty", { requestId: "", page: 0, size: 40 }],
    ["requestId is not a text or is empty", { requestId: "  ", page: 0, size: 40 }],
    ["requestId is not a text or is empty", { requestId: 7, page: 0, size: 40 }],
    ["externalMassPayoutId is not a text or is empty", { requestId: "1", externalMassPayoutId: "", page: 0, size: 40 }],
    ["page is not a whole number from 0", { requestId: "CANARY", page: -1, size: 40 }],
    ["page is not a whole number from 0", { requestId: "CANARY", page: "0", size: 40 }],
    ["page is not a whole number from 0", { requestId: "CANARY", page: 0.5, size: 40 }],
    ["size is not a whole number from 1", { requestId: "CANARY", page: 0, size: 0 }],
    ["size is not a whole number from 1", { requestId: "CANARY", page: 0, size: Number.NaN }],
    ["itemType is neither VALID nor INVALID", { requestId: "CANARY", page: 0, size: 1, itemType: "CANARY" }],
    ["requestId or externalMassPayoutId is needed; page is not", undefined],
    ["; and 1 more", { requestId: "", externalMassPayoutId: "CANARY", page: -1, size: 0, itemType: "CANARY" }],
  ])("is not sent when %s", async (message, request) => {
    await using server = await startAnswering(success(payout, item));
    const error = await failureOf(clientFor(server.url).retrieve(request as RetrieveRequest));
    expect(error).toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      operation: "retrieve",
      attempts: 0,
    });
    expect(error.message).toContain(message);
    expect(error.faults.length).toBeGreaterThan(0);
    expect(server.arrivals).toEqual([]);
  });
});

describe("the result", () => {
  test("has every documented field under the vendor's name", async () => {
    const massPayout =
      '{"externalId":"massPayoutId-323","merchantId":1,"totalAmount":201,"totalSuccessfulAmount":0,"massPayoutStatus":"PUBLISHED_TO_QUEUE","totalCommissionAmount":0,"currency":"TRY","receivedDate":"2026-11-24 10:00","completedDate":"2026-11-25","canceledDate":"-"}';
    const full =
      '{"itemExternalId":"ext-0077","referenceCode":"a97b14a2","recipientType":"IBAN","recipientInfo":"TR920086402100005482986178","recipientName":"Recipient One","description":"Payment for services","itemStatus":"INIT","errorMessages":["bir","iki"],"totalAmount":100.5,"commissionAmount":20,"currencyCode":"TRY","massPayoutRequestId":"79cdefc1"}';
    expect(await answered(success(massPayout, full))).toEqual({
      massPayout: {
        externalId: "massPayoutId-323",
        merchantId: 1,
        massPayoutStatus: "PUBLISHED_TO_QUEUE",
        totalAmount: "201",
        totalSuccessfulAmount: "0",
        totalCommissionAmount: "0",
        currency: "TRY",
        receivedDate: "2026-11-24 10:00",
        completedDate: "2026-11-25",
        canceledDate: "-",
      },
      items: [
        {
          itemExternalId: "ext-0077",
          referenceCode: "a97b14a2",
          recipientType: "IBAN",
          recipientInfo: "TR920086402100005482986178",
          recipientName: "Recipient One",
          description: "Payment for services",
          itemStatus: "INIT",
          errorMessages: ["bir", "iki"],
          totalAmount: "100.5",
          commissionAmount: "20",
          currencyCode: "TRY",
          massPayoutRequestId: "79cdefc1",
        },
      ],
      page: 0,
      size: 40,
      total: 1,
    });
  });

  test.each([
    ["9007199254740993.01", "9007199254740993.01"],
    ["20.00000000", "20.00000000"],
    ["201.00", "201.00"],
    ["0E-8", "0.00000000"],
    ["1e3", "1000"],
    ['"25399393.5"', "25399393.5"],
  ])("has the amount %s to the digit", async (wire, amount) => {
    const { massPayout, items } = await answered(
      success(
        `{"massPayoutStatus":"COMPLETED","totalAmount":${wire}}`,
        `{"itemStatus":"SUCCESS","totalAmount":${wire},"commissionAmount":${wire}}`,
      ),
    );
    expect([massPayout.totalAmount, items[0]?.totalAmount, items[0]?.commissionAmount]).toEqual([
      amount,
      amount,
      amount,
    ]);
  });

  test("leaves out what iyzico left out or sent as null", async () => {
    const { massPayout, items } = await answered(
      success('{"massPayoutStatus":"INIT","currency":null}', '{"itemStatus":"INIT","errorMessages":null}'),
    );
    expect(massPayout).toStrictEqual({ massPayoutStatus: "INIT" });
    expect(items).toStrictEqual([{ itemStatus: "INIT", errorMessages: [] }]);
  });

  test("keeps statuses that nobody knows yet", async () => {
    const { massPayout, items } = await answered(
      success('{"massPayoutStatus":"ARCHIVED"}', '{"itemStatus":"REVERSED","recipientType":"WALLET"}'),
    );
    expect(massPayout.massPayoutStatus).toBe("ARCHIVED");
    expect(items[0]).toMatchObject({ itemStatus: "REVERSED", recipientType: "WALLET" });
  });

  test("has page, size and total from beside the items when the top level has none", async () => {
    const body = `{"status":"success","massPayout":${payout},"massPayoutItems":{"items":[${item}],"page":3,"size":1,"total":4}}`;
    expect(await answered(body)).toMatchObject({ page: 3, size: 1, total: 4 });
  });

  test.each([['"massPayoutItems":{"items":[]},'], ['"massPayoutItems":{},'], ['"massPayoutItems":null,'], [""]])(
    "is empty when there are no items: %s",
    async (items) => {
      const body = `{"status":"success","massPayout":${payout},${items}"page":0,"size":40,"total":0}`;
      expect((await answered(body)).items).toEqual([]);
    },
  );

  test("is a success whatever the HTTP status, because the body decides", async () => {
    expect((await answered(success(payout, item), 500)).items).toHaveLength(1);
  });
});

describe("a failure of iyzico's", () => {
  const failure = (code: string, rest = "") => `{"status":"failure"${code && `,"errorCode":${code}`}${rest}}`;

  test.each<[string, string, Record<string, unknown>]>([
    ["1", failure('"1"'), { code: "service_error", outcome: "unknown", errorCode: "1" }],
    ["2", failure('"2"'), { code: "service_error", outcome: "unknown" }],
    ["3", failure('"3"'), { code: "refused", outcome: "rejected" }],
    ["11", failure('"11"'), { code: "refused", outcome: "rejected", errorCode: "11" }],
    ["27", failure('"27"'), { code: "refused", outcome: "rejected" }],
    ["28, which is not documented", failure('"28"'), { code: "refused", outcome: "unknown", errorCode: "28" }],
    ["1000", failure('"1000"'), { code: "authentication_failed", outcome: "rejected", errorCode: "1000" }],
    ["1001", failure('"1001"'), { code: "authentication_failed", outcome: "rejected" }],
    ["1007", failure('"1007"'), { code: "authentication_failed", outcome: "rejected" }],
    ["1009", failure('"1009"'), { code: "authentication_failed", outcome: "rejected" }],
    ["2000", failure('"2000"'), { code: "product_not_enabled", outcome: "rejected" }],
    ["2005", failure('"2005"'), { code: "refused", outcome: "rejected" }],
    ["2030", failure('"2030"'), { code: "refused", outcome: "rejected" }],
    ["50000 as a number", failure("50000"), { code: "rate_limited", outcome: "rejected", errorCode: "50000" }],
    ["100001", failure('"100001"'), { code: "service_error", outcome: "unknown" }],
    ["no code at all", failure(""), { code: "refused", outcome: "unknown", errorCode: undefined }],
    ["null as code", failure("null"), { code: "refused", outcome: "unknown", errorCode: undefined }],
    ["a number as status, 503", '{"status":503,"error":"x"}', { code: "service_error", outcome: "unknown" }],
    ["a number as status, 429", '{"status":429}', { code: "rate_limited", outcome: "rejected" }],
    ["another status", '{"status":"pending"}', { code: "refused", outcome: "unknown" }],
    ["SUCCESS in capitals", '{"status":"SUCCESS"}', { code: "refused", outcome: "unknown" }],
  ])("with code %s is a typed error", async (_, body, expected) => {
    expect(await failureOf(answered(body))).toMatchObject({
      ...expected,
      operation: "retrieve",
      attempts: 1,
      httpStatus: 200,
    });
  });

  test("in the gateway's form, with a number as status, is an authentication failure", async () => {
    const body =
      '{"status":401,"errorCode":"5","errorMessage":"Authentication failed!","systemTime":1753183509796,"locale":"tr"}';
    expect(await failureOf(answered(body, 401))).toMatchObject({
      code: "authentication_failed",
      outcome: "rejected",
      errorCode: "5",
      httpStatus: 401,
      vendorMessage: "Authentication failed!",
      systemTime: 1753183509796,
    });
  });

  test("carries the vendor's words, group and clock", async () => {
    const rest = ',"errorMessage":"Geçersiz istek","errorGroup":"VALIDATION","systemTime":1759155442830';
    expect(await failureOf(answered(failure('"11"', rest)))).toMatchObject({
      vendorMessage: "Geçersiz istek",
      errorGroup: "VALIDATION",
      systemTime: 1759155442830,
      message: "retrieve: iyzico refused the request (errorCode 11, HTTP 200).",
    });
  });

  test("stays what it is when its other fields have odd types", async () => {
    const rest = ',"errorMessage":{"a":1},"errorGroup":7,"systemTime":"soon"';
    expect(await failureOf(answered(failure('"1000"', rest)))).toMatchObject({
      code: "authentication_failed",
      vendorMessage: undefined,
      errorGroup: undefined,
      systemTime: undefined,
    });
  });
});

describe("an answer that is not the documented one is an error, never a result", () => {
  const whole = success(payout, item);
  test.each<[string, string]>([
    ["an empty body", ""],
    ["half of it", whole.slice(0, -20)],
    ["a number that is not JSON", success('{"massPayoutStatus":"INIT","merchantId":000000}', item)],
    ["NaN", success('{"massPayoutStatus":"INIT","totalAmount":NaN}', item)],
    ["a key that says two things", '{"status":"failure","status":"success"}'],
    ["nesting without end", "[".repeat(200_000)],
    ["null", "null"],
    ["a list", "[]"],
    ["a number", "42"],
    ["a text", '"success"'],
    ["no status", `{"massPayout":${payout}}`],
    ["a status that is true", '{"status":true}'],
    ["a success behind __proto__", `{"__proto__":${whole}}`],
    [
      "items without their payout",
      `{"status":"success","massPayoutItems":{"items":[${item}]},"page":0,"size":40,"total":1}`,
    ],
    ["a payout that is a list", success("[]", item)],
    ["a payout that is a number", success("1", item)],
    ["a payout without a status", success("{}", item)],
    ["a payout with an empty status", success('{"massPayoutStatus":""}', item)],
    ["an item without a status", success(payout, "{}")],
    ["an item that is null", success(payout, "null")],
    ["items that are an object", whole.replace("[", '{"a":[').replace("]", "]}")],
    [
      "items that are missing although there should be some",
      `{"status":"success","massPayout":${payout},"page":0,"size":40,"total":1}`,
    ],
    ["an amount that is true", success('{"massPayoutStatus":"INIT","totalAmount":true}', item)],
    ["an amount that is a word", success('{"massPayoutStatus":"INIT","totalAmount":"CANARY"}', item)],
    ["an amount of a gigabyte", success('{"massPayoutStatus":"INIT","totalAmount":1e999999999}', item)],
    [
      "a merchantId that a float would take for a whole number",
      success('{"massPayoutStatus":"INIT","merchantId":1.00000000000000000001}', item),
    ],
    [
      "an amount with more digits than money has",
      success(`{"massPayoutStatus":"INIT","totalAmount":${"9".repeat(101)}}`, item),
    ],
    ["a merchantId with decimals", success('{"massPayoutStatus":"INIT","merchantId":1.5}', item)],
    ["a merchantId beyond exact numbers", success('{"massPayoutStatus":"INIT","merchantId":9007199254740993}', item)],
    ["a name that is a number", success(payout, '{"itemStatus":"INIT","recipientName":7}')],
    ["error messages that are a text", success(payout, '{"itemStatus":"INIT","errorMessages":"CANARY"}')],
    ["error messages that are numbers", success(payout, '{"itemStatus":"INIT","errorMessages":[7]}')],
    ["no paging", success(payout, item, '"x":1')],
    ["a total that is a text", success(payout, item, '"page":0,"size":40,"total":"1"')],
    ["a total beyond numbers", success(payout, item, '"page":0,"size":40,"total":1e999')],
    ["a negative total", success(payout, item, '"page":0,"size":40,"total":-1')],
  ])("%s", async (_, body) => {
    expect(await failureOf(answered(body))).toMatchObject({
      code: "unreadable_response",
      outcome: "unknown",
      operation: "retrieve",
      attempts: 1,
      httpStatus: 200,
    });
  });

  test("a success that shows nothing means that there is no such payout", async () => {
    for (const body of [
      '{"status":"success"}',
      '{"status":"success","page":0,"size":40,"total":0}',
      '{"status":"success","massPayout":null,"massPayoutItems":{"items":[]},"page":0,"size":40,"total":0}',
    ]) {
      const failure = { code: "not_found", outcome: "rejected", operation: "retrieve", attempts: 1, httpStatus: 200 };
      expect(await failureOf(answered(body))).toMatchObject(failure);
    }
  });

  test("the message names the field and where it stands", async () => {
    const second = '{"itemStatus":"INIT","totalAmount":"CANARY"}';
    const { message } = await failureOf(answered(success(payout, `${item},${second}`)));
    expect(message).toBe("retrieve: massPayoutItems.items[1].totalAmount is not an amount (HTTP 200).");
  });

  test("HTML with 502 is the service's failure", async () => {
    const call = answered("<html>", 502, { "content-type": "text/html" });
    expect(await failureOf(call)).toMatchObject({
      code: "service_error",
      outcome: "unknown",
      httpStatus: 502,
    });
  });

  test("a failure without a code is the service's with 500, and undocumented with 499", async () => {
    expect(await failureOf(answered('{"status":"failure"}', 500))).toMatchObject({ code: "service_error" });
    expect(await failureOf(answered('{"status":"failure"}', 499))).toMatchObject({
      code: "refused",
      outcome: "unknown",
    });
  });

  test("HTML with 429 is a limit", async () => {
    expect(await failureOf(answered("<html>", 429))).toMatchObject({ code: "rate_limited", httpStatus: 429 });
  });
});

test.each(["TR330006100519786457841326", "CANARY with blanks", "12345678", ""])(
  "an errorCode that is no code, %j, is not repeated",
  async (code) => {
    const error = await failureOf(answered(`{"status":"failure","errorCode":"${code}"}`));
    expect(error).toMatchObject({ code: "refused", outcome: "unknown", errorCode: undefined });
  },
);

describe("on a bad network", () => {
  test("a fetch of the caller's that follows a redirect is an error, however good the answer is", async () => {
    await using second = await startAnswering(success(payout, item));
    await using first = await startAnswering("", 307, { location: second.url });
    const iyzico = createMassPayoutClient({
      credentials,
      baseUrl: first.url,
      retry: false,
      fetch: async ({ url, method, headers, body }) =>
        fetch(url, { method, headers, body: await new Response(body).text() }),
    });
    expect(await failureOf(iyzico.retrieve(ask))).toMatchObject({ code: "redirected", outcome: "unknown" });
  });

  test("a redirect is an error, and the second origin receives nothing", async () => {
    await using second = await startAnswering(success(payout, item));
    for (const status of [301, 302, 303, 307, 308]) {
      const error = await failureOf(answered("", status, { location: `${second.url}/v1/mass/payout/retrieve` }));
      expect(error).toMatchObject({
        code: "redirected",
        outcome: "unknown",
        httpStatus: status,
        attempts: 1,
      });
    }
    expect(second.arrivals).toEqual([]);
  });

  test("a connection that is refused is a network error with its cause", async () => {
    const { url } = await startAnswering("").then(async (server) => {
      await server[Symbol.asyncDispose]();
      return server;
    });
    const error = await failureOf(clientFor(url).retrieve(ask));
    expect(error).toMatchObject({ code: "network_error", outcome: "unknown", attempts: 1 });
    expect(error.message).toBe("retrieve: no complete answer arrived (ECONNREFUSED).");
    expect(error.cause).toMatchObject({ name: "TypeError", cause: { code: "ECONNREFUSED", syscall: "connect" } });
  });

  test("a connection that breaks before, in or after the headers is a network error, sent once", async () => {
    for (const stage of ["before", "in", "after"]) {
      await using server = await startServer((response) => {
        if (stage === "in") response.socket?.write("HTTP/1.1 200 OK\r\ncontent-ty");
        if (stage === "after") response.writeHead(200, { "content-length": "500" }).write('{"status":"success"');
        setTimeout(() => response.socket?.destroy(), 20);
      });
      expect(await failureOf(clientFor(server.url).retrieve(ask))).toMatchObject({
        code: "network_error",
        outcome: "unknown",
      });
      expect(server.arrivals).toHaveLength(1);
    }
  });

  test("a fetch of the caller's that fails in its own way is a network error too", async () => {
    const reasons = [new Error("offline"), "offline", undefined, null, {}];
    const iyzico = createMassPayoutClient({
      credentials,
      environment: "sandbox",
      retry: false,
      fetch: () => Promise.reject(reasons.pop()),
    });
    while (reasons.length > 0) {
      const error = await failureOf(iyzico.retrieve(ask));
      expect(error).toMatchObject({ code: "network_error", message: "retrieve: no complete answer arrived." });
    }
  });

  test("the system's word is found where other runtimes put it", async () => {
    for (const code of ["ConnectionRefused", "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "UND_ERR_SOCKET"]) {
      const fetch = () => Promise.reject(Object.assign(new Error("refused"), { code }));
      const iyzico = createMassPayoutClient({ credentials, environment: "sandbox", retry: false, fetch });
      const error = await failureOf(iyzico.retrieve(ask));
      expect(error.message).toBe(`retrieve: no complete answer arrived (${code}).`);
      expect(error.cause).toMatchObject({ name: "Error", code });
    }
  });

  test("an abort before the call sends nothing", async () => {
    await using server = await startAnswering(success(payout, item));
    const signal = AbortSignal.abort(new Error("no longer needed"));
    const error = await failureOf(clientFor(server.url).retrieve(ask, { signal }));
    expect(error).toMatchObject({ code: "aborted", outcome: "not-sent", attempts: 0 });
    expect(error.cause).toEqual(new Error("no longer needed"));
    expect(server.arrivals).toEqual([]);
  });

  test("an abort ends the request in flight, in its headers and in its body", async () => {
    for (const stage of ["headers", "body"]) {
      const controller = new AbortController();
      await using server = await startServer((response) => {
        if (stage === "body") response.writeHead(200).write("{");
        setTimeout(() => controller.abort(), 20);
      });
      const error = await failureOf(clientFor(server.url).retrieve(ask, { signal: controller.signal }));
      expect(error).toMatchObject({ code: "aborted", outcome: "unknown", attempts: 1 });
    }
  });
});

describe("the raw client", () => {
  test("sends a signed request and gives what came, a failure with HTTP 200 included", async () => {
    await using server = await startAnswering('{"status":"failure","errorCode":"11"}');
    const { data, error } = await clientFor(server.url).raw.POST("/v1/mass/payout/retrieve", {
      params: { query: { locale: "en" } },
      body: { requestId: "r", page: 0, size: 40 },
    });
    expect(error).toBeUndefined();
    expect(data).toEqual({ status: "failure", errorCode: "11" });
    const [arrival] = server.arrivals;
    const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey });
    expect(
      await verifier.verify({
        authorization: arrival?.headers.authorization,
        path: arrival?.target ?? "",
        body: arrival?.body,
      }),
    ).toMatchObject({ ok: true });
  });

  test("asks no other address than the client's, whatever a call says", async () => {
    await using server = await startAnswering("{}");
    const request = clientFor("http://127.0.0.1:1").raw.POST("/v1/mass/payout/retrieve", {
      baseUrl: server.url,
      params: { query: { locale: "tr" } },
      body: { requestId: "r", page: 0, size: 40 },
    });
    await expect(request).rejects.toMatchObject({ code: "invalid_configuration" });
    expect(server.arrivals).toEqual([]);
  });

  test("uses the caller's fetch", async () => {
    const targets: string[] = [];
    const iyzico = createMassPayoutClient({
      credentials,
      environment: "sandbox",
      fetch: async (input) => {
        targets.push(input instanceof Request ? input.url : String(input));
        return new Response("{}", { headers: { "content-type": "application/json" } });
      },
    });
    await iyzico.raw.POST("/v1/mass/payout/retrieve", {
      params: { query: { locale: "tr" } },
      body: { requestId: "r", page: 0, size: 40 },
    });
    expect(targets).toEqual(["https://sandbox-api.iyzipay.com/v1/mass/payout/retrieve?locale=tr"]);
  });
});

test("two calls are two signatures", async () => {
  await using server = await startAnswering(success(payout, item));
  const iyzico = clientFor(server.url);
  await Promise.all([iyzico.retrieve(ask), iyzico.retrieve(ask)]);
  const [first, second] = server.arrivals.map(({ headers }) => headers.authorization);
  expect(first).not.toBe(second);
});
