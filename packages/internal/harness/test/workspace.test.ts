import { expect, test } from "vitest";
import { listPackages, listPublishedPackages, root } from "../src/workspace.ts";

test("the workspace is read as pnpm reads it, and private packages are not published", () => {
  const folders = listPackages(root).map(({ folder }) => folder);
  expect(folders).toContain("spec");
  expect(folders).toContain("packages/internal/release");
  expect(listPublishedPackages(root).map(({ manifest: { name } }) => name)).toEqual([
    "@iyzico-mass-payout/auth",
    "@iyzico-mass-payout/cli",
    "@iyzico-mass-payout/client",
    "@iyzico-mass-payout/durable",
    "@iyzico-mass-payout/simulator",
    "@iyzico-mass-payout/types",
  ]);
});
