import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { errorsPage } from "../../src/errors/errors-page.ts";
import { errorCodes, MassPayoutError, type MassPayoutErrorCode } from "../../src/index.ts";
import { sections, tableRows } from "../support/errors-page.ts";

const codes = Object.keys(errorCodes) as MassPayoutErrorCode[];

// A code that is missing here, or one too many, does not compile.
const everyCode: Record<MassPayoutErrorCode, true> = {
  invalid_configuration: true,
  invalid_request: true,
  load_failed: true,
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
  request_rejected: true,
  incomplete_listing: true,
  not_found: true,
  payment_locked: true,
  plan_mismatch: true,
  payment_unreadable: true,
  store_failed: true,
  payment_lost: true,
  store_missing: true,
};

describe("the table of error codes", () => {
  test("has an entry for every code", () => {
    expect(codes).toEqual(Object.keys(everyCode));
  });

  test("retries, waits out and polls through nothing that a later attempt cannot change", () => {
    for (const code of codes) {
      const { isRetried, isWaitedOut, isPolledThrough, exitCode } = errorCodes[code];
      if (isRetried) expect(isWaitedOut, code).toBe(true);
      if (isWaitedOut) expect(isPolledThrough, code).toBe(true);
      if (exitCode === 2) expect(isPolledThrough, code).toBe(false);
    }
  });

  test("is the one in docs/errors.md", () => {
    const word = (is: boolean) => (is ? "yes" : "no");
    expect(tableRows(["code", "retried", "waited out", "polled through", "exit code"])).toEqual(
      Object.entries(errorCodes).map(([code, { isRetried, isWaitedOut, isPolledThrough, exitCode }]) => [
        `[${code}](#${code})`,
        word(isRetried),
        word(isWaitedOut),
        word(isPolledThrough),
        String(exitCode),
      ]),
    );
  });
});

describe("docs/errors.md", () => {
  test("has a section for every code, in the table's order, and no other section", () => {
    expect([...sections.keys()]).toEqual(codes);
  });

  test.each(codes)("has a cause and a remedy for %s, and errors with this code name the section", (code) => {
    expect(sections.get(code)).toMatch(/\*\*Cause\.\*\* \S/);
    expect(sections.get(code)).toMatch(/\*\*Remedy\.\*\* \S/);
    const { docs } = new MassPayoutError(code, "x", { outcome: "unknown", hint: "y" });
    expect(docs).toBe(`${errorsPage}#${code}`);
  });
});

test("an error names a file of the package, or the page of a site that is served over https", () => {
  expect(errorsPage).toMatch(/^(docs\/errors\.md|https:\/\/[\w.-]+\/([\w.-]+\/)*errors)$/);
});

test("the client throws every code", () => {
  const folder = new URL("../../src/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith("codes.ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join();
  for (const code of codes) expect(sources).toContain(`"${code}"`);
});
