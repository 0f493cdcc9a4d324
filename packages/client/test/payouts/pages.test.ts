import { describe, expect, test } from "vitest";
import { clientFor } from "../support/client.ts";
import { deferred } from "../support/deferred.ts";
import {
  listAll,
  numberedItems,
  type PageRequest,
  pageAnswer,
  pageOf,
  reference,
  startListing,
} from "../support/listing.ts";
import { startServer } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

describe("pages", () => {
  test("are yielded in order, with page, size and total", async () => {
    await using listing = await startListing((request) => pageOf(numberedItems(5), request));
    const pages = await listAll(listing.iyzico.pages(reference, { size: 2, concurrency: 5 }));
    expect(pages.map(({ page, size, total, items }) => [page, size, total, items.length])).toEqual([
      [0, 2, 5, 2],
      [1, 2, 5, 2],
      [2, 2, 5, 1],
    ]);
  });

  test("end at a page without items, whatever the total says", async () => {
    for (const full of [0, 1, 3]) {
      await using listing = await startListing((request) => ({
        items: request.page < full ? numberedItems(2) : [],
        total: 1e9,
      }));
      expect(await listAll(listing.iyzico.pages(reference, { size: 2 }))).toHaveLength(full + 1);
    }
  });

  test("are read ahead by as many requests as concurrency says", async () => {
    let running = 0;
    let maxRunning = 0;
    const held: (() => void)[] = [];
    await using server = await startServer((response, { body }) => {
      const request: PageRequest = JSON.parse(body);
      const answer = () => void response.end(pageAnswer({ ...request, ...pageOf(numberedItems(40), request) }));
      if (request.page === 0) return answer();
      held.push(answer);
      // The last 2 pages have fewer requests beside them.
      if (held.length === 3 || request.page >= 18) for (const each of held.splice(0)) each();
    });
    const iyzico = clientFor(server.url, {
      rateLimit: false,
      onEvent({ type }) {
        if (type === "attempt-started") running += 1;
        if (type === "attempt-ended") running -= 1;
        maxRunning = Math.max(maxRunning, running);
      },
    });
    expect(await listAll(iyzico.pages(reference, { size: 2, concurrency: 3 }))).toHaveLength(20);
    expect(maxRunning).toBe(3);
  });

  test("that are read ahead are aborted when the consumer stops", async () => {
    const closed = [2, 3, 4].map(() => deferred());
    await using server = await startServer((response, { body }) => {
      const request: PageRequest = JSON.parse(body);
      // Pages 2 to 4 are never answered.
      if (request.page <= 1) response.end(pageAnswer({ ...pageOf(numberedItems(40), request), ...request }));
      else response.on("close", () => closed[request.page - 2]?.resolve());
    });
    const iyzico = clientFor(server.url, { rateLimit: false });
    for await (const { page } of iyzico.pages(reference, { size: 2, concurrency: 4 })) {
      if (page === 0) continue;
      await server.arrived(5);
      break;
    }
    await Promise.all(closed.map(({ promise }) => promise));
  });

  test("that are being read are aborted by return(), although next() is pending", async () => {
    await using server = await startServer((response, { body }) => {
      const request: PageRequest = JSON.parse(body);
      if (request.page === 0) response.end(pageAnswer({ ...pageOf(numberedItems(40), request), ...request }));
    });
    const iyzico = clientFor(server.url, { rateLimit: false });
    for (const values of [iyzico.pages(reference, { size: 2 }), iyzico.items(reference, { size: 1 })]) {
      await values.next();
      const pending = values.next().catch((error: unknown) => error);
      await values.return();
      expect(await pending).toMatchObject({ code: "aborted" });
    }
  });

  test("cause no warning about listeners, however many are read ahead", async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on("warning", onWarning);
    await using listing = await startListing((request) => pageOf(numberedItems(40), request));
    await listAll(listing.iyzico.items(reference, { size: 1, concurrency: 20, signal: new AbortController().signal }));
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });

  test("are not read before the consumer asks for the first", async () => {
    await using listing = await startListing((request) => pageOf(numberedItems(5), request));
    listing.iyzico.pages(reference);
    listing.iyzico.items(reference);
    expect(listing.requests()).toEqual([]);
  });

  test("end when the caller aborts between two of them, or has aborted before", async () => {
    await using listing = await startListing((request) => pageOf(numberedItems(10), request));
    const controller = new AbortController();
    const reading = (async () => {
      for await (const _ of listing.iyzico.pages(reference, { size: 2, signal: controller.signal }))
        controller.abort("stop");
    })();
    await expect(reading).rejects.toMatchObject({ code: "aborted", cause: "stop" });
    const before = listAll(listing.iyzico.items(reference, { signal: AbortSignal.abort() }));
    await expect(before).rejects.toMatchObject({ code: "aborted", outcome: "not-sent" });
  });

  test("share one deadline", async () => {
    const clock = virtualClock();
    await using server = await startServer((response, { body }) => {
      const request: PageRequest = JSON.parse(body);
      response.end(pageAnswer({ ...request, ...pageOf(numberedItems(1_000), request) }));
    });
    const iyzico = clientFor(server.url, { clock, rateLimit: { perMinute: 10 } });
    const reading = listAll(iyzico.pages(reference, { size: 2, deadlineMs: 100_000 }));
    await expect(reading).rejects.toMatchObject({ code: "deadline_exceeded" });
    expect(server.arrivals.length).toBe(20);
  });

  test("are not read when signal is not an AbortSignal", async () => {
    await using listing = await startListing((request) => pageOf(numberedItems(5), request));
    for (const list of [listing.iyzico.pages, listing.iyzico.items]) {
      expect(() => list(reference, { signal: {} } as never)).toThrow("signal must be an AbortSignal");
      expect(await listAll<unknown>(list(reference, null as never))).not.toEqual([]);
    }
  });

  test.each([0, -1, 1.5, Number.NaN])("are not read with concurrency %s", async (concurrency) => {
    await using listing = await startListing((request) => pageOf(numberedItems(5), request));
    const reading = listAll(listing.iyzico.pages(reference, { concurrency }));
    await expect(reading).rejects.toMatchObject({ code: "invalid_request", outcome: "not-sent" });
    expect(listing.requests()).toEqual([]);
  });
});
