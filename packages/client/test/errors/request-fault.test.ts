import { expect, test } from "vitest";
import type { RequestFaultReason } from "../../src/index.ts";
import { explainedWords } from "../support/errors-page.ts";

// A reason that is missing here, or one too many, does not compile.
const reasons: Record<RequestFaultReason, true> = {
  missing: true,
  "wrong-type": true,
  empty: true,
  "unknown-field": true,
  "unknown-value": true,
  "out-of-range": true,
  "not-normalised": true,
  "unsafe-text": true,
  "unsafe-in-path": true,
  repeated: true,
  "number-for-amount": true,
  "not-an-amount": true,
  "too-many-decimals": true,
  "not-above-zero": true,
  "already-set": true,
  "above-limit": true,
  "unfit-supersedes": true,
  "not-repayable": true,
  superseded: true,
  "several-currencies": true,
  "iban-format": true,
  "iban-checksum": true,
  "identity-number": true,
  phone: true,
};

test("docs/errors.md explains every reason of a fault and no other", () => {
  expect(explainedWords("invalid_request")).toEqual(Object.keys(reasons));
});
