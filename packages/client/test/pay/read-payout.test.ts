import { describe, expect, test } from "vitest";
import { failureAnswer } from "../support/answers.ts";
import { type Page, pageOf } from "../support/listing.ts";
import { noRows, planOf, pollVendor, rowOf, rowsOf } from "../support/polled-vendor.ts";
import { randomFrom } from "../support/random.ts";

type Answer = Parameters<typeof pollVendor>[1];

/** Lists these accepted rows, and none that is rejected. */
const lists =
  (rows: object[]): Answer =>
  (request) =>
    request.itemType === "VALID" ? pageOf(rows, request) : noRows;

const idsOf = (payout: { items: readonly { itemExternalId?: string | undefined }[] } | undefined) =>
  payout?.items.map(({ itemExternalId }) => itemExternalId);
const idsUntil = (count: number) => rowsOf(count).map(({ itemExternalId }) => itemExternalId);

describe("a poll reads every row", () => {
  test.each([
    [1, 2],
    [2, 2],
    [5, 2],
    [6, 2],
    [95, 40],
  ])(
    "of %i accepted items on pages of %i, one page ahead of a full last one, and the rejected",
    async (count, pageSize) => {
      const { payout, pages } = await pollVendor(await planOf(count), lists(rowsOf(count)), {}, { pageSize });
      expect(idsOf(payout)).toEqual(idsUntil(count));
      // To read the only page alone would spare nothing.
      if (count < 2) expect(payout).not.toHaveProperty("openPage");
      else expect(payout).toMatchObject({ openPage: 0 });
      expect(payout).not.toHaveProperty("isPartial");
      const valid = Array.from({ length: Math.floor(count / pageSize) + 1 }, (_, page) => `VALID ${page}`);
      expect(pages).toEqual([...valid, "INVALID 0"]);
    },
  );

  test("at most as many pages at once as concurrency says, the first one alone", async () => {
    const options = { pageSize: 2, concurrency: 4 };
    const { payout, pages } = await pollVendor(await planOf(21), lists(rowsOf(21)), {}, options);
    expect(idsOf(payout)).toEqual(idsUntil(21));
    expect(pages[0]).toBe("VALID 0");
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages).toHaveLength(12);
  });

  test("whatever total counts", async () => {
    const plan = await planOf(5);
    for (const total of [0, 1, 4, 5, 6, 45, 1e9]) {
      for (const concurrency of [1, 3]) {
        const answer: Answer = (request) => ({ ...(lists(rowsOf(5))(request, 0) as Page), total });
        const { payout, pages } = await pollVendor(plan, answer, {}, { pageSize: 2, concurrency });
        expect(idsOf(payout)).toEqual(idsUntil(5));
        expect(pages.length).toBeLessThanOrEqual(8);
      }
    }
  });

  test("of an item that is listed once for each attempt, also those after every id was shown", async () => {
    const rows = [rowOf(0), rowOf(1), rowOf(0, "FAILED", "ref-0b"), rowOf(1, "SUCCESS", "ref-1b")];
    const answer: Answer = (request) => ({ ...(lists(rows)(request, 0) as Page), total: 2 });
    const { payout } = await pollVendor(await planOf(2), answer, {}, { pageSize: 2 });
    expect(payout?.items.map(({ itemExternalId, itemStatus }) => [itemExternalId, itemStatus])).toEqual([
      ["0", "PROCESSING"],
      ["1", "PROCESSING"],
      ["0", "FAILED"],
      ["1", "SUCCESS"],
    ]);
  });

  test("of items that are shown with one id only", async () => {
    const rows = [
      { itemExternalId: "0", itemStatus: "INIT" },
      { itemExternalId: "1", itemStatus: "INIT" },
      { referenceCode: "ref-2", itemStatus: "INIT" },
      { referenceCode: "ref-3", itemStatus: "INIT" },
    ];
    const { payout } = await pollVendor(await planOf(4), lists(rows), {}, { pageSize: 2 });
    expect(payout?.items).toMatchObject(rows);
  });

  test("of items whose referenceCode is a placeholder, and identical rows once", async () => {
    const rows = [0, 1, 2, 2].map((id) => rowOf(id, "INIT", "N/A"));
    const { payout } = await pollVendor(await planOf(3), lists(rows), {}, { pageSize: 4 });
    expect(idsOf(payout)).toEqual(["0", "1", "2"]);
  });

  test.each([
    ["a payout that does not exist", failureAnswer("10051")],
    ["a payout without a listing", '{"status":"success","massPayout":{"massPayoutStatus":"INIT"}}'],
    ["a success without a payout", '{"status":"success"}'],
  ])("and of the last page, if a page after it is answered with %s", async (_, answer) => {
    const { payout, pages } = await pollVendor(
      await planOf(4),
      (request, number) => (request.page === 2 ? answer : lists(rowsOf(4))(request, number)),
      {},
      { pageSize: 2 },
    );
    expect(idsOf(payout)).toEqual(idsUntil(4));
    expect(pages).toEqual(["VALID 0", "VALID 1", "VALID 2", "INVALID 0"]);
  });
});

