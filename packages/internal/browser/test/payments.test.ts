import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPayment } from "@iyzico-mass-payout/client/payment";
import { expect, onTestFinished, test } from "vitest";
import { createSample } from "../src/payments.ts";
import { writeReport } from "../src/reports.ts";

test.each([
  ["settled", ["SUCCESS", "INVALID"]],
  ["authorised", ["SUCCESS", "PROCESSING"]],
])("a sample that is %s is a payment that a store could have", async (phase, statuses) => {
  const { plan, payment } = await createSample({ count: 3, statuses, hasAbandoned: true });
  expect(readPayment(JSON.parse(JSON.stringify(payment)), plan.key)).toMatchObject({ phase });
});

test("the command makes a page of a sample, with names only if it is given the plan", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-browser-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const sample = await createSample({ count: 1, statuses: ["SUCCESS"] });
  const read = async (name: string, hasPlan: boolean) =>
    readFileSync(await writeReport(join(folder, name), sample, { locale: "en", hasPlan }), "utf8");
  expect(await read("with", true)).toContain("Alıcı Bir");
  expect(await read("without", false)).not.toContain("Alıcı Bir");
});
