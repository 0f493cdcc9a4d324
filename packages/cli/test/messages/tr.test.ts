import { expect, test } from "vitest";
import { tr } from "../../src/messages/tr.ts";

test.each([
  ["planned", 0, false],
  ["created", 0, false],
  ["created", 1, true],
  ["authorised", 0, true],
] as const)(
  "in Turkish, a payout that is not shown, %s with %i auths, may be authorised: %s",
  (phase, auths, isPossible) => {
    const text = tr.pay.reason({ reason: "payout-not-found", message: "", auths, phase });
    expect(text.startsWith("Bu toplu ödeme onaylanmış (auth) olabilir")).toBe(isPossible);
  },
);