describe("a limit of the page size", () => {
  const plan = planOf(250);

  test("that the answers show is taken over", async () => {
    const answer: Answer = (request) => {
      const size = Math.min(40, request.size);
      return { ...(lists(rowsOf(250))({ ...request, size }, 0) as Page), size };
    };
    const { payout, requests } = await pollVendor(await plan, answer, {}, { pageSize: 1_000, concurrency: 3 });
    expect(idsOf(payout)).toEqual(idsUntil(250));
    expect(new Set(requests.slice(1, -1).map(({ size }) => size))).toEqual(new Set([40]));
    expect(requests).toHaveLength(8);
  });

  test("that the answers do not show leaves no gap", async () => {
    const answer: Answer = (request) => lists(rowsOf(250))({ ...request, size: Math.min(40, request.size) }, 0);
    const { payout, requests } = await pollVendor(await plan, answer, {}, { pageSize: 100, concurrency: 3 });
    expect(idsOf(payout)).toEqual(idsUntil(250));
    expect(requests).toHaveLength(8);
  });

  test("that the answers do not show leaves no gap if pages begin where full ones would", async () => {
    const answer: Answer = (request) => {
      const { items, ...page } = lists(rowsOf(250))(request, 0) as Page;
      return { ...page, items: items.slice(0, 40) };
    };
    const { payout } = await pollVendor(await plan, answer, {}, { pageSize: 100 });
    expect(new Set(idsOf(payout))).toEqual(new Set(idsUntil(250)));
  });

  test("is not taken from pages that rows were left out of after paging", async () => {
    const rows = rowsOf(100).map((row, index) => ({ ...row, ...(index % 9 === 1 && { itemStatus: "INVALID" }) }));
    const answer: Answer = (request) => {
      const { items } = pageOf(rows, request);
      const isWanted = (row: { itemStatus?: string }) =>
        (row.itemStatus === "INVALID") === (request.itemType === "INVALID");
      return { items: items.filter(isWanted), total: 100 };
    };
    const { payout } = await pollVendor(await planOf(100), answer, {}, { pageSize: 40 });
    expect(new Set(idsOf(payout))).toEqual(new Set(idsUntil(100)));
  });
});

