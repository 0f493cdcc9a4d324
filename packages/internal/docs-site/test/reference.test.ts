import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { listEntryPoints } from "../src/reference.ts";

test("the reference has every entry point of the published packages, its source, and what it is for", () => {
  const entryPoints = listEntryPoints();
  expect(entryPoints.map(({ specifier }) => specifier)).toContain("@iyzico-mass-payout/client/payment");
  for (const { specifier, source, description } of entryPoints) {
    expect(existsSync(source), specifier).toBe(true);
    expect(description, specifier).toMatch(/^[A-Z`]/);
  }
});
