import { describe, expect, onTestFinished, test } from "vitest";
import type { MassPayoutClient } from "../../src/index.ts";
import { failureAnswer } from "../support/answers.ts";
import { clientFor } from "../support/client.ts";
import { pageAnswer, reference } from "../support/listing.ts";
import { startServer } from "../support/server.ts";

/**
 * Calls a client whose server has a payout with five accepted items, two of them paid, and one rejected item.
 *
 * @param answer the answer to every request instead.
 */
async function callWith<Result>(call: (iyzico: MassPayoutClient) => Promise<Result>, answer?: string) {
  const statuses: Record<string, string[]> = {
    VALID: ["SUCCESS", "SUCCESS", "PROCESSING", "FAILED", "INIT"],
    INVALID: ["INVALID"],
  };
  await using server = await startServer((response, { body }) => {
    if (answer !== undefined) return response.end(answer);
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
    return response.end(JSON.stringify({ status: "success", massPayout, massPayoutItems }));
  });
  const result = await call(clientFor(server.url)).catch((error) => error);
  return { result, requests: server.arrivals.map(({ body }) => JSON.parse(body)) };
}

test("a snapshot has all items of all pages, the rejected ones included, and their settlement", async () => {
  const { result, requests } = await callWith((iyzico) => iyzico.snapshot(reference, { size: 2, concurrency: 2 }));
  expect(result).toMatchObject({
    massPayout: { massPayoutStatus: "PUBLISHED_TO_QUEUE", receivedDate: "2026-11-24" },
    settlement: {
      state: "open",
      paid: "some",
      totals: { paid: { count: 2, amounts: { TRY: "3.0" } }, rejected: { count: 1 } },
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

test("a snapshot has all items, and refuses an itemType of a caller in plain JavaScript", async () => {
  const typed = await callWith((iyzico) => iyzico.snapshot(reference, { itemType: "VALID" } as never));
  expect(typed).toMatchObject({ result: { code: "invalid_configuration" }, requests: [] });
  expect((await callWith((iyzico) => iyzico.snapshot(reference, null as never))).result.items).toHaveLength(6);
});

test("a snapshot rejects with the error of its request", async () => {
  const { result, requests } = await callWith((iyzico) => iyzico.snapshot(reference), failureAnswer("1"));
  expect(result).toMatchObject({ code: "service_error", operation: "retrieve" });
  expect(requests).toHaveLength(1);
});

test("a snapshot keeps the limits of its call", async () => {
  const signal = AbortSignal.abort("enough");
  const { result, requests } = await callWith((iyzico) => iyzico.snapshot(reference, { signal }));
  expect(result).toMatchObject({ code: "aborted", outcome: "not-sent", cause: "enough" });
  const { result: error } = await callWith((iyzico) => iyzico.snapshot(reference, { deadlineMs: 0 }));
  expect(error).toMatchObject({ code: "invalid_configuration" });
  expect(requests).toEqual([]);
});

describe("once an answer has shown the payout", () => {
  const failure = failureAnswer("10051");
  const nothing = '{"status":"success","massPayout":null}';
  const bare = '{"status":"success","massPayout":{"massPayoutStatus":"PUBLISHED_TO_QUEUE"}}';

  /** A client whose server lists two VALID items, a page each, and gives another answer in one place. */
  async function clientWith(place: string, answer: string) {
    const server = await startServer((response, { body }) => {
      const { itemType, page } = JSON.parse(body);
      if (place === `${itemType} ${page}`) return response.end(answer);
      const isListed = itemType === "VALID" || place === "INVALID 1";
      const items = isListed ? [{ itemStatus: "SUCCESS", referenceCode: `${itemType}-${page}` }] : [];
      return response.end(pageAnswer({ items, page, size: 1, total: isListed ? 2 : 0 }));
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    return clientFor(server.url);
  }

  test.each([
    ["a success without a payout", nothing],
    ["a payout without a listing", bare],
  ])("%s in the place of the rejected items means that there are none", async (_, answer) => {
    const snapshot = await (await clientWith("INVALID 0", answer)).snapshot(reference);
    expect(snapshot.items).toHaveLength(2);
    expect(snapshot).not.toHaveProperty("invalidListingError");
  });

  test("a failure in the place of the rejected items is reported, and a wait rejects with it", async () => {
    const iyzico = await clientWith("INVALID 0", failure);
    const snapshot = await iyzico.snapshot(reference);
    expect(snapshot.items).toHaveLength(2);
    expect(snapshot.invalidListingError).toMatchObject({ code: "request_rejected", errorCode: "10051" });
    await expect(iyzico.waitUntilSettled(reference, { maxWaitMs: 60_000 })).rejects.toMatchObject({
      code: "request_rejected",
    });
  });

  test.each([
    ["VALID 1", failure],
    ["VALID 1", nothing],
    ["INVALID 1", failure],
    ["INVALID 1", nothing],
  ])("an answer at %s that it does not exist is a contradiction: %s", async (place, answer) => {
    const iyzico = await clientWith(place, answer);
    await expect(iyzico.snapshot(reference)).rejects.toMatchObject({
      code: "incomplete_listing",
      outcome: "unknown",
      operation: "retrieve",
      message: expect.stringContaining("showed the payout and then"),
      hint: expect.stringContaining("Act on no item"),
    });
  });

  test("another failure is reported as itself", async () => {
    for (const place of ["VALID 1", "INVALID 0", "INVALID 1"]) {
      const iyzico = await clientWith(place, failureAnswer("1"));
      await expect(iyzico.snapshot(reference)).rejects.toMatchObject({ code: "service_error" });
    }
  });
});

test("a payout that no answer shows is not found", async () => {
  for (const answer of ['{"status":"success"}', failureAnswer("10051")]) {
    const { result } = await callWith((iyzico) => iyzico.snapshot(reference), answer);
    expect(["not_found", "request_rejected"]).toContain(result.code);
  }
});

test("an item that is in both listings is one item", async () => {
  const { result } = await callWith(
    (iyzico) => iyzico.snapshot(reference),
    '{"status":"success","massPayout":{"massPayoutStatus":"COMPLETED"},"massPayoutItems":{"items":[{"itemStatus":"SUCCESS",' +
      '"referenceCode":"r"}]},"page":0,"size":40,"total":1}',
  );
  expect(result).toMatchObject({ items: [{ referenceCode: "r" }], settlement: { state: "settled", paid: "all" } });
});