describe("a listing that does not keep still", () => {
  test("is read again if its total moved within a reading", async () => {
    // The first item is gone while the first page is read, and comes back.
    const answer: Answer = (request, number) => lists(number === 2 ? rowsOf(5).slice(1) : rowsOf(5))(request, 0);
    const { payout, pages } = await pollVendor(await planOf(5), answer, {}, { pageSize: 2 });
    expect(new Set(idsOf(payout))).toEqual(new Set(idsUntil(5)));
    expect(pages.filter((page) => page === "VALID 0")).toHaveLength(2);
  });

  test("is incomplete if its total moved within each of 3 readings, although every id was shown", async () => {
    const answer: Answer = (request, number) => ({
      ...(lists(rowsOf(5))(request, 0) as Page),
      total: 5 + (number % 2),
    });
    const { input, requests } = await pollVendor(await planOf(5), answer, {}, { pageSize: 2 });
    expect(input).toMatchObject({ type: "poll-failed", failure: { code: "incomplete_listing" } });
    expect(requests.length).toBeLessThanOrEqual(15);
  });

  test("shows more of its items with each reading, and is returned as far as it was shown", async () => {
    const random = randomFrom(7);
    const shuffled = (count: number) => {
      const rows = rowsOf(count, "SUCCESS");
      for (let at = rows.length - 1; at > 0; at -= 1) {
        const other = Math.floor(random() * (at + 1));
        [rows[at], rows[other]] = [rows[other] as object, rows[at] as object];
      }
      return rows;
    };
    const { payout: few } = await pollVendor(await planOf(45), (request) => lists(shuffled(45))(request, 0));
    expect(new Set(idsOf(few))).toEqual(new Set(idsUntil(45)));
    const { payout, pages } = await pollVendor(await planOf(900), (request) => lists(shuffled(900))(request, 0));
    expect(pages.filter((page) => page === "VALID 0")).toHaveLength(3);
    expect(payout?.items.length).toBeGreaterThan(800);
    expect(payout?.items.length).toBeLessThan(900);
  });

  test("counts the latest row of each identity", async () => {
    // Item 1 is listed twice in the first reading, and item 2 not at all.
    const answer: Answer = (request, number) =>
      lists(number < 4 ? [rowOf(0), rowOf(1), rowOf(1)] : [rowOf(0, "SUCCESS"), rowOf(1), rowOf(2)])(request, 0);
    const { payout } = await pollVendor(await planOf(3), answer, {}, { pageSize: 2 });
    expect(payout?.items.map(({ itemExternalId, itemStatus }) => `${itemExternalId} ${itemStatus}`)).toEqual([
      "0 SUCCESS",
      "1 PROCESSING",
      "2 PROCESSING",
    ]);
  });

  test("is incomplete if pages overlapped and rows are missing, though each planned id was shown", async () => {
    // The second row of item 0, which is paid, is never shown: another page repeats a row in its place.
    const rows = [rowOf(0, "DEPOSIT_SUCCESS", "r-1"), rowOf(1), rowOf(1)];
    const { input } = await pollVendor(await planOf(2), lists(rows), {}, { pageSize: 2 });
    expect(input).toMatchObject({ type: "poll-failed", failure: { code: "incomplete_listing" } });
  });

  test("without some of the planned ids is returned after one reading if no page overlapped", async () => {
    const { payout, pages } = await pollVendor(await planOf(5), lists(rowsOf(3)), {}, { pageSize: 2 });
    expect(idsOf(payout)).toEqual(["0", "1", "2"]);
    expect(pages).toEqual(["VALID 0", "VALID 1", "INVALID 0"]);
  });

  test("is stopped if it repeats one page, or invents rows without end", async () => {
    const repeated: Answer = () => ({ items: rowsOf(2), total: 1e9 });
    expect((await pollVendor(await planOf(3), repeated, {}, { pageSize: 2 })).requests.length).toBeLessThanOrEqual(9);
    const attempts: Answer = ({ page, size }) => ({
      items: Array.from({ length: size }, (_, index) => rowOf(0, "FAILED", `ref-${page}-${index}`)),
      total: 1e9,
    });
    const endless = await pollVendor(await planOf(1), attempts, {}, { pageSize: 100 });
    expect(endless.input).toMatchObject({ type: "poll-failed", failure: { code: "incomplete_listing" } });
    expect(endless.requests).toHaveLength(11);
    const others: Answer = ({ page, size }) => ({
      items: Array.from({ length: size }, (_, index) => rowOf(`other-${page}-${index}`)),
      total: 1e9,
    });
    const foreign = await pollVendor(await planOf(1), others, {}, { pageSize: 100 });
    // The payment takes it as another payout.
    expect(foreign.payout?.items.length).toBeGreaterThan(1_000);
    expect(foreign.requests.length).toBeLessThanOrEqual(22);
  });

  test("is incomplete if a row has no id, whatever its ids are instead", async () => {
    for (const row of [{ itemStatus: "INIT" }, rowOf("", "INIT", "")]) {
      const { input } = await pollVendor(await planOf(1), lists([row]));
      expect(input).toMatchObject({ type: "poll-failed", failure: { code: "incomplete_listing" } });
    }
  });
});

