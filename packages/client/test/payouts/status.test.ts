import {
  massPayoutItemStatusDescriptions,
  massPayoutItemStatuses,
  massPayoutStatusDescriptions,
  massPayoutStatuses,
} from "@iyzico-mass-payout/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeItemStatus, describePayoutStatus } from "../../src/index.ts";

const payout = {
  INIT: ["waiting", false],
  IN_PROGRESS: ["in-flight", false],
  PUBLISHED_TO_QUEUE: ["in-flight", false],
  COMPLETED: ["paid", true],
  FAIL: ["not-paid", false],
  INSUFFICIENT_BALANCE: ["action-required", false],
  CANCELED: ["cancelled", true],
};

const item = {
  INIT: ["waiting", false],
  INVALID: ["rejected", true],
  QUEUED: ["in-flight", false],
  PROCESSING: ["in-flight", false],
  SUCCESS: ["paid", true],
  FAILED: ["not-paid", false],
  DEPOSIT_SUCCESS: ["refunded", true],
  DEPOSIT_FAIL: ["action-required", true],
  MASS_PAYOUT_CANCELED: ["cancelled", true],
};

describe.each([
  ["payout", describePayoutStatus, payout, massPayoutStatuses, massPayoutStatusDescriptions],
  ["item", describeItemStatus, item, massPayoutItemStatuses, massPayoutItemStatusDescriptions],
] as const)("the status of a(n) %s", (_, describeStatus, expected, statuses, descriptions) => {
  test.each(Object.entries(expected))("%s means %j", (status, [state, isFinal]) => {
    expect(describeStatus(status)).toMatchObject({ state, isFinal });
  });

  test("is described for every status of the document, in both languages and in Turkish by default", () => {
    expect(Object.keys(descriptions).sort()).toEqual([...statuses].sort());
    for (const [status, { tr, en }] of Object.entries(descriptions)) {
      expect(describeStatus(status).description).toBe(tr);
      expect(describeStatus(status, "tr").description).toBe(tr);
      expect(describeStatus(status, "en").description).toBe(en);
    }
  });

  test.each(["SUCCEEDED", "success", " SUCCESS", "COMPLETED ", "", "constructor", "__proto__", "toString"])(
    "%j is unknown, and never paid or final",
    (status) => {
      expect(describeStatus(status)).toMatchObject({ state: "unknown", isFinal: false });
      expect(describeStatus(status, "tr").description).not.toBe(describeStatus(status, "en").description);
    },
  );

  test("is unknown, and never paid or final, if the document lists it and this version gives it no meaning", () => {
    for (const status of statuses.filter((each) => !Object.hasOwn(expected, each))) {
      expect(describeStatus(status)).toMatchObject({ state: "unknown", isFinal: false });
    }
  });

  test("is unknown for any other string", () => {
    fc.assert(
      fc.property(fc.string(), (status) => {
        fc.pre(!Object.hasOwn(expected, status));
        expect(describeStatus(status)).toMatchObject({ state: "unknown", isFinal: false });
      }),
    );
  });
});

test.each(["SUCCESS", "IYZICO_INSUFFICIENT_BALANCE"])(
  "%s of a payout, which only an unreleased SDK names, is unknown",
  (status) => {
    expect(describePayoutStatus(status)).toMatchObject({ state: "unknown", isFinal: false });
  },
);
