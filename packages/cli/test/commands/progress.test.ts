import type { Clock } from "@iyzico-mass-payout/client";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createLiveProgress } from "../../src/commands/live-progress.ts";
import { payMessages, payoutsMessages } from "../../src/messages/catalogs.ts";
import { sitAtTerminal } from "../support/person.ts";
import { runCli, withPlainSpaces } from "../support/run-cli.ts";
import { createScreen } from "../support/screen.ts";
import { plan, simulatePayment } from "../support/simulated-payment.ts";

afterEach(() => void vi.useRealTimers());

/** Pays at a terminal. Returns what the terminal showed after each write of the command. */
async function payAtTerminal({
  args = [],
  environment = {},
  columns = 80,
}: {
  args?: string[];
  environment?: NodeJS.ProcessEnv;
  columns?: number;
} = {}) {
  const payment = await simulatePayment(["paid", "failed-refunded"], { commissionOf: () => "1.25" });
  const person = sitAtTerminal([], columns);
  const { write } = person.stderr.output;
  const screens: string[][] = [];
  person.stderr.output.write = (text: string | Uint8Array) => {
    write(text as string);
    screens.push(createScreen(withPlainSpaces(person.stderr.read()), columns));
    return true;
  };
  const call = [...payment.args, "--locale", "en", ...args];
  const result = await runCli(call, { ...payment.environment, ...environment }, { person, clock: payment.clock });
  return { ...result, screens };
}

describe("on a terminal, pay shows how far it is", () => {
  test("with the phase, the states with their exact sums, the next poll and the requests that are left", async () => {
    const { screens, exitCode } = await payAtTerminal();
    expect(exitCode).toBe(3);
    const texts = screens.map((lines) => lines.slice(2).join("\n"));
    expect(texts).toContainEqual(
      expect.stringMatching(
        /^salaries · received by iyzico, not authorised · 0:0\d\n {2}3 {2}waiting {2}TRY 1,230\.75\n {2}.*4\d requests left this minute$/,
      ),
    );
    expect(texts).toContainEqual(expect.stringContaining("  next poll in 0:0"));
    expect(texts).toContainEqual(expect.stringContaining("  sending the payout (init) · "));
    expect(texts).toContainEqual(expect.stringContaining("  sending the authorisation (auth) · "));
    expect(texts).toContainEqual(expect.stringContaining("  polling · "));
  });

  test("in lines that are overwritten, and leaves nothing of them before the result", async () => {
    const { screens } = await payAtTerminal();
    const heads = screens.map((lines) => lines.filter((line) => line.startsWith("salaries · ")).length);
    expect(Math.max(...heads)).toBe(1);
    // The result goes elsewhere here, so that the last state stays.
    expect(screens.at(-1)?.slice(0, 2)).toEqual([
      expect.stringMatching(/^TEST · 127\.0\.0\.1/),
      "New payment salaries",
    ]);
  });

  test("in a narrow terminal too, without a line that wraps", async () => {
    for (const columns of [40, 50]) expect((await payAtTerminal({ columns })).exitCode).toBe(3);
  });

  test("without names", async () => {
    const { stderr } = await payAtTerminal();
    for (const { recipientName = "" } of plan.items) expect(stderr).not.toContain(recipientName);
  });
});

describe("pay prints a line for each change", () => {
  test.each([
    ["a terminal that cannot move its cursor", { TERM: "dumb" }],
    ["the terminal of a CI", { CI: "true" }],
  ])("on %s", async (_, environment) => {
    const { stderr } = await payAtTerminal({ environment });
    expect(stderr).not.toContain("\u001b");
    expect(stderr).toContain("\nplanned: 3 waiting\n");
  });
});

test("pay --quiet prints nothing but the result, on a terminal and elsewhere", async () => {
  expect((await payAtTerminal({ args: ["--quiet"] })).stderr).toBe("");
  const { pay } = await simulatePayment();
  const { stdout, stderr } = await pay("--quiet");
  expect(stderr).toBe("");
  expect(stdout).toContain("tüm alıcılara ödeme yapıldı");
});

