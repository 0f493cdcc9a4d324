import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { probeMerchant } from "../support/probed-merchant.ts";

/** What a vendor does, and what the probe must find out about it. */
interface Dialect {
  options: SimulatorOptions;
  found: Readonly<Record<string, string>>;
}

const dialects: Readonly<Record<string, Dialect>> = {
  "the documents": {
    options: {},
    found: {
      "signed-query": "left-out",
      "used-random-key": "accepted",
      "repeated-init": "rejected",
      "repeated-auth": "rejected",
      "cancel-after-auth": "rejected",
      "unknown-payout": "rejected",
      "lost-request-id": "not-shown",
      "paging-place": "top-level",
      "item-errors": "list",
      "account-shown": "in-full",
      "empty-invalid-listing": "empty-list",
      "listing-total": "listed-only",
      "reference-code": "from-init",
      "informing-types": "as-documented",
      "status-after-auth": "init-for-a-while",
      "visible-after-init": "at-once",
      "rejected-in-completed": "completed",
    },
  },
  "the Java SDK, with a signed query": {
    options: {
      dialect: "java",
      signedTarget: "path-and-query",
      usedRandomKey: "rejected",
      repeatedInit: "same-payout",
      repeatedAuth: "ignored",
      cancelAfterAuth: "cancelled",
      notFound: "http-404",
      totalAmount: "amount-and-commission",
      commissionOf: () => "0.02",
      listingTotal: "all-items",
    },
    found: {
      "signed-query": "signed",
      "used-random-key": "rejected",
      "repeated-init": "same-payout",
      "repeated-auth": "paid-once",
      // One signed auth that arrives twice.
      "rejected-auth": "rejected",
      "cancel-after-auth": "stops-it",
      "unknown-payout": "rejected",
      "failure-status": "differs",
      "lost-request-id": "shown",
      "paging-place": "inside-items",
      "item-errors": "one-string",
      dates: "there",
      "listing-total": "all-items",
      "total-amount": "amount-and-commission",
    },
  },
  "a vendor that pays each auth": {
    options: {
      repeatedInit: "new-payout",
      repeatedAuth: "paid-again",
      cancelAfterAuth: "ignored",
      notFound: "success-without-payout",
      invalidListing: "rejected",
      recipientInfoOf: (info) => `${info.slice(0, 4)} **** **** ${info.slice(-4)}`,
      referenceCodeOf: (code, status) => (status === "INIT" ? "N/A" : code),
      totalAmount: "amount-minus-commission",
      commissionOf: () => "0.01",
      delays: { visible: 20_000, authorised: 0, queued: 0 },
    },
    found: {
      "repeated-init": "new-payout",
      "repeated-auth": "paid-again",
      "rejected-auth": "paid-again",
      "cancel-after-auth": "success-without-effect",
      "unknown-payout": "empty-success",
      "unknown-item": "empty-success",
      "empty-invalid-listing": "rejected",
      "account-shown": "masked",
      "reference-code": "placeholder",
      "total-amount": "amount-minus-commission",
      "visible-after-init": "later",
      "status-after-auth": "at-once",
      "balance-after-auth": "at-auth",
    },
  },
  "a vendor that shows other types and smaller pages": {
    options: {
      informingFields: "odd",
      seed: 7,
      notFound: "rejected-1000",
      invalidListing: "success-without-payout",
      maxPageSize: 90,
      cappedSize: "echoed",
      payoutStatusOf: (status) => (status === "COMPLETED" ? "SUCCESS" : status),
    },
    found: {
      "informing-types": "otherwise",
      "unknown-payout": "rejected-1000",
      "empty-invalid-listing": "empty-success",
      "page-size": "capped-silently",
      "rejected-in-completed": "otherwise",
    },
  },
  "a vendor that tells how it caps pages": {
    options: { maxPageSize: 200, notFound: "unknown-code" },
    found: { "page-size": "capped", "unknown-payout": "rejected", "repeated-init": "rejected" },
  },
};

describe.each(Object.entries(dialects))("%s", (_, { options, found }) => {
  test("is told apart", async () => {
    const { probe, record, run, readRecording } = await probeMerchant(options);
    const { exitCode } = await probe("--spend", "10.00");
    expect([0, 4]).toContain(exitCode);
    const findings = readRecording().findings.map(({ experiment, status, answer }) => [experiment, status, answer]);
    const expected = Object.entries(found).map(([experiment, answer]) => [experiment, "answered", answer]);
    expect(findings.filter(([experiment]) => Object.hasOwn(found, experiment as string)).sort()).toEqual(
      expected.sort(),
    );
    // Whatever a vendor answers, what is recorded can be shared.
    expect(await run(["probe", "check", record])).toMatchObject({ exitCode: 0, stdout: "" });
  });
});
