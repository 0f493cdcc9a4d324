import { inspect } from "node:util";
import { expect, test } from "vitest";
import { isMassPayoutError, MassPayoutError } from "../../src/index.ts";

const error = new MassPayoutError("rate_limited", "retrieve: too many.", {
  outcome: "rejected",
  hint: "Wait.",
  operation: "retrieve",
  attempts: 1,
  response: new Response("CANARY", { headers: { "x-canary": "CANARY" } }),
});

test("isMassPayoutError recognises the error, with its code and without", () => {
  expect(isMassPayoutError(error)).toBe(true);
  expect(isMassPayoutError(error, "rate_limited")).toBe(true);
  expect(isMassPayoutError(error, "network_error")).toBe(false);
});

test("isMassPayoutError recognises the error of another copy of this package", async () => {
  const copy: typeof import("../../src/errors/mass-payout-error.ts") = await import(
    "../../src/errors/mass-payout-error.ts?copy" as string
  );
  expect(copy.MassPayoutError).not.toBe(MassPayoutError);
  const foreign = new copy.MassPayoutError("aborted", "x", { outcome: "unknown", hint: "y" });
  expect(foreign).not.toBeInstanceOf(MassPayoutError);
  expect(isMassPayoutError(foreign, "aborted")).toBe(true);
});

test.each([undefined, null, "rate_limited", 7, {}, new Error("x"), { code: "rate_limited" }])(
  "isMassPayoutError rejects %s",
  (other) => {
    expect(isMassPayoutError(other)).toBe(false);
  },
);

test("the response can be read, but is not enumerable, serialised or printed", async () => {
  expect(await error.response?.text()).toBe("CANARY");
  expect(Object.keys(error)).not.toContain("response");
  expect(JSON.stringify(error)).not.toContain("CANARY");
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: "rate_limited", message: "retrieve: too many." });
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain("CANARY");
});

test("an error has a cause only if one was given", () => {
  expect("cause" in error).toBe(false);
  const cause = new Error("below");
  expect(new MassPayoutError("network_error", "x", { outcome: "unknown", hint: "y", cause }).cause).toBe(cause);
});
