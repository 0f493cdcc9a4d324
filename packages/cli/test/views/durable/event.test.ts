import { MassPayoutError } from "@iyzico-mass-payout/client";
import { beforeAll, expect, test } from "vitest";
import { durableMessages, locales, payoutsMessages } from "../../../src/messages/catalogs.ts";
import { eventToJson, formatEvent } from "../../../src/views/durable/event.ts";
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
