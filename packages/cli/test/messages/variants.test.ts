import { describe, expect, test } from "vitest";
import { byHand as englishByHand } from "../../src/messages/en/by-hand.ts";
import { durable as english } from "../../src/messages/en/durable.ts";
import { probe as englishProbe } from "../../src/messages/en/probe.ts";
import { byHand as turkishByHand } from "../../src/messages/tr/by-hand.ts";
import { durable as turkish } from "../../src/messages/tr/durable.ts";
import { probe as turkishProbe } from "../../src/messages/tr/probe.ts";

describe("a text that depends on its values has each of its forms in both languages", () => {
  test("of an open payout: its requestId may be unknown, and an experiment may have authorised it", () => {
    const forms = [englishProbe, turkishProbe].map(({ openPayout }) => [
      openPayout("probe-1", "request-1", "INIT", false),
      openPayout("probe-1", undefined, "COMPLETED", true),
    ]);
    expect(forms).toEqual([
      [
        "probe-1 (requestId request-1): INIT, not authorised",
        "probe-1 (requestId unknown): COMPLETED, authorised by an experiment",
      ],
      [
        "probe-1 (requestId request-1): INIT, ödeme onayı verilmedi",
        "probe-1 (requestId bilinmiyor): COMPLETED, bir deney ödeme onayı verdi",
      ],
    ]);
  });

  test("of suspicions: one, and several", () => {
    expect([1, 2].map(englishProbe.suspicious)).toEqual([
      expect.stringMatching(/^1 place looks like/),
      expect.stringMatching(/^2 places look like/),
    ]);
    expect([1, 2].map(turkishProbe.suspicious)).toEqual([expect.stringMatching(/^1 /), expect.stringMatching(/^2 /)]);
  });

  test("of an init that was sent by hand: with its requestId, and without", () => {
    for (const { init } of [englishByHand, turkishByHand]) {
      expect(init.sentByHand("2026-11-26", "request-1")).toContain("--request-id request-1");
      expect(init.sentByHand("2026-11-26", undefined)).toMatch(/--request-id(?! request)/);
    }
  });

  test("of durations and repeated failures: one, and several", () => {
    expect([english.duration(1, "hours"), english.duration(2, "hours")]).toEqual(["1 hour", "2 hours"]);
    expect([turkish.duration(1, "hours"), turkish.duration(2, "hours")]).toEqual(["1 saat", "2 saat"]);
    expect([1, 2].map((failures) => english.worker.failed(failures, "lost"))).toEqual([
      "failed once, and is tried again: lost",
      "failed 2 times in a row, and is tried again: lost",
    ]);
    expect([1, 2].map((failures) => turkish.worker.failed(failures, "lost"))).toEqual([
      expect.stringContaining("lost"),
      expect.stringContaining("2"),
    ]);
  });
});
