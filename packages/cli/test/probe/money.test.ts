import { compareAmounts } from "@iyzico-mass-payout/client";
import type { FaultKind, Simulator, SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { questions } from "../../src/probe/experiments.ts";
import { only, paidBy, probeMerchant } from "../support/probed-merchant.ts";

function authsOf({ history }: Simulator): number {
  return history.filter(({ operation }) => operation === "auth").length;
}

const everyAuth = only(
  ...["auth-fields", "rejected-in-completed", "auth-without-items", "cancel-after-auth", "repeated-auth"],
  ...["rejected-auth", "auth-above-balance"],
);

test("by default nothing is authorised, and every payout is cancelled in the end", async () => {
  const { probe, simulator, readRecording } = await probeMerchant();
  const { exitCode, stderr } = await probe();
  expect(exitCode).toBe(0);
  expect(stderr).toContain("No payout of this run is known to be open.");
  expect(authsOf(simulator)).toBe(0);
  expect(simulator.payouts.length).toBeGreaterThan(40);
  expect(new Set(simulator.payouts.map(({ status }) => status))).toEqual(new Set(["CANCELED"]));
  expect(paidBy(simulator)).toBe("0");
  expect(readRecording().findings).toHaveLength(Object.keys(questions).length);
});

describe("in the worst case, no more is paid than --spend", () => {
  const dialects: [string, SimulatorOptions][] = [
    ["each auth pays again", { repeatedAuth: "paid-again" }],
    ["each auth pays again, with a commission", { repeatedAuth: "paid-again", commissionOf: () => "0.07" }],
    ["a commission that is larger than everything", { repeatedAuth: "paid-again", commissionOf: () => "3.00" }],
    ["each init is a new payout", { repeatedInit: "new-payout", repeatedAuth: "paid-again" }],
    ["bad IBANs are accepted", { outcomeOf: () => "paid", repeatedAuth: "paid-again" }],
    ["the balance is small", { balance: "0.30", insufficientBalance: "goes-on", repeatedAuth: "paid-again" }],
  ];

  test.each(dialects)("if %s", async (_, options) => {
    const { probe, simulator } = await probeMerchant(options);
    expect([0, 4]).toContain((await probe("--spend", "1.00", ...everyAuth)).exitCode);
    expect(compareAmounts(paidBy(simulator), "1.00")).toBeLessThanOrEqual(0);
  });

  const faults: FaultKind[] = ["reset-after", "reset-before", "html-502", "system-error", "rate-limited"];
  const faultyWrites = faults.flatMap((kind) =>
    (["init", "auth"] as const).map((operation) => [operation, kind] as const),
  );
  test.each(faultyWrites)("if the first %s has the fault %s", async (operation, kind) => {
    const { probe, simulator } = await probeMerchant({ repeatedAuth: "paid-again" });
    simulator.fault({ kind, operation } as never);
    const { exitCode } = await probe("--spend", "1.00", ...only("auth-fields", "repeated-auth"));
    expect([0, 4]).toContain(exitCode);
    expect(authsOf(simulator)).toBeGreaterThan(0);
    expect(compareAmounts(paidBy(simulator), "1.00")).toBeLessThanOrEqual(0);
  });
});

test("an auth is sent only for a payout that is shown as it was ordered", async () => {
  const { probe, simulator, found } = await probeMerchant({ totalAmount: "amount" }, async ({ target, body }) => {
    // Another program's item is in the payout.
    if (!target.includes("/retrieve?") || !body.includes("requestId")) return undefined;
    return {
      status: "success",
      massPayout: { massPayoutStatus: "INIT" },
      massPayoutItems: { items: [{ itemExternalId: "foreign", totalAmount: 5, commissionAmount: 0 }] },
      total: 1,
    };
  });
  await probe("--spend", "1", ...only("cancel-after-auth"));
  expect(authsOf(simulator)).toBe(0);
  expect(found("cancel-after-auth")).toBe("open: not-as-ordered");
});

describe("a commission of 5.00 that is not shown before the auth", () => {
  test.each<[when: string, isShownLater: boolean, spend: string, auths: number, said: string]>([
    ["after it", true, "5.00", 1, "open: over-spend"],
    ["never", false, "5.00", 1, "open: cost-more"],
    ["never, though --spend would cover it", false, "50.00", 1, "open: cost-more"],
    ["after it, if --spend covers it", true, "50.00", 3, "answered: rejected"],
  ])("and %s: %s, --spend %s", async (_, isShownLater, spend, auths, said) => {
    const { probe, changeAnswers, simulator, found } = await probeMerchant({ commissionOf: () => "5.00" });
    await changeAnswers((answer) => {
      const isShown = isShownLater && !answer.includes('"massPayoutStatus":"INIT"');
      return isShown ? answer : answer.replace(/(ommissionAmount"):[\d.]+/g, "$1:0");
    });
    await probe("--spend", spend, ...only("auth-fields", "rejected-in-completed", "cancel-after-auth"));
    expect([authsOf(simulator), found("cancel-after-auth")]).toEqual([auths, said]);
  });

  test("stops a repeated auth before its second one", async () => {
    const { probe, changeAnswers, simulator, found } = await probeMerchant();
    await changeAnswers((answer, { target }) =>
      target.includes("/balance") ? `{"status":"success","balance":${100 - 6 * authsOf(simulator)}}` : answer,
    );
    await probe("--spend", "4.00", ...only("repeated-auth"));
    expect([authsOf(simulator), found("repeated-auth")]).toEqual([1, "open: cost-more"]);
  });
});

describe("a repeated auth is not said to pay once", () => {
  test.each<[what: string, commission: string, fallAfter: (seconds: number) => string, said: string]>([
    [
      "if the second payment comes after half a minute",
      "0.07",
      (seconds) => (seconds < 30 ? "1.00" : "2.00"),
      "answered: paid-again",
    ],
    ["if a commission of 1.00 is shown, and 2.00 are gone", "1.00", () => "2.00", "open: unreadable"],
    ["if another sum is gone", "0.07", () => "1.50", "open: unreadable"],
  ])("%s", async (_, commission, fallAfter, said) => {
    const { probe, changeAnswers, simulator, found } = await probeMerchant({ commissionOf: () => commission });
    let first: number | undefined;
    await changeAnswers((answer, { target }) => {
      const now = simulator.clock.now();
      if (target.includes("/auth")) {
        first ??= now;
        return '{"status":"success"}';
      }
      if (!target.includes("/balance")) return answer;
      const fall = first === undefined ? "0" : fallAfter((now - first) / 1_000);
      return JSON.stringify({ status: "success", balance: (100 - Number(fall)).toFixed(2) });
    });
    await probe("--spend", "8.00", ...only("repeated-auth"));
    expect(found("repeated-auth")).toBe(said);
  });
});

test("an auth above the balance is sent only if --spend covers it, and a commission", async () => {
  const short = await probeMerchant({ balance: "5.00" });
  await short.probe("--spend", "6.00", ...only("auth-above-balance"));
  expect([authsOf(short.simulator), short.found("auth-above-balance")]).toEqual([0, "open: over-spend"]);

  const covered = await probeMerchant({ balance: "5.00" });
  await covered.probe("--spend", "6.01", ...only("auth-above-balance"));
  expect(authsOf(covered.simulator)).toBe(1);
  expect(covered.found("auth-above-balance")).toBe("answered: success-then-insufficient");
  expect(covered.found("insufficient-balance")).toBe("answered: items-say");
});

test("a run for keys that iyzico rejects asks nothing else", async () => {
  const { probe, simulator, found } = await probeMerchant({ credentials: { apiKey: "other", secretKey: "other" } });
  expect((await probe("--spend", "1.00")).exitCode).toBe(0);
  expect(simulator.history).toHaveLength(2);
  expect(found("signed-query")).toBe("open: not-signed");
  expect(found("unknown-payout")).toBe("open: not-reached");
});

test("no more than four equal failures and fifty requests are sent in any minute", async () => {
  const { probe, simulator } = await probeMerchant();
  await probe();
  const { history } = simulator;
  const maxInMinute = (calls: typeof history) =>
    Math.max(...calls.map(({ at }) => calls.filter((other) => other.at >= at && other.at < at + 60_000).length));
  expect(maxInMinute(history)).toBeLessThanOrEqual(50);
  const codes = new Set(history.map(({ errorCode }) => errorCode).filter((code) => code !== undefined));
  for (const code of codes) {
    expect(maxInMinute(history.filter(({ errorCode }) => errorCode === code))).toBeLessThanOrEqual(4);
  }
});