describe("the display", () => {
  const report = {
    key: "salaries",
    phase: "authorised",
    items: [{ state: "in-flight", amount: "1000.50", currency: "TRY" }],
  } as unknown as Parameters<ReturnType<typeof createLiveProgress>["onProgress"]>[0];
  const event = { operation: "retrieve", call: 1 } as const;

  async function create(perMinute = 50) {
    await Promise.all([payMessages, payoutsMessages].map((messages) => messages.load("en")));
    vi.useFakeTimers();
    let time = 0;
    const clock: Clock = { now: () => time, sleep: () => Promise.resolve() };
    const person = sitAtTerminal();
    const progress = createLiveProgress({ stderr: person.stderr.output, locale: "en", clock, perMinute, keep: false });
    const lines = () => createScreen(withPlainSpaces(person.stderr.read()), 80);
    const pass = (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        time += 1_000;
        vi.advanceTimersByTime(1_000);
      }
    };
    return { progress, lines, pass };
  }

  test("counts down to the next poll and up since the start, every second", async () => {
    const { progress, lines, pass } = await create();
    progress.onProgress(report);
    progress.onEvent({ ...event, type: "waiting", reason: "poll", delayMs: 65_000, attempt: 1 });
    expect(lines()).toEqual([
      "salaries · authorised · 0:00",
      "  1  in flight  TRY 1,000.50",
      "  next poll in 1:05 · 50 requests left this minute",
    ]);
    pass(1);
    expect(lines()[0]).toContain("0:01");
    expect(lines()[2]).toContain("next poll in 1:04");
    pass(70);
    expect(lines()[0]).toContain("1:11");
    expect(lines()[2]).toContain("next poll in 0:00");
    progress.pause();
    expect(lines()).toEqual([]);
  });

  test("takes its time from the system if it is given no clock", async () => {
    await Promise.all([payMessages, payoutsMessages].map((messages) => messages.load("en")));
    const { stderr } = sitAtTerminal();
    const options = { stderr: stderr.output, locale: "en", clock: undefined, perMinute: 50, keep: true } as const;
    const progress = createLiveProgress(options);
    progress.onProgress(report);
    progress.pause();
    expect(stderr.read()).toContain("salaries · authorised · 0:0");
  });

  test("counts the requests of the last minute", async () => {
    const { progress, lines, pass } = await create(2);
    const started = {
      ...event,
      type: "attempt-started",
      attempt: 1,
      method: "POST",
      urlTemplate: "/",
      serverAddress: "",
      serverPort: 1,
    } as const;
    progress.onProgress(report);
    progress.onEvent(started);
    expect(lines()[2]).toBe("  polling · 1 request left this minute");
    progress.onEvent({ ...event, type: "attempt-ended", attempt: 1, durationMs: 1 });
    progress.onEvent({ ...event, type: "call-ended", attempts: 1, durationMs: 1 });
    pass(30);
    progress.onEvent({ ...started, operation: "auth" });
    expect(lines()[2]).toBe("  sending the authorisation (auth) · 0 requests left this minute");
    pass(30);
    expect(lines()[2]).toContain("1 request left");
    pass(30);
    expect(lines()[2]).toContain("2 requests left");
    progress.pause();
  });

  test("shows a failure until the next state, and begins again after a pause", async () => {
    const { progress, lines } = await create();
    progress.onEvent({ ...event, type: "attempt-ended", attempt: 1, durationMs: 1, code: "network_error" });
    expect(lines()).toEqual([]);
    progress.onProgress(report);
    expect(lines()).toHaveLength(3);
    progress.onEvent({ ...event, type: "attempt-ended", attempt: 1, durationMs: 1, code: "network_error" });
    progress.onEvent({ ...event, type: "attempt-ended", attempt: 1, durationMs: 1, code: "invalid_request" });
    expect(lines()[3]).toBe("  No usable answer from iyzico (network_error). Polling again.");
    progress.pause();
    progress.pause();
    expect(lines()).toEqual([]);
    progress.onProgress(report);
    expect(lines()).toHaveLength(3);
    progress.pause();
  });
});
