import { expect, test } from "vitest";
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
