import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createMassPayoutClient, type MassPayoutItem } from "../src/index.ts";
import { startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const reference = { requestId: "r-1" };

interface Asked {
  page: number;
  size: number;
  itemType?: string;
}
interface Page {
  items: object[];
  page?: number;
  size?: number;
  total: number;
}

const item = (number: number, more: object = {}) => ({
  referenceCode: `ref-${number}`,
  itemStatus: "SUCCESS",
  ...more,
});
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, index) => item(from + index));
const cut = (all: object[], { page, size }: Asked): Page => ({
  items: all.slice(page * size, (page + 1) * size),
  total: all.length,
});

const answered = ({ items, ...paging }: Page) =>
  JSON.stringify({
    status: "success",
    massPayout: { massPayoutStatus: "PUBLISHED_TO_QUEUE" },
    massPayoutItems: { items },
    ...paging,
  });

/** A server that answers each page as it is told to, and a client for it. */
async function listing(answer: (asked: Asked, times: number) => Page | undefined) {
  const server = await startServer((response, { body }) => {
    const asked: Asked = JSON.parse(body);
    const page = answer(asked, server.arrivals.length);
    if (page === undefined) response.destroy();
    else response.end(answered({ page: asked.page, size: asked.size, ...page }));
  });
  const options = { credentials, baseUrl: server.url, clock: virtualClock(), rateLimit: false, retry: false } as const;
  const asked = () => server.arrivals.map(({ body }): Asked => JSON.parse(body));
  return { iyzico: createMassPayoutClient(options), asked, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const value of values) list.push(value);
  return list;
}
const references = (items: MassPayoutItem[]) => items.map(({ referenceCode }) => referenceCode);
const expected = (count: number) => numbered(count).map(({ referenceCode }) => referenceCode);

