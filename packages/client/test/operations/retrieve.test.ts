import { describe, expect, test } from "vitest";
import type { RetrieveRequest } from "../../src/index.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";
import { verified, verifyArrival } from "../support/signatures.ts";

const request = { externalMassPayoutId: "CANARY-id", page: 0, size: 40 };
const success = (massPayout: string, items: string, paging = '"page":0,"size":40,"total":1') =>
  `{"status":"success","systemTime":1759155442830,"massPayout":${massPayout},"massPayoutItems":{"items":[${items}]},${paging}}`;
const payout = '{"massPayoutStatus":"COMPLETED"}';
const item = '{"itemStatus":"SUCCESS"}';

async function retrieveFrom(answer: string, status = 200) {
  await using server = await startAnswering(answer, status);
  return await clientFor(server.url).retrieve(request);
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
    expect(await verifyArrival(arrival)).toEqual(verified);
  });

  test.each<[string, unknown]>([
    ["requestId or externalMassPayoutId is required", { page: 0, size: 40 }],
    ["requestId must be a non-empty string", { requestId: "", page: 0, size: 40 }],
    ["requestId must be a non-empty string", { requestId: "  ", page: 0, size: 40 }],
    ["requestId must be a non-empty string", { requestId: 7, page: 0, size: 40 }],
    [
      "externalMassPayoutId must be a non-empty string",
      { requestId: "1", externalMassPayoutId: "", page: 0, size: 40 },
    ],
    ["page must be a non-negative integer", { requestId: "CANARY", page: -1, size: 40 }],
    ["page must be a non-negative integer", { requestId: "CANARY", page: "0", size: 40 }],
    ["page must be a non-negative integer", { requestId: "CANARY", page: 0.5, size: 40 }],
    ["size must be a positive integer", { requestId: "CANARY", page: 0, size: 0 }],
    ["size must be a positive integer", { requestId: "CANARY", page: 0, size: Number.NaN }],
    ["itemType must be one of VALID, INVALID", { requestId: "CANARY", page: 0, size: 1, itemType: "CANARY" }],
    ["requestId or externalMassPayoutId is required; page must be", undefined],
    ["; and 1 more", { requestId: "", externalMassPayoutId: "CANARY", page: -1, size: 0, itemType: "CANARY" }],
  ])("is rejected before it is sent: %s", async (message, request) => {
    await using server = await startAnswering(success(payout, item));
    const error = await rejectionOf(clientFor(server.url).retrieve(request as RetrieveRequest));
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
    expect(await retrieveFrom(success(massPayout, full))).toEqual({
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
    const { massPayout, items } = await retrieveFrom(
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
    const { massPayout, items } = await retrieveFrom(
      success('{"massPayoutStatus":"INIT","currency":null}', '{"itemStatus":"INIT","errorMessages":null}'),
    );
    expect(massPayout).toStrictEqual({ massPayoutStatus: "INIT" });
    expect(items).toStrictEqual([{ itemStatus: "INIT", errorMessages: [] }]);
  });

  test("keeps statuses that this version does not know", async () => {
    const { massPayout, items } = await retrieveFrom(
      success('{"massPayoutStatus":"ARCHIVED"}', '{"itemStatus":"REVERSED","recipientType":"WALLET"}'),
    );
    expect(massPayout.massPayoutStatus).toBe("ARCHIVED");
    expect(items[0]).toMatchObject({ itemStatus: "REVERSED", recipientType: "WALLET" });
  });

  test("has page, size and total from massPayoutItems when the top level has none", async () => {
    const body = `{"status":"success","massPayout":${payout},"massPayoutItems":{"items":[${item}],"page":3,"size":1,"total":4}}`;
    expect(await retrieveFrom(body)).toMatchObject({ page: 3, size: 1, total: 4 });
  });

  test.each([['"massPayoutItems":{"items":[]},'], ['"massPayoutItems":{},'], ['"massPayoutItems":null,'], [""]])(
    "is empty when there are no items: %s",
    async (items) => {
      const body = `{"status":"success","massPayout":${payout},${items}"page":0,"size":40,"total":0}`;
      expect((await retrieveFrom(body)).items).toEqual([]);
    },
  );

  test("is without items if a listing of rejected items has none, although the total counts the others", async () => {
    const body = `{"status":"success","massPayout":${payout},"massPayoutItems":null,"page":0,"size":40,"total":45}`;
    await using server = await startAnswering(body);
    const invalid = await clientFor(server.url).retrieve({ ...request, itemType: "INVALID" });
    expect(invalid).toMatchObject({ items: [], total: 45 });
  });

  test("is a success whatever the HTTP status, because the body decides", async () => {
    expect((await retrieveFrom(success(payout, item), 500)).items).toHaveLength(1);
  });
});

describe("an answer that is not the documented one is an error, never a result", () => {
  const whole = success(payout, item);
  test.each<[string, string]>([
    ["an empty body", ""],
    ["half of it", whole.slice(0, -20)],
    ["a number that is not JSON", success('{"massPayoutStatus":"INIT","merchantId":000000}', item)],
    ["NaN", success('{"massPayoutStatus":"INIT","totalAmount":NaN}', item)],
    ["a repeated key", '{"status":"failure","status":"success"}'],
    ["200,000 levels of nesting", "[".repeat(200_000)],
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
    ["an amount that is true", success(payout, '{"itemStatus":"INIT","totalAmount":true}')],
    ["an amount that is a word", success(payout, '{"itemStatus":"INIT","totalAmount":"CANARY"}')],
    ["an amount of a gigabyte", success(payout, '{"itemStatus":"INIT","commissionAmount":1e999999999}')],
    [
      "an amount with more digits than money has",
      success(payout, `{"itemStatus":"INIT","totalAmount":${"9".repeat(101)}}`),
    ],
    ["no paging", success(payout, item, '"x":1')],
    ["a total that is a word", success(payout, item, '"page":0,"size":40,"total":"CANARY"')],
    ["a total beyond numbers", success(payout, item, '"page":0,"size":40,"total":1e999')],
    ["a negative total", success(payout, item, '"page":0,"size":40,"total":-1')],
  ])("%s", async (_, body) => {
    expect(await rejectionOf(retrieveFrom(body))).toMatchObject({
      code: "unreadable_response",
      outcome: "unknown",
      operation: "retrieve",
      attempts: 1,
      httpStatus: 200,
    });
  });

  test("a success without a payout means that there is no such payout", async () => {
    for (const body of [
      '{"status":"success"}',
      '{"status":"success","page":0,"size":40,"total":0}',
      '{"status":"success","massPayout":null,"massPayoutItems":{"items":[]},"page":0,"size":40,"total":0}',
    ]) {
      const failure = { code: "not_found", outcome: "rejected", operation: "retrieve", attempts: 1, httpStatus: 200 };
      expect(await rejectionOf(retrieveFrom(body))).toMatchObject(failure);
    }
  });

  test("the message names the field and its place", async () => {
    const second = '{"itemStatus":"INIT","totalAmount":"CANARY"}';
    const { message } = await rejectionOf(retrieveFrom(success(payout, `${item},${second}`)));
    expect(message).toBe(
      "retrieve: massPayoutItems.items[1].totalAmount must be a decimal number of at most 100 digits (HTTP 200).",
    );
  });

  test.each([
    ["status is required", "{}"],
    ["status must be a string or a number", '{"status":[]}'],
    ["the body must be JSON", "CANARY"],
    ["the body must be an object", "[]"],
    ["the answer must be JSON, and is HTML", "<html>CANARY"],
    ["massPayout.massPayoutStatus is required", success("{}", item)],
    ["massPayout.massPayoutStatus must be a non-empty string", success('{"massPayoutStatus":""}', item)],
    ["massPayoutItems.items is required", '{"status":"success","massPayout":{},"page":0,"size":40,"total":1}'],
    ["total is required", success(payout, item, '"x":1')],
    ["total must be a non-negative integer", success(payout, item, '"page":0,"size":40,"total":-1')],
    ["total must be an integer within ±9007199254740991", success(payout, item, '"page":0,"size":40,"total":1e999')],
  ])("the message says what must be: %s", async (words, body) => {
    const { message } = await rejectionOf(retrieveFrom(body));
    expect(message).toBe(`retrieve: ${words} (HTTP 200).`);
  });
});
