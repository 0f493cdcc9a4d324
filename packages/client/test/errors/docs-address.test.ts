import { expect, test } from "vitest";
import { docsOf } from "../../src/errors/docs-address.ts";
import { MassPayoutError } from "../../src/index.ts";

test("an error names a heading in a file of the package, as long as there is no documentation site", () => {
  const { docs } = new MassPayoutError("timeout", "x", { outcome: "unknown", hint: "y" });
  expect(docs).toBe("docs/errors.md#timeout");
  expect(docs).toBe(docsOf("timeout"));
});

test("with the address of a documentation site, an error names the same heading there", () => {
  const docs = docsOf("payment_lost", "https://docs.example.com/iyzico-mass-payout/");
  expect(docs).toBe("https://docs.example.com/iyzico-mass-payout/errors#payment_lost");
  expect(() => new URL(docs)).not.toThrow();
});
