import { describe, expect, test } from "vitest";
import type { MassPayoutItem } from "../../src/index.ts";
import { collectGarbage } from "../support/garbage-collection.ts";
import {
  listAll,
  numberedItem,
  numberedItems,
  type Page,
  type PageRequest,
  pageOf,
  reference,
  startListing,
} from "../support/listing.ts";

const referencesOf = (items: MassPayoutItem[]) => items.map(({ referenceCode }) => referenceCode);
const references = (count: number) => referencesOf(numberedItems(count));

describe("items", () => {
  test.each([
    [0, 10],
    [1, 10],
    [9, 3],
    [10, 3],
    [10, 1],
    [250, 40],
  ])("are yielded once each and in order: %i items on pages of %i", async (count, size) => {
    await using listing = await startListing((request) => pageOf(numberedItems(count), request));
    expect(referencesOf(await listAll(listing.iyzico.items(reference, { size })))).toEqual(references(count));
    expect(listing.requests()).toHaveLength(Math.max(1, Math.ceil(count / size)));
  });

  test("are yielded once each and in order when pages are read ahead", async () => {
    await using listing = await startListing((request) => pageOf(numberedItems(95), request));
    expect(referencesOf(await listAll(listing.iyzico.items(reference, { size: 10, concurrency: 4 })))).toEqual(
      references(95),
    );
    expect(listing.requests()).toHaveLength(10);
  });

  test("are complete when the server's pages are smaller than requested", async () => {
    await using listing = await startListing((request) => {
      const size = Math.min(request.size, 4);
      return { ...pageOf(numberedItems(10), { ...request, size }), size };
    });
    expect(referencesOf(await listAll(listing.iyzico.items(reference, { size: 100 })))).toEqual(references(10));
  });

  test("are complete when the server's pages are smaller than requested, and their size says otherwise", async () => {
    await using listing = await startListing(({ page }) => pageOf(numberedItems(10), { page, size: 4 }));
    expect(referencesOf(await listAll(listing.iyzico.items(reference, { size: 100 })))).toEqual(references(10));
    expect(listing.requests().map(({ page, size }) => [page, size])).toEqual([
      [0, 100],
      [1, 100],
      [2, 100],
    ]);
  });

  test("are complete when the size of an answer is not that of its page", async () => {
    await using listing = await startListing((request) => ({ ...pageOf(numberedItems(10), request), size: 1 }));
    expect(referencesOf(await listAll(listing.iyzico.items(reference, { size: 4 })))).toEqual(references(10));
  });

  test("are complete when the server says that its pages have size 0", async () => {
    await using listing = await startListing((request) => ({ ...pageOf(numberedItems(10), request), size: 0 }));
    expect(referencesOf(await listAll(listing.iyzico.items(reference, { size: 4 })))).toEqual(references(10));
  });

  test("are told apart by itemExternalId when iyzico shows no referenceCode", async () => {
    const items = [1, 2, 3].map((number) => ({ itemExternalId: `ext-${number}`, itemStatus: "INIT" }));
    await using listing = await startListing((request) => pageOf(items, request));
    expect(await listAll(listing.iyzico.items(reference, { size: 2 }))).toHaveLength(3);
  });

  test("are told apart by either id, when iyzico shows one of them first and both later", async () => {
    const early = { itemExternalId: "A", itemStatus: "SUCCESS" };
    const late = { itemExternalId: "A", referenceCode: "ref-A", itemStatus: "SUCCESS" };
    await using listing = await startListing((request) => pageOf([early, late], request));
    await expect(listAll(listing.iyzico.items(reference, { size: 1 }))).rejects.toMatchObject({
      code: "incomplete_listing",
    });
  });

  test("are told apart by itemExternalId when every referenceCode is a placeholder", async () => {
    const items = [1, 2, 3].map((number) => ({
      referenceCode: "N/A",
      itemExternalId: `ext-${number}`,
      itemStatus: "INIT",
    }));
    await using listing = await startListing((request) => pageOf(items, request));
    expect(await listAll(listing.iyzico.items(reference, { size: 2 }))).toHaveLength(3);
  });

  test("are one item when a referenceCode is shown alone first, and with an itemExternalId later, or the reverse", async () => {
    const alone = { referenceCode: "ref-A", itemStatus: "INIT" };
    const both = { ...alone, itemExternalId: "A" };
    for (const items of [
      [alone, both],
      [both, alone],
    ]) {
      await using listing = await startListing((request) => ({ ...pageOf(items, request), total: 1 }));
      const reading = listing.iyzico.items(reference, { size: 2 });
      expect(await listAll(reading)).toHaveLength(1);
    }
  });

  test("are all yielded when a referenceCode that is shown alone first turns out to be a placeholder", async () => {
    const status = { itemStatus: "INIT" };
    const items = [
      { ...status, referenceCode: "N/A" },
      { ...status, referenceCode: "N/A", itemExternalId: "A" },
      { ...status, referenceCode: "N/A", itemExternalId: "B" },
    ];
    for (const itemType of ["VALID", "INVALID"] as const) {
      await using listing = await startListing((request) =>
        request.itemType === itemType ? { items, total: 2 } : pageOf([{ ...status, itemExternalId: "C" }], request),
      );
      const found = await listAll(listing.iyzico.items(reference, { itemType: "ALL" }));
      expect(found.map(({ itemExternalId }) => itemExternalId)).toEqual(
        itemType === "VALID" ? [undefined, "B", "C"] : ["C", undefined, "B"],
      );
    }
  });

  test("are one item when only a repeated row shows which referenceCode an itemExternalId has", async () => {
    const status = { itemStatus: "INIT" };
    const valid = [
      { ...status, itemExternalId: "A" },
      { ...status, itemExternalId: "A", referenceCode: "ref-A" },
    ];
    const invalid = [{ ...status, referenceCode: "ref-A" }];
    await using listing = await startListing(({ itemType }) => ({
      items: itemType === "VALID" ? valid : invalid,
      total: 1,
    }));
    expect(await listAll(listing.iyzico.items(reference, { itemType: "ALL" }))).toHaveLength(1);
  });

  test("before one without an id are yielded before the error", async () => {
    await using listing = await startListing((request) => pageOf([numberedItem(1), { itemStatus: "INIT" }], request));
    const found: MassPayoutItem[] = [];
    const reading = (async () => {
      for await (const each of listing.iyzico.items(reference)) found.push(each);
    })();
    await expect(reading).rejects.toMatchObject({ code: "incomplete_listing" });
    expect(referencesOf(found)).toEqual(["ref-1"]);
  });

  test("with an empty referenceCode are told apart by itemExternalId", async () => {
    const items = [1, 2].map((number) => ({ referenceCode: "", itemExternalId: `ext-${number}`, itemStatus: "INIT" }));
    await using listing = await startListing((request) => pageOf(items, request));
    expect(await listAll(listing.iyzico.items(reference))).toHaveLength(2);
  });

  test.each<[string, (request: PageRequest) => Page]>([
    ["the total grows with every page", ({ page, size }) => ({ items: numberedItems(2), total: (page + 2) * size })],
    [
      "the total is absurd and the pages are empty",
      ({ page }) => ({ items: page === 0 ? numberedItems(1) : [], total: 1e9 }),
    ],
    ["the total is absurd and every page is the first one", () => ({ items: numberedItems(2), total: 1e9 })],
  ])("end with an error after few requests when %s", async (_, answer) => {
    await using listing = await startListing(answer);
    await expect(listAll(listing.iyzico.items(reference, { size: 2 }))).rejects.toMatchObject({
      code: "incomplete_listing",
    });
    expect(listing.requests().length).toBeLessThanOrEqual(6);
  });

  test("that cannot be told apart are an error", async () => {
    await using listing = await startListing((request) =>
      pageOf([{ itemStatus: "INIT" }, { itemStatus: "INIT" }], request),
    );
    await expect(listAll(listing.iyzico.items(reference))).rejects.toMatchObject({ code: "incomplete_listing" });
  });

  test("that move to another page during a reading are yielded once, and none is missed", async () => {
    await using listing = await startListing((request, number) => {
      // After the first page, one of its items moves to the end: the third item is now the second and would be missed.
      const order = number === 1 ? [0, 1, 2, 3, 4, 5] : [0, 2, 3, 4, 5, 1];
      return pageOf(
        order.map((number) => numberedItem(number)),
        request,
      );
    });
    const found = referencesOf(await listAll(listing.iyzico.items(reference, { size: 2 })));
    expect(found).toHaveLength(6);
    expect(new Set(found)).toEqual(new Set(references(6)));
  });

  test("that are added during a reading are yielded too", async () => {
    await using listing = await startListing((request, number) => pageOf(numberedItems(number < 2 ? 4 : 7), request));
    expect(referencesOf(await listAll(listing.iyzico.items(reference, { size: 2 })))).toEqual(references(7));
  });

  test.each<[string, (request: PageRequest) => Page]>([
    ["every page is the first one", (request) => ({ ...pageOf(numberedItems(6), { ...request, page: 0 }), total: 6 })],
    [
      "a page is short",
      (request) => ({ items: pageOf(numberedItems(6), request).items.slice(request.page), total: 6 }),
    ],
    ["pages are empty", () => ({ items: [], total: 6 })],
    ["there are more items than the count says", (request) => ({ ...pageOf(numberedItems(6), request), total: 5 })],
    ["the count is far too large", (request) => ({ ...pageOf(numberedItems(6), request), total: 60 })],
  ])("end with an error when %s", async (_, answer) => {
    await using listing = await startListing(answer);
    await expect(listAll(listing.iyzico.items(reference, { size: 2 }))).rejects.toMatchObject({
      code: "incomplete_listing",
      outcome: "unknown",
      operation: "retrieve",
    });
  });

  test("end with an error when the total changes in each of 3 readings", async () => {
    await using listing = await startListing((request, number) => ({
      ...pageOf(numberedItems(4), request),
      total: 4 + (number % 2),
    }));
    await expect(listAll(listing.iyzico.items(reference, { size: 2 }))).rejects.toMatchObject({
      code: "incomplete_listing",
    });
    expect(listing.requests().length).toBeLessThanOrEqual(9);
  });

  test("are read again if the total changed within a reading, although their count fits at its end", async () => {
    const all = numberedItems(5);
    // After the first page the first item is gone: the third is now the second and is missed, and 4 of 4 were found.
    const answer = (isBack: boolean) => (request: PageRequest, number: number) =>
      pageOf(number === 1 || (isBack && number > 3) ? all : all.slice(1), request);
    await using listing = await startListing(answer(true));
    const found = referencesOf(await listAll(listing.iyzico.items(reference, { size: 2 })));
    expect(new Set(found)).toEqual(new Set(references(5)));
    await using shrunk = await startListing(answer(false));
    await expect(listAll(shrunk.iyzico.items(reference, { size: 2 }))).rejects.toMatchObject({
      code: "incomplete_listing",
    });
  });

  test('with itemType "ALL" are the VALID ones and the INVALID ones', async () => {
    await using listing = await startListing((request) =>
      pageOf(request.itemType === "VALID" ? numberedItems(5) : numberedItems(3, 5), request),
    );
    const found = await listAll(listing.iyzico.items(reference, { size: 2, itemType: "ALL" }));
    expect(referencesOf(found)).toEqual(references(8));
    expect(new Set(listing.requests().map(({ itemType }) => itemType))).toEqual(new Set(["VALID", "INVALID"]));
  });

  test('with itemType "ALL" are yielded once when iyzico ignores itemType', async () => {
    await using listing = await startListing((request) => pageOf(numberedItems(5), request));
    expect(referencesOf(await listAll(listing.iyzico.items(reference, { itemType: "ALL" })))).toEqual(references(5));
  });

  test("end with the error of a page that cannot be read", async () => {
    await using listing = await startListing((request) =>
      request.page === 2 ? undefined : pageOf(numberedItems(8), request),
    );
    const found: MassPayoutItem[] = [];
    const reading = (async () => {
      for await (const each of listing.iyzico.items(reference, { size: 2, concurrency: 3 })) found.push(each);
    })();
    await expect(reading).rejects.toMatchObject({ code: "network_error" });
    expect(referencesOf(found)).toEqual(references(4));
  });

  test("of a list of 20,000 are yielded once each, and are not kept in memory", async () => {
    const total = 20_000;
    const size = 1_000;
    await using listing = await startListing(({ page }) => ({ items: numberedItems(size, page * size), total, size }));
    const sample: WeakRef<MassPayoutItem>[] = [];
    let count = 0;
    for await (const item of listing.iyzico.items(reference, { size, concurrency: 2 })) {
      if (count % size === 0) sample.push(new WeakRef(item));
      count += 1;
      if (count === total - 1) {
        await collectGarbage();
        // All but those of the pages that were read ahead.
        expect(sample.filter((item) => item.deref() !== undefined).length).toBeLessThan(6);
      }
    }
    expect(count).toBe(total);
  });
});