describe("the listing of rejected items", () => {
  test.each([
    ["a rejection", failureAnswer("10051")],
    ["a success without a payout", '{"status":"success","massPayout":null}'],
    ["a payout without a listing", '{"status":"success","massPayout":{"massPayoutStatus":"INIT"}}'],
  ])("is empty if it is answered with %s", async (_, answer) => {
    const { payout } = await pollVendor(await planOf(3), (request, number) =>
      request.itemType === "INVALID" ? answer : lists(rowsOf(2))(request, number),
    );
    expect(idsOf(payout)).toEqual(["0", "1"]);
  });

  test.each([
    ["VALID 1", failureAnswer("10051")],
    ["VALID 1", '{"status":"success","massPayout":null}'],
    ["INVALID 1", failureAnswer("10051")],
  ])("or that of accepted ones contradicts itself if %s does not exist: %s", async (place, answer) => {
    const { input } = await pollVendor(
      await planOf(6),
      ({ itemType, page, size }) =>
        place === `${itemType} ${page}`
          ? answer
          : pageOf(itemType === "VALID" ? rowsOf(4) : [4, 5, 6].map((id) => rowOf(id, "INVALID")), { page, size }),
      {},
      { pageSize: 2 },
    );
    expect(input).toMatchObject({ type: "poll-failed", failure: { code: "incomplete_listing" } });
  });

  test("has the rows of a vendor that ignores itemType once", async () => {
    const { payout, pages } = await pollVendor(
      await planOf(5),
      (request) => pageOf(rowsOf(5), request),
      {},
      { pageSize: 2 },
    );
    expect(idsOf(payout)).toEqual(idsUntil(5));
    expect(pages).toEqual(["VALID 0", "VALID 1", "VALID 2", "INVALID 0"]);
  });

  test("ends the poll with its failure if that does not mean that there is none", async () => {
    const { input } = await pollVendor(await planOf(1), (request, number) =>
      request.itemType === "INVALID" ? failureAnswer("1") : lists(rowsOf(1))(request, number),
    );
    expect(input).toMatchObject({ type: "poll-failed", failure: { code: "service_error" } });
  });
});

