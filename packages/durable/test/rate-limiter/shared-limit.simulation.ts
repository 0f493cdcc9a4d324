import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { migratedDatabase } from "../support/migrated-database.ts";
import { runScript } from "../support/run-script.ts";

/** A server that records when each request arrived, in milliseconds, by the path of the request. */
async function startWire() {
  const arrivals: { at: number; path: string }[] = [];
  const server = createServer(({ url = "" }, response) => {
    arrivals.push({ at: performance.now(), path: url });
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrivals };
}

/** The highest number of times in any window of that length. */
function maxInWindow(times: readonly number[], lengthMs: number): number {
  return Math.max(...times.map((begin) => times.filter((time) => time >= begin && time <= begin + lengthMs).length));
}

test("four of them, one with a wrong clock, never exceed the number in any period, and another merchant has its own", async () => {
  const { connectionString } = await migratedDatabase();
  const { url, arrivals } = await startWire();
  const [periodMs, perMinute] = [10_000, 50];
  const start = (path: string, options: object) =>
    runScript("limited-process.ts", [
      connectionString,
      `${url}/${path}`,
      "25",
      JSON.stringify({ merchant: "first", perMinute, periodMs, wallOffsetMs: 0, ...options }),
    ]);
  const processes = [
    start("1", {}),
    start("2", {}),
    start("3", { wallOffsetMs: -3_600_000 }),
    start("4", {}),
    start("other", { merchant: "second", perMinute: 25 }),
  ];
  const codes = await Promise.all(processes.map((process) => once(process, "exit")));
  expect(codes).toEqual(processes.map(() => [0, null]));
  const own = arrivals.filter(({ path }) => path !== "/other");
  const other = arrivals.filter(({ path }) => path === "/other");
  expect(own.length).toBe(100);
  const times = own.map(({ at }) => at);
  expect(maxInWindow(times, periodMs)).toBeLessThanOrEqual(perMinute);
  expect(
    maxInWindow(
      other.map(({ at }) => at),
      periodMs,
    ),
  ).toBeLessThanOrEqual(25);
  // Before the first process is done, the others have had their share.
  const done = Math.min(...["/1", "/2", "/3", "/4"].map((path) => own.findLastIndex((one) => one.path === path)));
  const shares = ["/1", "/2", "/3", "/4"].map((path) => own.slice(0, done).filter((one) => one.path === path).length);
  expect(Math.min(...shares)).toBeGreaterThan(5);
});
