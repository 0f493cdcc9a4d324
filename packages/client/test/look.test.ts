import { describe, expect, onTestFinished, test } from "vitest";
import { createMassPayoutClient, type MassPayoutClient } from "../src/index.ts";
import { type Arrival, startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const reference = { requestId: "r-1" };

/** A payout with five accepted items, two of them paid, and one that was refused; a page has as many as are asked for. */
async function looked<Result>(look: (iyzico: MassPayoutClient) => Promise<Result>, fault = "") {
  const statuses: Record<string, string[]> = {
    VALID: ["SUCCESS", "SUCCESS", "PROCESSING", "FAILED", "INIT"],
    INVALID: ["INVALID"],
  };
  await using server = await startServer((response, { body }: Arrival) => {
    if (fault !== "") return void response.end(fault);
    const { itemType, page, size } = JSON.parse(body);
    const all = (statuses[itemType] ?? []).map((itemStatus, index) => ({
      itemStatus,
      referenceCode: `${itemType}-${index}`,
      totalAmount: 1.5,
      currencyCode: "TRY",
    }));
    const massPayout = { massPayoutStatus: "PUBLISHED_TO_QUEUE", receivedDate: "2026-11-24" };
    const items = all.slice(page * size, (page + 1) * size);
    const massPayoutItems = { items, page, size, total: all.length };
    response.end(JSON.stringify({ status: "success", massPayout, massPayoutItems }));
  });
  const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, clock: virtualClock(), retry: false });
  const result = await look(iyzico).catch((error) => error);
  return { result, requests: server.arrivals.map(({ body }) => JSON.parse(body)) };
}

test("a look is at all items of all pages, the refused ones too, and decides from them", async () => {
  const { result, requests } = await looked((iyzico) => iyzico.look(reference, { size: 2, concurrency: 2 }));
  expect(result).toMatchObject({
    massPayout: { massPayoutStatus: "PUBLISHED_TO_QUEUE", receivedDate: "2026-11-24" },
    settlement: {
      state: "open",
      paid: "some",
      totals: { paid: { count: 2, amounts: { TRY: "3.0" } }, refused: { count: 1 } },
    },
  });
  expect(result.items).toHaveLength(6);
  expect(requests.map(({ itemType, page }) => `${itemType} ${page}`).sort()).toEqual([
    "INVALID 0",
    "VALID 0",
    "VALID 1",
    "VALID 2",
  ]);
});

test("a look is at all items whatever a caller in plain JavaScript says", async () => {
  const { result } = await looked((iyzico) => iyzico.look(reference, { itemType: "VALID" } as never));
  expect(result.items).toHaveLength(6);
  expect((await looked((iyzico) => iyzico.look(reference, null as never))).result.items).toHaveLength(6);
});

test("a look fails as itself, once", async () => {
  const { result, requests } = await looked((iyzico) => iyzico.look(reference), '{"status":"failure","errorCode":"1"}');
  expect(result).toMatchObject({ code: "service_error", operation: "retrieve" });
  expect(requests).toHaveLength(1);
});

test("a look keeps the limits of its call", async () => {
  const signal = AbortSignal.abort("enough");
  const { result, requests } = await looked((iyzico) => iyzico.look(reference, { signal }));
  expect(result).toMatchObject({ code: "aborted", outcome: "not-sent", cause: "enough" });
  const { result: refusal } = await looked((iyzico) => iyzico.look(reference, { deadlineMs: 0 }));
  expect(refusal).toMatchObject({ code: "invalid_configuration" });
  expect(requests).toEqual([]);
});

describe("once an answer has shown the payout", () => {
  const failure = '{"status":"failure","errorCode":"10051"}';
  const nothing = '{"status":"success","massPayout":null}';
  const bare = '{"status":"success","massPayout":{"massPayoutStatus":"PUBLISHED_TO_QUEUE"}}';

  /** Answers the two items of the first listing, a page each, and whatever is given at one place. */
  async function answering(place: string, answer: string) {
    const server = await startServer((response, { body }: Arrival) => {
      const { itemType, page } = JSON.parse(body);
      if (place === `${itemType} ${page}`) return void response.end(answer);
      const isListed = itemType === "VALID" || place === "INVALID 1";
      const items = isListed ? [{ itemStatus: "SUCCESS", referenceCode: `${itemType}-${page}` }] : [];
      const massPayout = { massPayoutStatus: "PUBLISHED_TO_QUEUE" };
      const massPayoutItems = { items, page, size: 1, total: isListed ? 2 : 0 };
      response.end(JSON.stringify({ status: "success", massPayout, massPayoutItems }));
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    return createMassPayoutClient({ credentials, baseUrl: server.url, clock: virtualClock(), retry: false });
  }

  test.each([
    ["a success without a payout", nothing],
    ["a payout without a listing", bare],
  ])("%s in the place of the refused items means that there are none", async (_, answer) => {
    const look = await (await answering("INVALID 0", answer)).look(reference);
    expect(look.items).toHaveLength(2);
    expect(look).not.toHaveProperty("refusal");
  });

  test("a refusal to list the refused items is told, and a wait does not take the others for everybody", async () => {
    const iyzico = await answering("INVALID 0", failure);
    const look = await iyzico.look(reference);
    expect(look.items).toHaveLength(2);
    expect(look.refusal).toMatchObject({ code: "refused", errorCode: "10051" });
    await expect(iyzico.waitUntilSettled(reference, { maxWaitMs: 60_000 })).rejects.toMatchObject({ code: "refused" });
  });

  test.each([
    ["VALID 1", failure],
    ["VALID 1", nothing],
    ["INVALID 1", failure],
    ["INVALID 1", nothing],
  ])("an answer at %s that there is none is a contradiction and not its absence: %s", async (place, answer) => {
    const iyzico = await answering(place, answer);
    await expect(iyzico.look(reference)).rejects.toMatchObject({ code: "incomplete_listing", outcome: "unknown" });
  });

  test("what breaks for another reason is that reason", async () => {
    for (const place of ["VALID 1", "INVALID 0", "INVALID 1"]) {
      const iyzico = await answering(place, '{"status":"failure","errorCode":"1"}');
      await expect(iyzico.look(reference)).rejects.toMatchObject({ code: "service_error" });
    }
  });
});

test("a payout that is not shown at all is not there", async () => {
  for (const answer of ['{"status":"success"}', '{"status":"failure","errorCode":"10051"}']) {
    const { result } = await looked((iyzico) => iyzico.look(reference), answer);
    expect(["not_found", "refused"]).toContain(result.code);
  }
});

test("an item that stands in both listings is one item", async () => {
  const { result } = await looked(
    (iyzico) => iyzico.look(reference),
    '{"status":"success","massPayout":{"massPayoutStatus":"COMPLETED"},"massPayoutItems":{"items":[{"itemStatus":"SUCCESS",' +
      '"referenceCode":"r"}]},"page":0,"size":40,"total":1}',
  );
  expect(result).toMatchObject({ items: [{ referenceCode: "r" }], settlement: { state: "settled", paid: "all" } });
});
