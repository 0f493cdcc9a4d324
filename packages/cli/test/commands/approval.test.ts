import { writeFileSync } from "node:fs";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { describe, expect, test } from "vitest";
import { joinLines } from "../support/run-cli.ts";
import { plan, simulatePayment } from "../support/simulated-payment.ts";

const approver = ["--by", "Muhasebe\u0007", "--note", "checked with the bank"];

describe("the approver's name and note are kept", () => {
  test("with an approval by digest", async () => {
    const { pay } = await simulatePayment(["rejected"]);
    const digest = /--approve ([0-9a-f]{64})\n$/.exec((await pay("--locale", "en")).stdout)?.[1] as string;
    const approved = await pay("--approve", digest, ...approver, "--locale", "en");
    expect(approved.exitCode).toBe(3);
    // Without the control character, which the books have as it was given.
    expect(approved.stdout).toMatch(/^Approved +\S+Z {2}by Muhasebe · checked with the bank$/m);
    expect((await pay()).stdout).toMatch(/^İnceleme onaylandı +\S+Z {2}onaylayan: Muhasebe · checked with the bank$/m);
    const { approvals, history } = JSON.parse((await pay("--json")).stdout);
    expect(approvals).toEqual([
      { digest, by: "Muhasebe\u0007", note: "checked with the bank", at: expect.any(Number) },
    ]);
    expect(history).toContainEqual(expect.objectContaining({ event: "approved", by: "Muhasebe\u0007" }));
  });

  test("with the approval that needs no digest", async () => {
    const { pay } = await simulatePayment();
    expect((await pay(...approver)).exitCode).toBe(0);
    const { approvals } = JSON.parse((await pay("--json")).stdout);
    expect(approvals).toMatchObject([{ by: "Muhasebe\u0007", note: "checked with the bank" }]);
  });

  test.each([
    ["en", "by default · checked"],
    ["tr", "varsayılan kurallarla · checked"],
  ])("as a note alone, without a name in %s", async (locale, shown) => {
    const { pay } = await simulatePayment();
    const { stdout } = await pay("--note", "checked", "--locale", locale);
    expect(stdout).toContain(shown);
  });

  test("with a digest and a note, without a name", async () => {
    const { pay } = await simulatePayment(["rejected"]);
    const digest = /--approve ([0-9a-f]{64})\n$/.exec((await pay()).stdout)?.[1] as string;
    expect((await pay("--approve", digest, "--note", "checked")).stdout).toContain("digest'i ile · checked");
  });
});

describe("a name and a note approve nothing by themselves", () => {
  test.each([
    ["en", "--by and --note are kept with the approval: they must be those of its approver."],
    ["tr", "--by ve --note onayla birlikte saklanır: onaylayan kişininkiler olmalı."],
  ])("and the review says in %s whose they must be", async (locale, told) => {
    const { pay, simulator } = await simulatePayment(["rejected"]);
    const { exitCode, stdout } = await pay(...approver, "--locale", locale);
    expect(exitCode).toBe(4);
    expect(stdout).toContain(`${told}\n`);
    expect(stdout).toMatch(/ {2}--approve [0-9a-f]{64}\n$/);
    expect(joinLines((await pay("--locale", locale)).stdout)).not.toContain("--by");
    expect(simulator.payouts[0]?.auths).toBe(0);
  });

  test("beyond what the plan allows", async () => {
    const [recipient] = plan.items;
    const twice = { ...plan, items: [recipient, recipient] } as PayoutPlan;
    const { pay, planFile, simulator } = await simulatePayment([], {}, { payoutPlan: twice });
    expect((await pay(...approver)).exitCode).toBe(4);
    expect(simulator.payouts[0]?.auths).toBe(0);
    writeFileSync(planFile, JSON.stringify({ ...twice, allowRepeatedRecipients: true }));
    expect((await pay(...approver)).exitCode).toBe(0);
  });
});
