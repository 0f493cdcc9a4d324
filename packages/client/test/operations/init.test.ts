import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InitRequest, MassPayoutEvent } from "../../src/index.ts";
import { clientFor } from "../support/client.ts";
import { initItem } from "../support/recipients.ts";
import { startAnswering } from "../support/server.ts";
import { verified, verifyArrival } from "../support/signatures.ts";

const requestId = "79cdefc1-3ce6-4f51-bdd9-0c050274db64";
const success = (more = "") => `{"status":"success","systemTime":1759231970716,"requestId":"${requestId}"${more}}`;
const payout: InitRequest = { externalId: "salaries-2026-11", items: [initItem("1"), initItem("2", "20")] };

async function initWith(text: string, request = payout) {
  await using server = await startAnswering(text);
  const events: MassPayoutEvent[] = [];
  const onEvent = (event: MassPayoutEvent) => events.push(event);
  const iyzico = clientFor(server.url, { onEvent });
  const result = await iyzico.init(request).catch((error) => error);
  return { result, events, arrivals: server.arrivals };
}

describe("the request", () => {
  test("is one signed POST, its fields in the documents' order and its amounts as bare numbers", async () => {
    const request: InitRequest = {
      externalId: "massPayoutId-323ddd",
      conversationId: "conversationId-323f",
      purpose: "SALARY",
      items: [
        { ...initItem("ext-1"), nonWithdrawable: false },
        {
          itemExternalId: "ext-2",
          recipientType: "MEMBER_ID",
          recipientInfo: "2228853",
          amount: { value: "8000", currency: "TRY" },
          description: 'for "services"',
        },
      ],
    };
    const { arrivals } = await initWith(success(), request);
    expect(arrivals).toHaveLength(1);
    const [arrival] = arrivals;
    expect(arrival).toMatchObject({
      method: "POST",
      target: "/v1/mass/payout/init?locale=tr",
      headers: { "content-type": "application/json", accept: "application/json" },
    });
    expect(arrival?.body).toBe(
      '{"externalId":"massPayoutId-323ddd","conversationId":"conversationId-323f","purpose":"SALARY","items":[' +
        '{"itemExternalId":"ext-1","recipientType":"IBAN","recipientInfo":"TR330006100519786457841326",' +
        '"recipientName":"Ayşe Yılmaz","amount":{"value":100.50,"currency":"TRY"},"description":"November",' +
        '"nonWithdrawable":false},' +
        '{"itemExternalId":"ext-2","recipientType":"MEMBER_ID","recipientInfo":"2228853",' +
        '"amount":{"value":8000,"currency":"TRY"},"description":"for \\"services\\""}]}',
    );
    expect(await verifyArrival(arrival)).toEqual(verified);
  });

  test("has the externalId as conversationId when it has none", async () => {
    const { arrivals } = await initWith(success());
    expect(JSON.parse(arrivals[0]?.body ?? "")).toMatchObject({ conversationId: "salaries-2026-11" });
  });

  test("has every valid amount digit for digit", async () => {
    await using server = await startAnswering(success());
    const iyzico = clientFor(server.url, { rateLimit: false });
    const whole = fc.stringMatching(/^(0|[1-9]\d{0,40})$/);
    const value = fc
      .tuple(whole, fc.stringMatching(/^(\.\d{1,2})?$/))
      .map(([units, decimals]) => units + decimals)
      .filter((text) => /[1-9]/.test(text));
    const values = fc.array(value, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(values, async (amounts) => {
        const items = amounts.map((amount, index) => initItem(String(index), amount));
        await iyzico.init({ externalId: "e", items });
        const literals = [...(server.arrivals.at(-1)?.body ?? "").matchAll(/"value":([^,]+),/g)];
        expect(literals.map(([, literal]) => literal)).toEqual(amounts);
      }),
    );
  });

  test("has strings as they were given, whatever letters they contain", async () => {
    await using server = await startAnswering(success());
    const iyzico = clientFor(server.url, { rateLimit: false });
    // U+FFFD is a printable letter, and the one among them that the client refuses.
    const isAccepted = (value: string) => value.trim() !== "" && !value.includes("\uFFFD");
    const text = fc.string({ unit: "grapheme", minLength: 1 }).filter(isAccepted);
    await fc.assert(
      fc.asyncProperty(text, text, async (recipientName, description) => {
        await iyzico.init({
          externalId: "e",
          items: [{ ...initItem("1"), recipientType: "IBAN", recipientName, description }],
        });
        expect(JSON.parse(server.arrivals.at(-1)?.body ?? "").items[0]).toMatchObject({ recipientName, description });
      }),
    );
  });

  test("is what it was at the call, whatever the caller changes in its objects afterwards", async () => {
    await using server = await startAnswering(success());
    const item = initItem("1", "1.00");
    const request = { externalId: "before", items: [item] };
    const checks = { iban: true };
    const sending = clientFor(server.url).init(request, { checks });
    request.externalId = "after";
    item.amount.value = "9.00";
    request.items.push(initItem("2"));
    checks.iban = false;
    await sending;
    expect(JSON.parse(server.arrivals[0]?.body ?? "")).toMatchObject({
      externalId: "before",
      items: [{ amount: { value: 1 } }],
    });
    expect(server.arrivals[0]?.body).toContain('"value":1.00,');
  });

  test("is not sent when it has faults, and the error has all of them", async () => {
    const items = [initItem("1", "1.001"), { ...initItem("1"), recipientInfo: "CANARY" }];
    const { result, arrivals, events } = await initWith(success(), { externalId: "CANARY", items });
    expect(arrivals).toEqual([]);
    expect(events).toEqual([]);
    expect(result).toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      operation: "init",
      attempts: 0,
      faults: [
        { item: 0, field: "items[0].amount.value", reason: "too-many-decimals" },
        { item: 1, field: "items[1].itemExternalId", reason: "repeated" },
        { item: 1, field: "items[1].recipientInfo", reason: "iban-format" },
      ],
    });
    expect(JSON.parse(JSON.stringify(result)).faults).toHaveLength(3);
    expect(JSON.stringify(result)).not.toContain("CANARY");
  });

  test("is sent with faults whose checks are switched off", async () => {
    await using server = await startAnswering(success());
    const iyzico = clientFor(server.url);
    const checks = { iban: false, description: false };
    const items = [{ ...initItem("1"), recipientInfo: "TR00", description: undefined }];
    expect(await iyzico.init({ externalId: "e", items }, { checks })).toMatchObject({ accepted: "all" });
    expect(JSON.parse(server.arrivals[0]?.body ?? "").items[0]).not.toHaveProperty("description");
    for (const none of [undefined, null]) {
      const call = iyzico.init({ externalId: "e", items }, none as never);
      await expect(call).rejects.toMatchObject({ code: "invalid_request" });
    }
  });
});

