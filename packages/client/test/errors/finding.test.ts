import { expect, test } from "vitest";
import type { FindingCode } from "../../src/index.ts";
import { explainedWords } from "../support/errors-page.ts";

// A finding that is missing here, or one too many, does not compile.
const findings: Record<FindingCode, true> = {
  "unusable-credentials": true,
  "sandbox-key-on-production": true,
  "production-key-on-sandbox": true,
  "base-path": true,
  "unreadable-authorization": true,
  "another-api-key": true,
  "another-signed-target": true,
  "not-what-was-signed": true,
  "payload-unreadable": true,
  "payload-empty-text": true,
  "payload-too-many-decimals": true,
  "payload-unknown-field": true,
  "payload-text-for-number": true,
};

test("docs/errors.md explains every finding and no other", () => {
  expect(explainedWords("authentication_failed").sort()).toEqual(Object.keys(findings).sort());
});
