import { spawn } from "node:child_process";
import dns from "node:dns";
import { createInterface } from "node:readline";
import { setTimeout as pass } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createSigner } from "@iyzico-mass-payout/auth";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { MassPayoutClient, MassPayoutClientOptions, WriteOptions } from "../../src/index.ts";
import { clientFor, credentials, rejectionOf } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { initItem } from "../support/recipients.ts";
import { startAnswering } from "../support/server.ts";

const success = '{"status":"success","requestId":"r-1"}';
const startWithinMs = 10_000;

const writes: [string, (iyzico: MassPayoutClient, options: WriteOptions) => Promise<unknown>][] = [
  ["init", (iyzico, options) => iyzico.init({ externalId: "e", items: [initItem("1")] }, options)],
  ["auth", (iyzico, options) => iyzico.auth("r-1", options)],
  ["cancel", (iyzico, options) => iyzico.cancel("r-1", options)],
];

/** A clock whose two times stand still until `time` is changed. */
function standingClock() {
  const time = { monotonic: 0, wall: 1_700_000_000_000 };
  return { time, now: () => time.monotonic, date: () => time.wall, sleep: async () => {} };
}

/** A client whose signer runs this before it signs. */
function clientSigning(url: string, beforeSigning: () => void, options: Partial<MassPayoutClientOptions>) {
  const own = createSigner(credentials);
  const signer: typeof own = {
    async sign(request) {
      beforeSigning();
      return own.sign(request);
    },
  };
  return clientFor(url, { credentials: undefined, signer, ...options } as never);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(writes)("%s with startWithinMs", (operation, write) => {
  test.each([
    ["the monotonic time", { monotonic: startWithinMs, wall: 0 }, 0],
    ["the wall time", { monotonic: 0, wall: startWithinMs }, 0],
    ["neither time", { monotonic: startWithinMs - 1, wall: startWithinMs - 1 }, 1],
    ["neither time, although the wall time is set back", { monotonic: 0, wall: -3_600_000 }, 1],
  ])("is sent only in time: %s reaches it while it is signed", async (_, passed, arrivals) => {
    await using server = await startAnswering(success);
    const clock = standingClock();
    const jump = () => {
      clock.time.monotonic += passed.monotonic;
      clock.time.wall += passed.wall;
    };
    const writing = write(clientSigning(server.url, jump, { clock }), { startWithinMs });
    if (arrivals === 0) {
      expect(await rejectionOf(writing)).toMatchObject({
        code: "deadline_exceeded",
        outcome: "not-sent",
        operation,
        message: `${operation}: startWithinMs passed before it could be sent.`,
        hint: "It is too late to begin. Nothing was sent.",
      });
    } else {
      await writing;
    }
    expect(server.arrivals).toHaveLength(arrivals);
  });

  test("is not sent by a connection that is made too late", async () => {
    await using server = await startAnswering(success);
    const clock = standingClock();
    vi.spyOn(dns, "lookup").mockImplementation(((_: string, __: object, callback: (...values: unknown[]) => void) => {
      clock.time.wall += startWithinMs;
      callback(null, [{ address: "127.0.0.1", family: 4 }]);
    }) as never);
    const iyzico = clientFor(`http://localhost:${new URL(server.url).port}`, { clock });
    const expected = { code: "deadline_exceeded", outcome: "not-sent" };
    expect(await rejectionOf(write(iyzico, { startWithinMs }))).toMatchObject(expected);
    expect(server.arrivals).toEqual([]);
    await write(iyzico, { startWithinMs: startWithinMs + 1 });
    expect(server.arrivals).toHaveLength(1);
  });

  test("is not given to the caller's fetch when it is too late", async () => {
    const clock = standingClock();
    const fetch = vi.fn();
    const jump = () => {
      clock.time.monotonic = startWithinMs;
    };
    const iyzico = clientSigning("http://127.0.0.1:1", jump, { clock, fetch });
    expect(await rejectionOf(write(iyzico, { startWithinMs }))).toMatchObject({ outcome: "not-sent" });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("is not sent after a slot of the rate limit that comes too late", async () => {
    await using server = await startAnswering(success);
    const clock = standingClock();
    const acquire = async () => {
      clock.time.monotonic += startWithinMs;
    };
    const error = await rejectionOf(write(clientFor(server.url, { clock, rateLimit: { acquire } }), { startWithinMs }));
    expect(error).toMatchObject({
      code: "deadline_exceeded",
      outcome: "not-sent",
      attempts: 0,
      message: `${operation}: startWithinMs passed before there was a slot to send.`,
      hint: expect.stringContaining("Raise startWithinMs"),
    });
    expect(server.arrivals).toEqual([]);
  });

  test("ends its wait for a slot of the rate limit", async () => {
    const timers = holdTimers();
    const acquire = () => {
      setImmediate(timers.fire);
      return new Promise<never>(() => {});
    };
    const iyzico = clientFor("http://127.0.0.1:1", { clock: standingClock(), rateLimit: { acquire } });
    const options = { startWithinMs: heldMs, deadlineMs: heldMs + 1 };
    expect(await rejectionOf(write(iyzico, options))).toMatchObject({ code: "deadline_exceeded", outcome: "not-sent" });
    expect(setTimeout).toHaveBeenCalledWith(expect.any(Function), heldMs);
  });

  test.each([0, -1, Number.NaN, "10000"])("must be a positive number of milliseconds, not %s", async (value) => {
    const error = await rejectionOf(write(clientFor("http://127.0.0.1:1"), { startWithinMs: value as number }));
    expect(error).toMatchObject({ code: "invalid_configuration", outcome: "not-sent" });
  });
});

/** Runs a process that authorises, and does this while it signs. Returns what it prints then. */
async function authorise(
  url: string,
  limitMs: number,
  whileSigning: (kill: (signal: NodeJS.Signals) => void) => Promise<void>,
): Promise<string | undefined> {
  const script = fileURLToPath(new URL("../support/writing-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, url, String(limitMs)], { stdio: ["pipe", "pipe", "inherit"] });
  let last: string | undefined;
  for await (const line of createInterface(child.stdout)) {
    last = line;
    if (line !== "signing") continue;
    child.stdin.write("\n");
    await whileSigning((signal) => child.kill(signal));
  }
  return last;
}

test("a process that was stopped before it sent does not send when it goes on", async () => {
  await using server = await startAnswering(success);
  const limitMs = 100;
  const stopped = authorise(server.url, limitMs, async (kill) => {
    kill("SIGSTOP");
    // The time of the process began before it signed, so it is over however fast the machine is.
    await pass(limitMs + 50);
    kill("SIGCONT");
  });
  expect(await stopped).toBe("deadline_exceeded not-sent");
  expect(server.arrivals).toEqual([]);
  expect(await authorise(server.url, 600_000, async () => {})).toBe("sent");
  expect(server.arrivals).toHaveLength(1);
});
