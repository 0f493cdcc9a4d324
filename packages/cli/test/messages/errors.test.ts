import { readFileSync } from "node:fs";
import { errorCodes, MassPayoutError, type MassPayoutErrorCode } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { beforeAll, describe, expect, test } from "vitest";
import { errorsMessages, locales } from "../../src/messages/catalogs.ts";
import { formatError } from "../../src/views/error.ts";

beforeAll(async () => {
  for (const locale of locales) await errorsMessages.load(locale);
});

const codes = Object.keys(errorCodes) as MassPayoutErrorCode[];

function createError(code: MassPayoutErrorCode, details: object = {}): MassPayoutError {
  return new MassPayoutError(code, "English message.", { outcome: "unknown", hint: "English hint.", ...details });
}

test.each(codes)("in Turkish, %s has a text and a remedy", (code) => {
  const [what, ...others] = errorsMessages.in("tr").explain(createError(code));
  expect(what).toMatch(/\.$/);
  expect(others.filter((line) => line !== "(English message.)").join("")).toMatch(/\.$/);
  expect(others.join()).not.toContain("English hint.");
});

// A reader of Turkish output sees no code: the page is found by the words.
test.each(codes)("docs/tr/errors.md quotes what the command says in Turkish for %s", (code) => {
  const [what] = errorsMessages.in("tr").explain(createError(code));
  const page = readFileSync(new URL("../../../../docs/tr/errors.md", import.meta.url), "utf8").replaceAll(/\s+/g, " ");
  expect(page).toContain(`## ${code} **İleti.** "${what}" `);
});

test("in English, an error has its own words", () => {
  expect(formatError(createError("timeout"), "en")).toBe("mass-payout: English message.\nEnglish hint.\n");
});

describe("in Turkish", () => {
  test("iyzico's code is named, and its remedy goes before that of the client's code", () => {
    const printed = formatError(createError("authentication_failed", { errorCode: "1001" }), "tr");
    expect(printed).toContain("(errorCode 1001)");
    expect(printed).toContain("API anahtarı bu adreste bilinmiyor");
  });

  test("the folder of a store that is missing is named, without an English sentence", async () => {
    const error = await createFileStore("/nowhere/payouts")
      .load("salaries")
      .catch((reason: unknown) => reason);
    const printed = formatError(error as MassPayoutError, "tr");
    expect(printed).toContain("Hiçbir şey gönderilmedi.\n(/nowhere/payouts)\n");
    expect(printed).not.toContain("There is");
  });

  test.each([
    ["auth", "unknown", true],
    ["auth", "rejected", false],
    ["retrieve", "unknown", false],
  ])("a failed %s with the outcome %s may have taken effect: %s", (operation, outcome, isTold) => {
    const printed = formatError(createError("timeout", { operation, outcome }), "tr");
    expect(printed.includes("İşlem gerçekleşmiş olabilir")).toBe(isTold);
  });

  test("faults and findings are translated, and a sum is named", () => {
    const faults = [
      { field: "the sum of the items in TRY", reason: "above-limit", message: "" },
      { item: 0, field: "items[0].recipientInfo", reason: "superseded", supersededBy: "again", message: "" },
    ];
    const printed = formatError(createError("invalid_request", { faults }), "tr");
    expect(printed).toContain("- TRY toplamı sınırı aşmamalı\n");
    expect(printed).toMatch(/- items\[0\]\.recipientInfo .*\(key: again\)\n/);
    const findings = [{ code: "base-path", message: "English" }];
    expect(formatError(createError("authentication_failed", { findings }), "tr")).toMatch(/\n- Adresin bir yolu var/);
    expect(formatError(createError("authentication_failed", { findings }), "en")).toContain("\n- English\n");
  });
});
