import type { CheckMessages } from "../check.js";

/** The English messages of `check`. */
export const check: CheckMessages = {
  faults: (count) => `has ${count === 1 ? "1 fault" : `${count} faults`}:`,
  noFaults: "no fault",
  key: "Key",
  recipients: (count) => (count === 1 ? "1 recipient" : `${count} recipients`),
  sum: "Sum",
  purpose: "Purpose",
  noPurpose: "none",
  banks: "Banks",
  unknownBank: (code) => `bank ${code}`,
  foreignBank: "another country",
  noIban: "no IBAN",
  repeated: "Repeated recipients",
  rows: (numbers) => `rows ${numbers}`,
  lines: (numbers) => `lines ${numbers}`,
  identical: "the same amount and description: paid more than once",
  ignoredColumns: (headings) => `Columns that are not read: ${headings}.`,
  wouldSend: (count, externalId) =>
    `pay would send one payout of ${count === 1 ? "1 item" : `${count} items`} to iyzico (init), with the externalId ${externalId}.`,
  wouldAuthorise: (sums) =>
    `It would authorise it (auth) without asking, if iyzico rejects no item and the balance covers ${sums}, commission not ` +
    "included, and if no other payment of the store pays the same list. Otherwise it would print a review, to be approved by its digest.",
  wouldAsk:
    "It would then print a review, to be approved by its digest: recipients are repeated with the same amount and description.",
  wouldContinue: "If the store has a payment with this key, pay continues it, and sends nothing twice.",
  wouldSendNothing: "pay would send nothing.",
};