describe("a poll from a page on", () => {
  /** 10 items on pages of 2, of which these are in progress. */
  const withOpen = (...open: number[]) =>
    rowsOf(10).map((row, index) => ({ ...row, itemStatus: open.includes(index) ? "PROCESSING" : "SUCCESS" }));
  const pollFrom = async (fromPage: number, answer: Answer, concurrency = 1) =>
    pollVendor(await planOf(10), answer, { fromPage }, { pageSize: 2, concurrency });

  test.each([
    [2, [4], ["VALID 2"], 2],
    [2, [9], ["VALID 2", "VALID 3", "VALID 4"], 4],
    [2, [3, 9], ["VALID 2", "VALID 3", "VALID 4"], 4],
    [0, [0, 9], ["VALID 0"], 0],
    [2, [3], ["VALID 2", "VALID 3", "VALID 4", "VALID 5", "VALID 0", "VALID 1"], 1],
    [9, [3], ["VALID 9", "VALID 0", "VALID 1"], 1],
  ])(
    "%i ends at the first with an item in progress, after the last one at the first of all: %j",
    async (fromPage, open, read, openPage) => {
      const { payout, pages } = await pollFrom(fromPage, lists(withOpen(...open)));
      expect(pages).toEqual(read);
      expect(payout).toMatchObject({ isPartial: true, openPage });
      expect(payout?.items.some(({ itemStatus }) => itemStatus === "PROCESSING")).toBe(true);
    },
  );

  test.each(["INIT", "QUEUED", "PROCESSING", "FAILED"])("is open if an item is %s", async (itemStatus) => {
    const rows = withOpen().map((row, index) => (index === 5 ? { ...row, itemStatus } : row));
    expect((await pollFrom(1, lists(rows))).payout).toMatchObject({ isPartial: true, openPage: 2 });
  });

  test.each(["BLOCKED", "DEPOSIT_FAIL", "DEPOSIT_SUCCESS", "MASS_PAYOUT_CANCELED"])(
    "is whole, with the rejected items, if no item is in progress and one is %s",
    async (itemStatus) => {
      const rows = withOpen().map((row, index) => (index === 5 ? { ...row, itemStatus } : row));
      const { payout, pages } = await pollFrom(3, lists(rows));
      expect(new Set(idsOf(payout))).toEqual(new Set(idsUntil(10)));
      expect(payout).not.toHaveProperty("isPartial");
      expect(payout).not.toHaveProperty("openPage");
      expect(pages).toEqual(["VALID 3", "VALID 4", "VALID 5", "VALID 0", "VALID 1", "VALID 2", "INVALID 0"]);
    },
  );

  test("is read from the first page on if planned ids are missing then", async () => {
    const { payout, pages } = await pollFrom(3, lists(withOpen().slice(0, 9)));
    expect(idsOf(payout)).toEqual(idsUntil(9));
    expect(pages.filter((page) => page === "VALID 1")).toHaveLength(2);
  });

  test("begins at the first page if the page is answered as a payout that does not exist", async () => {
    const answer: Answer = (request, number) =>
      request.page > 4 ? failureAnswer("10051") : lists(withOpen(1))(request, number);
    const { payout, pages } = await pollFrom(7, answer);
    expect(payout).toMatchObject({ isPartial: true, openPage: 0 });
    expect(pages).toEqual(["VALID 7", "VALID 0"]);
    const { input } = await pollFrom(7, () => failureAnswer("10051"));
    expect(input).toEqual({ type: "not-found", at: 0 });
  });

  test("misses no item if answers repeat a size that their pages do not have", async () => {
    const answer: Answer = (request) => lists(withOpen())({ ...request, size: Math.min(2, request.size) }, 0);
    for (const fromPage of [0, 1, 4]) {
      const { payout } = await pollVendor(await planOf(10), answer, { fromPage }, { pageSize: 5 });
      expect(new Set(idsOf(payout))).toEqual(new Set(idsUntil(10)));
      expect(payout).not.toHaveProperty("isPartial");
    }
  });

  test("reads the first page alone, and then ahead", async () => {
    expect((await pollFrom(1, lists(withOpen(3)), 4)).pages).toEqual(["VALID 1"]);
    const { payout } = await pollFrom(1, lists(withOpen()), 4);
    expect(new Set(idsOf(payout))).toEqual(new Set(idsUntil(10)));
  });
});

test("a poll of 10,000 items takes 12 requests with pages of 1,000", async () => {
  const { payout, requests } = await pollVendor(
    await planOf(10_000),
    lists(rowsOf(10_000)),
    {},
    { pageSize: 1_000, concurrency: 4 },
  );
  expect(payout?.items).toHaveLength(10_000);
  expect(requests).toHaveLength(12);
});
