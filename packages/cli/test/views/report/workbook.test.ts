import { reportOf } from "@iyzico-mass-payout/client/payment";
import readExcelFile from "read-excel-file/node";
import { beforeAll, expect, test } from "vitest";
import { payMessages, payoutsMessages, reportMessages } from "../../../src/messages/catalogs.ts";
import { bookColumns } from "../../../src/views/report/books.ts";
import type { ReportDetails } from "../../../src/views/report/details.ts";
import { createWorkbook } from "../../../src/views/report/workbook.ts";
import { confirmedItem, createdAt, paymentOfPlan, reportedPlan } from "../../support/stored-payment.ts";

beforeAll(async () => {
  await Promise.all([payMessages, payoutsMessages, reportMessages].map((messages) => messages.load("en")));
});

test("a workbook has the recipients, the books and what it is, with ids as texts and amounts as numbers", async () => {
  const payment = await paymentOfPlan(reportedPlan, [
    confirmedItem("SUCCESS", { referenceCode: "0012", commissionAmount: "1.25" }),
    confirmedItem("INVALID", { errorCode: "2030" }),
    {},
    {},
  ]);
  const plan: NonNullable<ReportDetails["plan"]> = {
    address: "https://api.iyzipay.com",
    kind: "production",
    items: new Map([
      ["salaries-1", { recipientName: "=HYPERLINK(1)", recipientMasked: "…0001", description: "Kasım" }],
      ["salaries-2", { recipientMasked: "…0002" }],
    ]),
  };
  const bytes = await createWorkbook({ payment: reportOf(payment), plan, madeAt: createdAt }, undefined, "en");
  const sheets = await readExcelFile(bytes);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["Recipients", "Books", "About"]);
  const [recipients, books, about] = sheets.map(({ data }) => data);
  expect(recipients?.[0]?.slice(0, 6)).toEqual(["Item", "Recipient", "Account", "Description", "Amount", "Commission"]);
  expect(recipients?.map((row) => row[0])).toEqual(["Item", "salaries-2", "salaries-3", "salaries-4", "salaries-1"]);
  expect(recipients?.[4]?.slice(0, 6)).toEqual(["salaries-1", "=HYPERLINK(1)", "IBAN …0001", "Kasım", 1000.5, 1.25]);
  expect(recipients?.[1]?.slice(0, 6)).toEqual(["salaries-2", null, "IBAN …0002", null, 200, null]);
  expect(books?.[0]).toEqual([...bookColumns]);
  expect(books?.[1]?.[bookColumns.indexOf("reference_code")]).toBe("0012");
  expect(books?.[1]?.[bookColumns.indexOf("debit")]).toBe(1000.5);
  expect(about?.flat()).toContain("https://api.iyzipay.com");
  expect(JSON.stringify(about)).toContain("not a bank's receipt");
});

test("an amount of more than 15 digits is a text, so that none is lost", async () => {
  const amounts = ["9999999999999.99", "99999999999999.99", "123456789012345.1000", "0.000000000012345"];
  const payment = await paymentOfPlan(
    reportedPlan,
    amounts.map((amount) => ({ amount })),
    { phase: "created" },
  );
  const bytes = await createWorkbook({ payment: reportOf(payment), madeAt: createdAt }, undefined, "en");
  const [recipients] = await readExcelFile(bytes);
  expect(recipients?.data[0]?.slice(0, 2)).toEqual(["Item", "Amount"]);
  expect(recipients?.data.slice(1).map((row) => row[1])).toEqual([
    9999999999999.99,
    "99999999999999.99",
    "123456789012345.1000",
    0.000000000012345,
  ]);
});
