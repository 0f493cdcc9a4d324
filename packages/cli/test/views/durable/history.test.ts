import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PayoutEvent } from "@iyzico-mass-payout/durable";
import { beforeAll, expect, test } from "vitest";
import { durableMessages, locales } from "../../../src/messages/catalogs.ts";
import { durable as turkish } from "../../../src/messages/tr/durable.ts";
import { createStyler } from "../../../src/terminal/styles.ts";
import { formatHistory } from "../../../src/views/durable/history.ts";

beforeAll(async () => {
  for (const locale of locales) await durableMessages.load(locale);
});

const at = Date.UTC(2026, 10, 26, 9, 30);
const digest = "0123456789abcdef".repeat(4);
const events: PayoutEvent[] = [
  { at, event: "submitted", by: "finance-1" },
  { at, event: "init-failed", part: "nov", details: { code: "timeout", outcome: "unknown" } },
  { at, event: "polled", part: "nov", details: { payoutStatus: "INIT", itemStatuses: { INIT: 3, INVALID: 1 } } },
  { at, event: "action-required", details: { reason: "approval-required", part: "nov", digest } },
  { at, event: "approval-void", details: { approver: "finance-2", digest, reason: "review-changed" } },
  { at, event: "denied", by: "finance-3", details: { reason: "approval-required", note: null } },
  { at, event: "of-a-newer-version" },
];

function format(locale: "en" | "tr"): string[] {
  const view = { locale, style: createStyler(false), widths: { text: 80, table: 80 } };
  const lines = formatHistory(events, view).trimEnd().split("\n").slice(1);
  return lines.map((line) => line.replace(/^\S+Z +/, "").replace(/ {2,}/g, " | "));
}

test("a history is readable, and its counts are no JSON", () => {
  expect(format("en")).toEqual([
    "submitted | finance-1",
    "init-failed | nov | code timeout · outcome unknown",
    "polled | nov | payout INIT · items 3 INIT, 1 INVALID",
    "action-required | reason approval-required · part nov · digest 0123456789ab…",
    "approval-void | approver finance-2 · digest 0123456789ab… · reason the review has changed",
    "denied | finance-3 | reason approval-required",
    "of-a-newer-version",
  ]);
});

test("a history in Turkish has Turkish names, and what a person wrote as it is", () => {
  expect(format("tr")).toEqual([
    "kaydedildi | finance-1",
    "talep (init) başarısız | nov | kod timeout · sonuç bilinmiyor",
    "sorgulandı | nov | toplu ödeme INIT · kalemler 3 INIT, 1 INVALID",
    "işlem gerekiyor | neden onay gerekiyor · bölüm nov · digest 0123456789ab…",
    "onay geçersiz kaldı | onaylayan finance-2 · digest 0123456789ab… · neden inceleme değişti",
    "onaylanmadı | finance-3 | neden approval-required",
    "of-a-newer-version",
  ]);
});

test("every event that is recorded has a Turkish name", () => {
  const folder = fileURLToPath(new URL("../../../../durable/src/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const sources = files.map((file) => readFileSync(`${folder}${file}`, "utf8")).join("\n");
  const machine = readFileSync(new URL("../../../../client/src/pay/machine/payment.ts", import.meta.url), "utf8");
  const [, ofPayments = ""] = /export type HistoryEvent =(.*?);/s.exec(machine) ?? [];
  const recorded = [
    ...Array.from(sources.matchAll(/recordEvent\([^;]*?event: "([a-z-]+)"/g)),
    ...Array.from(ofPayments.matchAll(/"([a-z-]+)"/g)),
  ].map(([, event = ""]) => event);
  expect(recorded.length).toBeGreaterThan(20);
  for (const event of recorded) expect(turkish.history.events).toHaveProperty(event);
});