describe("the result", () => {
  test("says that all items were accepted", async () => {
    const { result, events } = await initWith(success(',"conversationId":"c","invalidItems":[]'));
    expect(result).toStrictEqual({ requestId, conversationId: "c", accepted: "all", invalidItems: [] });
    expect(events.map(({ type }) => type)).toEqual(["call-started", "attempt-started", "attempt-ended", "call-ended"]);
  });

  test.each(["", ',"invalidItems":null', ',"invalidItems":[],"conversationId":null,"locale":"tr"'])(
    "says so for an answer without invalidItems: %s",
    async (more) => {
      expect((await initWith(success(more))).result).toStrictEqual({ requestId, accepted: "all", invalidItems: [] });
    },
  );

  test("names the rejected items and the reasons, and an event has their count", async () => {
    const invalid = '{"externalId":"2","errorCode":"2030","errorMessage":"CANARY geçersiz IBAN"}';
    const { result, events } = await initWith(success(`,"invalidItems":[${invalid}]`));
    expect(result).toStrictEqual({
      requestId,
      accepted: "some",
      invalidItems: [{ externalId: "2", errorCode: "2030", errorMessage: "CANARY geçersiz IBAN" }],
    });
    const { call } = events[0] ?? {};
    const reported = events.filter(({ type }) => type === "items-rejected");
    expect(reported).toEqual([{ type: "items-rejected", operation: "init", call, rejected: 1, items: 2 }]);
    expect(JSON.stringify(events)).not.toContain("CANARY");
  });

  test.each([
    ["none", '{"externalId":"1"},{"externalId":"2"}', 2],
    ["none", '{"externalId":"2","errorCode":1},{"externalId":"1"},{"externalId":"2","errorCode":2}', 2],
    ["some", '{"externalId":"2","errorCode":1},{"externalId":"2","errorCode":2}', 1],
    ["some", '{"externalId":"another"},{"externalId":"1"}', 2],
  ])("says that %s were accepted: %s", async (accepted, invalidItems, count) => {
    const { result, events } = await initWith(success(`,"invalidItems":[${invalidItems}]`));
    expect(result).toMatchObject({ requestId, accepted });
    expect(events).toContainEqual(expect.objectContaining({ type: "items-rejected", rejected: count, items: 2 }));
  });

  test("names a rejected item whose id is shown as a number of the same digits", async () => {
    const { result } = await initWith(success(',"invalidItems":[{"externalId":2,"errorCode":7}]'));
    expect(result).toStrictEqual({ requestId, accepted: "some", invalidItems: [{ externalId: "2", errorCode: "7" }] });
  });

  test("names the rejected items even when a reason has another type, or may be an account", async () => {
    const invalidItems =
      '[{"externalId":"1","errorCode":2030,"errorMessage":{"tr":"x"}},{"externalId":"2","errorCode":[]},{"externalId":"1","errorCode":"TR330006100519786457841326"}]';
    expect((await initWith(success(`,"invalidItems":${invalidItems}`))).result).toStrictEqual({
      requestId,
      accepted: "none",
      invalidItems: [{ externalId: "1", errorCode: "2030" }, { externalId: "2" }, { externalId: "1" }],
    });
  });

  test.each([
    ["requestId is required", '{"status":"success"}'],
    ["requestId must be a non-empty string", '{"status":"success","requestId":""}'],
    ["requestId must be a string", '{"status":"success","requestId":7}'],
    ["requestId is required", '{"status":"success","requestId":null}'],
    ["invalidItems must be a list", success(',"invalidItems":{"externalId":"1"}')],
    ["invalidItems[0] must be an object", success(',"invalidItems":["1"]')],
    [
      "invalidItems[0].externalId must be a string or a non-negative integer",
      success(',"invalidItems":[{"externalId":1.5}]'),
    ],
    ["invalidItems[1].externalId is required", success(',"invalidItems":[{"externalId":"1"},{"errorCode":"1"}]')],
  ])("is missing, and the outcome is unknown, if %s: %s", async (words, text) => {
    const { result, arrivals } = await initWith(text);
    expect(arrivals).toHaveLength(1);
    expect(result).toMatchObject({
      code: "unreadable_response",
      outcome: "unknown",
      operation: "init",
      message: expect.stringContaining(`init: ${words}`),
      hint: expect.stringContaining("read the payout before you send anything again"),
    });
  });
});

test("a change of the request after the call does not change what is sent", async () => {
  await using server = await startAnswering(success());
  const iyzico = clientFor(server.url);
  const items = [structuredClone(initItem("1"))];
  const call = iyzico.init({ externalId: "e", items });
  for (const item of items) item.amount.value = "999999";
  items.push(initItem("2"));
  await call;
  const sent = server.arrivals[0]?.body;
  expect(sent).toContain('"value":100.50');
  expect(JSON.parse(sent ?? "").items).toHaveLength(1);
});
