import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { FindingCode, MassPayoutErrorCode, RequestFaultReason } from "../src/index.ts";
import { MassPayoutError } from "../src/index.ts";

const page = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");
const sections = page.split(/^## /m).slice(1);

// A code that is missing here, or one too many, does not compile.
const codes: Record<MassPayoutErrorCode, true> = {
  invalid_configuration: true,
  invalid_request: true,
  invalid_amount: true,
  aborted: true,
  timeout: true,
  deadline_exceeded: true,
  network_error: true,
  redirected: true,
  unreadable_response: true,
  authentication_failed: true,
  product_not_enabled: true,
  rate_limited: true,
  rate_limiter_failed: true,
  service_error: true,
  refused: true,
  incomplete_listing: true,
  not_found: true,
  payment_busy: true,
  payment_changed: true,
  payment_unreadable: true,
  store_failed: true,
};
const reasons: Record<RequestFaultReason, true> = {
  missing: true,
  "wrong-type": true,
  empty: true,
  "unknown-field": true,
  "unknown-value": true,
  "out-of-range": true,
  "unsafe-in-path": true,
  repeated: true,
  "number-for-amount": true,
  "not-an-amount": true,
  "too-many-decimals": true,
  "not-above-zero": true,
  "several-currencies": true,
  "iban-format": true,
  "iban-checksum": true,
  "identity-number": true,
  phone: true,
};
const findings: Record<FindingCode, true> = {
  "unusable-credentials": true,
  "sandbox-key-on-production": true,
  "production-key-on-sandbox": true,
  "base-path": true,
  "unreadable-authorization": true,
  "another-api-key": true,
  "not-what-was-signed": true,
  "payload-unreadable": true,
  "payload-empty-text": true,
  "payload-too-many-decimals": true,
  "payload-unknown-field": true,
  "payload-text-for-number": true,
};

test("the page has a section for every code, in the code's order, and for no other", () => {
  expect(sections.map((section) => section.split("\n")[0])).toEqual(Object.keys(codes));
});

test("every section has a cause and a remedy", () => {
  for (const section of sections) {
    expect(section).toMatch(/\*\*Cause\.\*\* \S/);
    expect(section).toMatch(/\*\*Remedy\.\*\* \S/);
  }
});

/** The words that the table of a section explains. */
function explainedIn(name: string): (string | undefined)[] {
  const section = sections.find((text) => text.startsWith(`${name}\n`)) ?? "";
  return [...section.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, word]) => word);
}

test("the page explains every finding and no other", () => {
  expect(explainedIn("authentication_failed").sort()).toEqual(Object.keys(findings).sort());
});

test("the page explains every reason of a fault and no other", () => {
  expect(explainedIn("invalid_request")).toEqual(Object.keys(reasons));
});

test("every error names its section", () => {
  for (const code of Object.keys(codes) as MassPayoutErrorCode[]) {
    const { docs } = new MassPayoutError(code, "x", { outcome: "unknown", hint: "y" });
    expect(docs).toBe(`docs/errors.md#${code}`);
    expect(page).toContain(`## ${code}\n`);
  }
});

test("every code is one that the client uses", () => {
  const folder = new URL("../src/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && name !== "error.ts")
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join();
  for (const code of Object.keys(codes)) expect(sources).toContain(`"${code}"`);
});
