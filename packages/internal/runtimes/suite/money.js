import {
  compareAmounts,
  describeItemStatus,
  fromMinorUnits,
  settlementOf,
  sumAmounts,
  toMinorUnits,
} from "@iyzico-mass-payout/client";
import { equal, failureOf, has } from "./assert.js";

/** @type {readonly import("./suite.js").Test[]} */
export const money = [
  [
    "amounts are exact, also above the precision of a float",
    () => {
      equal(toMinorUnits("9007199254740993.01", "TRY"), 900719925474099301n);
      equal(toMinorUnits("20.00000000", "TRY"), 2000n);
      equal(fromMinorUnits(10050n, "TRY"), "100.50");
      equal(sumAmounts(["0.1", "0.2", "9007199254740993.01"]), "9007199254740993.31");
      equal(compareAmounts("9007199254740993.01", "9007199254740993.02"), -1);
    },
  ],
  [
    "an amount with more decimals than its currency is an error",
    async () => {
      const failure = await failureOf((async () => toMinorUnits("1.005", "TRY"))());
      has(failure, { name: "MassPayoutError", code: "invalid_amount", outcome: "not-sent" });
    },
  ],
  [
    "a payout with one paid and one refunded item is settled, and its paid total has one item",
    () => {
      const items = [
        { itemStatus: "SUCCESS", totalAmount: "9007199254740993.01", currencyCode: "TRY" },
        { itemStatus: "DEPOSIT_SUCCESS", totalAmount: "20", currencyCode: "TRY" },
      ];
      has(settlementOf(items, "PUBLISHED_TO_QUEUE"), {
        state: "settled",
        paid: "some",
        totals: {
          paid: { count: 1, amounts: { TRY: "9007199254740993.01" }, withoutAmount: 0 },
          refunded: { count: 1, amounts: { TRY: "20" }, withoutAmount: 0 },
        },
        itemsRequiringAction: [],
      });
      has(settlementOf([{ itemStatus: "NEVER_SEEN" }]), { state: "action-required", paid: "none" });
      has(describeItemStatus("constructor"), { state: "unknown", isFinal: false });
    },
  ],
];