describe("items", () => {
  test.each([
    [0, 10],
    [1, 10],
    [9, 3],
    [10, 3],
    [10, 1],
    [250, 40],
  ])("come once each and in order: %i items on pages of %i", async (count, size) => {
    await using server = await listing((asked) => cut(numbered(count), asked));
    expect(references(await all(server.iyzico.items(reference, { size })))).toEqual(expected(count));
    expect(server.asked()).toHaveLength(Math.max(1, Math.ceil(count / size)));
  });

  test("come once each and in order when pages are read ahead", async () => {
    await using server = await listing((asked) => cut(numbered(95), asked));
    expect(references(await all(server.iyzico.items(reference, { size: 10, concurrency: 4 })))).toEqual(expected(95));
    expect(server.asked()).toHaveLength(10);
  });

  test("come from a server that gives smaller pages than it was asked for, and says so", async () => {
    await using server = await listing((asked) => {
      const size = Math.min(asked.size, 4);
      return { ...cut(numbered(10), { ...asked, size }), size };
    });
    expect(references(await all(server.iyzico.items(reference, { size: 100 })))).toEqual(expected(10));
  });

  test("come from a server that says that its pages have no size", async () => {
    await using server = await listing((asked) => ({ ...cut(numbered(10), asked), size: 0 }));
    expect(references(await all(server.iyzico.items(reference, { size: 4 })))).toEqual(expected(10));
  });

  test("are told apart by itemExternalId when iyzico gives no reference", async () => {
    const items = [1, 2, 3].map((number) => ({ itemExternalId: `ext-${number}`, itemStatus: "INIT" }));
    await using server = await listing((asked) => cut(items, asked));
    expect(await all(server.iyzico.items(reference, { size: 2 }))).toHaveLength(3);
  });

  test("are told apart by either id, when iyzico shows one of them now and the other later", async () => {
    const early = { itemExternalId: "A", itemStatus: "SUCCESS" };
    const late = { itemExternalId: "A", referenceCode: "ref-A", itemStatus: "SUCCESS" };
    await using server = await listing((asked) => cut([early, late], asked));
    await expect(all(server.iyzico.items(reference, { size: 1 }))).rejects.toMatchObject({
      code: "incomplete_listing",
    });
  });

  test("with an empty reference are told apart by the merchant's own id", async () => {
    const items = [1, 2].map((number) => ({ referenceCode: "", itemExternalId: `ext-${number}`, itemStatus: "INIT" }));
    await using server = await listing((asked) => cut(items, asked));
    expect(await all(server.iyzico.items(reference))).toHaveLength(2);
  });

  test.each<[string, (asked: Asked) => Page]>([
    ["the total grows with every page", ({ page, size }) => ({ items: numbered(2), total: (page + 2) * size })],
    [
      "the total is absurd and the pages are empty",
      ({ page }) => ({ items: page === 0 ? numbered(1) : [], total: 1e9 }),
    ],
    ["the total is absurd and the pages come again", () => ({ items: numbered(2), total: 1e9 })],
  ])("end with an error, soon, when %s", async (_, answer) => {
    await using server = await listing(answer);
    await expect(all(server.iyzico.items(reference, { size: 2 }))).rejects.toMatchObject({
      code: "incomplete_listing",
    });
    expect(server.asked().length).toBeLessThanOrEqual(6);
  });

  test("that can't be told apart are an error and not lost", async () => {
    await using server = await listing((asked) => cut([{ itemStatus: "INIT" }, { itemStatus: "INIT" }], asked));
    await expect(all(server.iyzico.items(reference))).rejects.toMatchObject({ code: "incomplete_listing" });
  });

  test("that moved to another page while it was read come once, and the one that was missed comes too", async () => {
    await using server = await listing((asked, times) => {
      // After the first page an item of it moves to the end: what was third is now second and would be passed over.
      const order = times === 1 ? [0, 1, 2, 3, 4, 5] : [0, 2, 3, 4, 5, 1];
      return cut(
        order.map((number) => item(number)),
        asked,
      );
    });
    const found = references(await all(server.iyzico.items(reference, { size: 2 })));
    expect(found).toHaveLength(6);
    expect(new Set(found)).toEqual(new Set(expected(6)));
  });

  test("of a payout that grows while it is read all come", async () => {
    await using server = await listing((asked, times) => cut(numbered(times < 2 ? 4 : 7), asked));
    expect(references(await all(server.iyzico.items(reference, { size: 2 })))).toEqual(expected(7));
  });

  test.each<[string, (asked: Asked) => Page]>([
    ["the same page comes again and again", (asked) => ({ ...cut(numbered(6), { ...asked, page: 0 }), total: 6 })],
    ["a page is short", (asked) => ({ items: cut(numbered(6), asked).items.slice(asked.page), total: 6 })],
    ["pages are empty", () => ({ items: [], total: 6 })],
    ["there are more items than the count says", (asked) => ({ ...cut(numbered(6), asked), total: 5 })],
    ["the count is far too large", (asked) => ({ ...cut(numbered(6), asked), total: 60 })],
  ])("end with an error when %s", async (_, answer) => {
    await using server = await listing(answer);
    await expect(all(server.iyzico.items(reference, { size: 2 }))).rejects.toMatchObject({
      code: "incomplete_listing",
      outcome: "unknown",
      operation: "retrieve",
    });
  });

  test("end with an error when the count never stays the same, and after three readings", async () => {
    await using server = await listing((asked, times) => ({ ...cut(numbered(4), asked), total: 4 + (times % 2) }));
    await expect(all(server.iyzico.items(reference, { size: 2 }))).rejects.toMatchObject({
      code: "incomplete_listing",
    });
    expect(server.asked().length).toBeLessThanOrEqual(9);
  });

  test('with itemType "ALL" are the valid ones and the invalid ones', async () => {
    await using server = await listing((asked) =>
      cut(asked.itemType === "VALID" ? numbered(5) : numbered(3, 5), asked),
    );
    const found = await all(server.iyzico.items(reference, { size: 2, itemType: "ALL" }));
    expect(references(found)).toEqual(expected(8));
    expect(new Set(server.asked().map(({ itemType }) => itemType))).toEqual(new Set(["VALID", "INVALID"]));
  });

  test('with itemType "ALL" come once when iyzico lists all of them either way', async () => {
    await using server = await listing((asked) => cut(numbered(5), asked));
    expect(references(await all(server.iyzico.items(reference, { itemType: "ALL" })))).toEqual(expected(5));
  });

  test("end with what went wrong when a page can't be read", async () => {
    await using server = await listing((asked) => (asked.page === 2 ? undefined : cut(numbered(8), asked)));
    const found: MassPayoutItem[] = [];
    const reading = (async () => {
      for await (const each of server.iyzico.items(reference, { size: 2, concurrency: 3 })) found.push(each);
    })();
    await expect(reading).rejects.toMatchObject({ code: "network_error" });
    expect(references(found)).toEqual(expected(4));
  });

  test("of twenty thousand come once each, and what the consumer has let go is not held", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage: () => void = runInNewContext("gc");
    const total = 20_000;
    const size = 1_000;
    await using server = await listing(({ page }) => ({ items: numbered(size, page * size), total, size }));
    const sample: WeakRef<MassPayoutItem>[] = [];
    let count = 0;
    for await (const item of server.iyzico.items(reference, { size, concurrency: 2 })) {
      if (count % size === 0) sample.push(new WeakRef(item));
      count += 1;
      if (count === total - 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        collectGarbage();
        // All but those of the pages that are at hand.
        expect(sample.filter((item) => item.deref() !== undefined).length).toBeLessThan(6);
      }
    }
    expect(count).toBe(total);
  });
});

