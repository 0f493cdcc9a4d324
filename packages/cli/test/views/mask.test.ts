import { expect, test } from "vitest";
import { maskAccount } from "../../src/views/mask.ts";

test.each([
  ["TR330006100519786457841326", "…1326"],
  ["12345678", "…78"],
  ["ab", "…"],
])("at most 4 characters and a third of %s can be seen", (account, masked) => {
  expect(maskAccount(account)).toBe(masked);
});
