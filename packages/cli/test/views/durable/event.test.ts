import { MassPayoutError } from "@iyzico-mass-payout/client";
import type { DurableEvent } from "@iyzico-mass-payout/durable";
import { beforeAll, expect, test } from "vitest";
import { durableMessages, locales, payoutsMessages } from "../../../src/messages/catalogs.ts";
import { eventToJson, failureOf, formatEvent } from "../../../src/views/durable/event.ts";
import { withPlainSpaces } from "../../support/run-cli.ts";

const at = Date.UTC(2026, 10, 26, 9, 30);

beforeAll(async () => {
  for (const locale of locales) {
    await Promise.all([durableMessages.load(locale), payoutsMessages.load(locale)]);
  }
});

test("an event that a balance is low has both sums, in one line of each language", () => {
  const event = { type: "balance-low", key: "nov", digest: "0", balance: "5", required: "1000.50" } as const;
  expect(withPlainSpaces(formatEvent(event, at, "en"))).toBe(
    "2026-11-26T09:30:00Z nov: the balance of 5.00 does not cover TRY 1,000.50\n",
  );
  expect(withPlainSpaces(formatEvent(event, at, "tr"))).toBe(
    "2026-11-26T09:30:00Z nov: 5,00 bakiye ₺1.000,50 için yetmiyor\n",
  );
});

test("of an error that is not the client's, an event has only the code or the name", () => {
  const own = new MassPayoutError("payment_unreadable", "It is damaged.", { outcome: "not-sent", hint: "" });
  const foreign = Object.assign(new Error("CANARY"), { code: "23505" });
  const events = [own, foreign, new TypeError("CANARY"), null].map(
    (error) => ({ type: "failed", key: "nov", failures: 2, error }) as const,
  );
  expect(events.map((event) => JSON.parse(eventToJson(event, at)).error)).toEqual([
    "payment_unreadable: It is damaged.",
    "23505",
    "TypeError",
    "error",
  ]);
  const lost = { type: "queue-failed", error: Object.assign(new Error("CANARY"), { code: "ECONNRESET" }) } as const;
  expect(formatEvent(lost, at, "en")).toBe(
    "2026-11-26T09:30:00Z the database or the queue failed, and is tried again: ECONNRESET\n",
  );
  expect(formatEvent(lost, at, "tr")).toContain("yeniden deneniyor: ECONNRESET");
  expect(formatEvent(events[1] as (typeof events)[0], at, "en")).toContain(
    "nov: failed 2 times in a row, and is tried again",
  );
});

test("of a connection that fails without a code, an event has the text, and of an error of Node only the code", () => {
  const errors = [new Error("Connection terminated due to connection timeout"), new Error("CANARY is unreadable")];
  const own = Object.assign(new TypeError("Invalid URL CANARY"), { code: "ERR_INVALID_URL" });
  const refused = Object.assign(new Error(""), {
    code: "ECONNREFUSED",
    errors: [
      { address: "::1", port: 5432 },
      { address: "127.0.0.1", port: 5432 },
    ],
  });
  expect([...errors, own, refused].map(failureOf)).toEqual([
    "Connection terminated due to connection timeout",
    "Error",
    "ERR_INVALID_URL",
    "ECONNREFUSED ::1:5432, 127.0.0.1:5432",
  ]);
});

test("an event without an error is itself in JSON, and a reason of a newer version has its name", () => {
  const event = { type: "action-required", key: "nov", reason: "of-a-newer-version" } as unknown as DurableEvent;
  expect(JSON.parse(eventToJson(event, at))).toEqual({ at, ...event });
  expect(formatEvent(event, at, "en")).toContain("action required (of-a-newer-version)");
});