describe("pages", () => {
  test("come in order, with page, size and total from wherever they stand", async () => {
    await using server = await listing((asked) => cut(numbered(5), asked));
    const pages = await all(server.iyzico.pages(reference, { size: 2, concurrency: 5 }));
    expect(pages.map(({ page, size, total, items }) => [page, size, total, items.length])).toEqual([
      [0, 2, 5, 2],
      [1, 2, 5, 2],
      [2, 2, 5, 1],
    ]);
  });

  test("end at a page without items, whatever the total says", async () => {
    for (const full of [0, 1, 3]) {
      await using server = await listing((asked) => ({ items: asked.page < full ? numbered(2) : [], total: 1e9 }));
      expect(await all(server.iyzico.pages(reference, { size: 2 }))).toHaveLength(full + 1);
    }
  });

  test("are read ahead by no more requests than were asked for", async () => {
    let most = 0;
    const running: (() => void)[] = [];
    await using server = await startServer((response, { body }) => {
      const asked: Asked = JSON.parse(body);
      running.push(() => response.end(answered({ ...asked, ...cut(numbered(40), asked) })));
      most = Math.max(most, running.length);
      // None is answered before as many are under way as were asked for; one more would come in the moment until then.
      const isLast = asked.page === 0 || asked.page === 19;
      if (running.length >= 3) setTimeout(() => running.shift()?.(), 2);
      if (isLast) for (const answer of running.splice(0)) answer();
    });
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, rateLimit: false });
    expect(await all(iyzico.pages(reference, { size: 2, concurrency: 3 }))).toHaveLength(20);
    expect(most).toBe(3);
  });

  test("that nobody waits for any more are aborted when the consumer stops", async () => {
    let closed = 0;
    await using server = await startServer((response, { body }) => {
      const asked: Asked = JSON.parse(body);
      // Everything behind the first page hangs until the client hangs up.
      if (asked.page <= 1) response.end(answered({ ...cut(numbered(40), asked), ...asked }));
      response.on("close", () => {
        if (asked.page > 1) closed += 1;
      });
    });
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, rateLimit: false, retry: false });
    for await (const { page } of iyzico.pages(reference, { size: 2, concurrency: 4 })) {
      if (page === 0) continue;
      // Two pages were read, and three are under way.
      await expect.poll(() => server.arrivals.length).toBe(5);
      break;
    }
    await expect.poll(() => closed).toBe(3);
  });

  test("that are under way are aborted by return(), although next() is still waited for", async () => {
    await using server = await startServer((response, { body }) => {
      const asked: Asked = JSON.parse(body);
      if (asked.page === 0) response.end(answered({ ...cut(numbered(40), asked), ...asked }));
    });
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, rateLimit: false, retry: false });
    for (const values of [iyzico.pages(reference, { size: 2 }), iyzico.items(reference, { size: 1 })]) {
      await values.next();
      const pending = values.next().catch((error: unknown) => error);
      await values.return();
      expect(await pending).toMatchObject({ code: "aborted" });
    }
  });

  test("don't look like a leak to Node, however many are read ahead", async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on("warning", onWarning);
    await using server = await listing((asked) => cut(numbered(40), asked));
    await all(server.iyzico.items(reference, { size: 1, concurrency: 20, signal: new AbortController().signal }));
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });

  test("are not read before the first is asked for", async () => {
    await using server = await listing((asked) => cut(numbered(5), asked));
    server.iyzico.pages(reference);
    server.iyzico.items(reference);
    expect(server.asked()).toEqual([]);
  });

  test("end when the caller aborts, in flight and between two of them", async () => {
    await using server = await listing((asked) => cut(numbered(10), asked));
    const controller = new AbortController();
    const reading = (async () => {
      for await (const _ of server.iyzico.pages(reference, { size: 2, signal: controller.signal }))
        controller.abort("stop");
    })();
    await expect(reading).rejects.toMatchObject({ code: "aborted", cause: "stop" });
    const before = all(server.iyzico.items(reference, { signal: AbortSignal.abort() }));
    await expect(before).rejects.toMatchObject({ code: "aborted", outcome: "not-sent" });
  });

  test("end at the deadline, which is one for all of them", async () => {
    const clock = virtualClock();
    await using server = await startServer((response, { body }) => {
      const asked: Asked = JSON.parse(body);
      response.end(answered({ ...asked, ...cut(numbered(1_000), asked) }));
    });
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, clock, rateLimit: { perMinute: 10 } });
    const reading = all(iyzico.pages(reference, { size: 2, deadlineMs: 100_000 }));
    await expect(reading).rejects.toMatchObject({ code: "deadline_exceeded" });
    expect(server.arrivals.length).toBe(20);
  });

  test("are not read with a signal that is none", async () => {
    await using server = await listing((asked) => cut(numbered(5), asked));
    for (const list of [server.iyzico.pages, server.iyzico.items]) {
      expect(() => list(reference, { signal: {} } as never)).toThrow("signal is not an AbortSignal");
      expect(await all<unknown>(list(reference, null as never))).not.toEqual([]);
    }
  });

  test.each([0, -1, 1.5, Number.NaN])("are not read with concurrency %s", async (concurrency) => {
    await using server = await listing((asked) => cut(numbered(5), asked));
    const reading = all(server.iyzico.pages(reference, { concurrency }));
    await expect(reading).rejects.toMatchObject({ code: "invalid_request", outcome: "not-sent" });
    expect(server.asked()).toEqual([]);
  });
});
