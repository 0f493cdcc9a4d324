import { writeFileSync } from "node:fs";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { runCli, withPlainSpaces } from "../support/run-cli.ts";
import { plan, simulatePayment } from "../support/simulated-payment.ts";

const [first] = plan.items;

/** A plan of many recipients, whose names differ. */
function planOf(count: number): PayoutPlan {
  const items = Array.from({ length: count }, (_, index) => ({
    ...first,
    recipientName: `Recipient ${index + 1}`,
    amount: { value: `${index + 1}`, currency: "TRY" },
  }));
  return { key: "many", items } as PayoutPlan;
}

describe("a long list of recipients", () => {
  test("shows 20 of them, rejected and unpaid ones first, and says how to see all", async () => {
    const outcomeOf = ({ itemExternalId }: { itemExternalId: string }) =>
      itemExternalId === "many-30" ? "rejected" : itemExternalId === "many-29" ? "failed-refunded" : "paid";
    const { pay } = await simulatePayment([], { outcomeOf }, { payoutPlan: planOf(30) });
    const review = await pay("--locale", "en");
    const digest = /--approve ([0-9a-f]{64})\n$/.exec(review.stdout)?.[1] ?? "";
    const { stdout } = await pay("--locale", "en", "--approve", digest);
    const ids = stdout.match(/^many-\d+/gm) ?? [];
    expect(ids.slice(0, 3)).toEqual(["many-30", "many-29", "many-1"]);
    expect(ids).toHaveLength(20);
    expect(stdout).toContain("10 more not shown: 10 paid. To see all recipients, run the same command with --all.\n");
    expect(stdout).toContain("30 recipients: 28 paid, 1 refunded, 1 rejected\n");
    const all = await pay("--locale", "en", "--all");
    expect(all.stdout.match(/^many-\d+/gm)).toHaveLength(30);
    expect(all.stdout).not.toContain("not shown");
    expect((await pay()).stdout).toContain("10 alıcı daha var: 10 ödendi. Tüm alıcıları görmek için");
  });

  test("without names has no column for them", async () => {
    const items = [1, 2].map((value) => ({
      recipientType: "PHONE",
      recipientInfo: `+9055555555${value}0`,
      amount: { value: String(value), currency: "TRY" },
      description: "CANARY",
    }));
    const { pay } = await simulatePayment([], {}, { payoutPlan: { key: "phones", items } as PayoutPlan });
    expect(withPlainSpaces((await pay("--locale", "en")).stdout)).toContain(
      "Item        Amount  Commission  State  Status\nphones-1  TRY 1.00",
    );
  });

  test("has a dash where only some have a name, and names come from the plan alone", async () => {
    const { pay, planFile } = await simulatePayment();
    await pay();
    const items = plan.items.map((item, index) =>
      index === 0 ? { ...item, recipientType: "MEMBER_ID", recipientInfo: "m-1", recipientName: undefined } : item,
    );
    const mixed = { ...plan, key: "mixed", items } as PayoutPlan;
    writeFileSync(planFile, JSON.stringify(mixed));
    const { stdout } = await pay("--locale", "en", "--all");
    expect(stdout).toMatch(/^mixed-1 +– /m);
  });
});

describe("the result at a terminal of 80 columns", () => {
  test.each(["tr", "en"])("fits in %s, with long ids, long names, wide characters and long notes", async (locale) => {
    const names = [
      "Alıcı İki Çok Uzun Bir Ad Soyadı Olan Kişi Şğıö",
      "受取人三受取人三受取人三受取人三",
      "Alıcı 👩🏽 Dört",
    ];
    const items = plan.items.map((item, index) => ({ ...item, recipientName: names[index] }));
    const payoutPlan = { key: "maas-odemeleri-kasim-2026-istanbul", items } as PayoutPlan;
    const { args, environment, clock } = await simulatePayment([], {}, { payoutPlan });
    const call = [...args, "--locale", locale, "--by", "Muhasebe", "--note", "uzun not ".repeat(20)];
    const { stdout } = await runCli(call, environment, { clock, terminal: { isTTY: true, columns: 80 } });
    const lines = stdout.split("\n");
    for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(80);
    // The end of an id tells it from the others, and no amount is cut.
    expect(stdout).toMatch(/^…\S*-1 /m);
    expect(withPlainSpaces(stdout)).toMatch(/(₺|TRY )1[.,]000[.,]50/);
  });
});
