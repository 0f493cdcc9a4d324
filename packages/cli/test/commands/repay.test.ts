import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import type { ItemOutcome } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { startRelay } from "../support/relay.ts";
import { type CliResult, joinLines, runCli, withPlainSpaces } from "../support/run-cli.ts";
import { type SimulatedPayment, simulatePayment, timesPaid } from "../support/simulated-payment.ts";

const recipient = { recipientType: "IBAN", recipientName: "Alıcı Bir", description: "Kasım" } as const;
const november: PayoutPlan = {
  key: "november",
  items: [
    { ...recipient, recipientInfo: "TR809999900000000000000001", amount: { value: "1000.50", currency: "TRY" } },
    { ...recipient, recipientInfo: "TR539999900000000000000002", amount: { value: "200", currency: "TRY" } },
    { ...recipient, recipientInfo: "TR269999900000000000000003", amount: { value: "30.25", currency: "TRY" } },
  ],
};

interface PaidNovember extends SimulatedPayment {
  /** Runs `repay` for a new key, with the store and the plan. */
  repay(key: string, ...args: string[]): Promise<CliResult>;
  /** Pays a plan that `repay` printed. */
  payPlan(json: string, ...args: string[]): Promise<CliResult>;
}

/** November, paid as far as these outcomes let it: the second item is rejected, the third is refunded. */
async function payNovember(
  outcomes: readonly ItemOutcome[] = ["paid", "rejected", "failed-refunded"],
  change?: (answer: string) => string,
): Promise<PaidNovember> {
  const payment = await simulatePayment(outcomes, {}, { payoutPlan: november });
  // From the beginning, because a payment belongs to its address.
  if (change) payment.environment["IYZICO_BASE_URL"] = await startRelay(payment.simulator, () => undefined, { change });
  const { folder, environment, clock, planFile } = payment;
  const store = ["--store", join(folder, "payments")];
  const paid = await runCli([...payment.args, "--locale", "en"], environment, { clock });
  const digest = /--approve ([0-9a-f]{64})\n$/.exec(paid.stdout)?.[1];
  if (digest !== undefined) await runCli([...payment.args, "--approve", digest], environment, { clock });
  return {
    ...payment,
    repay: (key, ...args) =>
      runCli(["repay", "november", ...store, "--plan", planFile, "--key", key, ...inEnglish(args)], environment, {
        clock,
      }),
    payPlan(json, ...args) {
      const file = join(folder, "again.json");
      writeFileSync(file, json);
      return runCli(["pay", file, ...store, "--poll-every", "0.02", ...inEnglish(args)], environment, { clock });
    },
  };
}

/** The arguments, in English unless they name a language. */
function inEnglish(args: readonly string[]): string[] {
  return args.includes("--locale") ? [...args] : [...args, "--locale", "en"];
}

describe("repay prints the plan of what came back", () => {
  test("and how to pay it, in English; paid, each item is paid once, and the first payment names the second", async () => {
    const { repay, payPlan, simulator, args, environment, clock } = await payNovember();
    const { exitCode, stdout, stderr } = await repay("again");
    expect(JSON.parse(stdout)).toEqual({
      key: "again",
      supersedes: { key: "november", items: ["november-2", "november-3"] },
      items: [
        { ...november.items[1], itemExternalId: "november-2-again" },
        { ...november.items[2], itemExternalId: "november-3-again" },
      ],
    });
    expect(withPlainSpaces(joinLines(stderr))).toMatch(
      /^The plan pays 2 items again: TRY 230\.25\. Nothing is paid yet\. If the store was ever restored from a copy, .* Read the plan, .* pay it: mass-payout pay FILE --store \S+\/payments $/,
    );
    expect(exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 0, 0]);

    expect(await payPlan(stdout)).toMatchObject({ exitCode: 0 });
    expect(timesPaid(simulator)).toEqual([1, 0, 0, 1, 1]);
    const first = await runCli([...args, "--locale", "en"], environment, { clock });
    expect(first.exitCode).toBe(3);
    expect(joinLines(first.stdout)).toContain("The payment again pays these items again: november-2, november-3.");
    expect(first.stdout).not.toContain("mass-payout repay");
  });

  test("in Turkish on stderr, with the same plan on stdout", async () => {
    const { repay } = await payNovember();
    const english = await repay("again");
    const turkish = await repay("again", "--locale", "tr");
    expect(turkish.stdout).toBe(english.stdout);
    expect(withPlainSpaces(joinLines(turkish.stderr))).toMatch(
      /^Plan 2 kalemi yeniden ödüyor: ₺230,25\. Henüz hiçbir şey/,
    );
  });

  test("again for the same key after it was paid, and refuses another key, naming the first", async () => {
    const { repay, payPlan, simulator } = await payNovember();
    const { stdout } = await repay("again");
    const other = await repay("other");
    expect(other.exitCode).toBe(0);
    await payPlan(stdout);
    const same = await repay("again");
    expect(same).toMatchObject({ exitCode: 0, stdout });
    expect(joinLines(same.stderr)).toMatch(/settled already: paying its plan again sends nothing\. $/);
    const refused = await repay("other");
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(joinLines(refused.stderr)).toMatch(
      /^The payment again pays these items again, and no other key can: november-2, november-3\. .* --key again prints it/,
    );
    const turkish = await repay("other", "--locale", "tr");
    expect(joinLines(turkish.stderr)).toContain("Bu kalemleri again ödemesi yeniden ödüyor, başka bir key ödeyemez");
    // The plan that was printed before is refused by pay.
    const late = await payPlan(other.stdout, "--locale", "tr");
    expect(late).toMatchObject({ exitCode: 2, stdout: "" });
    expect(late.stderr).toContain(
      "items[0].itemExternalId başka bir ödemenin zaten yeniden ödediği bir kalemi ödememeli (key: again)",
    );
    expect(timesPaid(simulator)).toEqual([1, 0, 0, 1, 1]);
  });

  test("without asking to pay it once it is settled, and says in both languages which items were cancelled", async () => {
    const { repay, payPlan, simulator } = await payNovember();
    const { stdout } = await repay("again");
    await payPlan(stdout, "--approve", "0".repeat(64));
    simulator.cancelPayout(simulator.payouts[1]?.requestId as string);
    await payPlan(stdout);
    const settled = await repay("again");
    expect(settled).toMatchObject({ exitCode: 0, stdout });
    expect(joinLines(settled.stderr)).toContain("The payment of this key is settled already");
    expect(joinLines(settled.stderr)).toContain(
      "were cancelled, and repay plans them under no key: november-2-again, november-3-again. Only once iyzico confirms",
    );
    expect(settled.stderr).not.toContain("mass-payout pay");
    const turkish = joinLines((await repay("again", "--locale", "tr")).stderr);
    expect(turkish).toContain(
      "iptal edildi, repay onları hiçbir key ile planlamaz: november-2-again, november-3-again.",
    );
    expect(timesPaid(simulator)).toEqual([1, 0, 0, 0, 0]);
  });

  test("as JSON with the items that are left out, with --json", async () => {
    const { repay, payPlan } = await payNovember();
    const { plan, excluded } = JSON.parse((await repay("again", "--json")).stdout);
    expect(plan).toMatchObject({ key: "again" });
    expect(excluded).toEqual([]);
    await payPlan(JSON.stringify(plan));
    const other = await repay("other", "--json");
    expect(other.exitCode).toBe(2);
    expect(JSON.parse(other.stdout)).toMatchObject({
      excluded: [
        { itemExternalId: "november-2", reason: "superseded", supersededBy: "again" },
        { itemExternalId: "november-3", reason: "superseded", supersededBy: "again" },
      ],
    });
  });
});

describe("repay prints no plan", () => {
  test("and ends with 2 if all recipients are paid", async () => {
    const { repay } = await payNovember([]);
    expect(await repay("again")).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: "Nothing may be paid again: no item of this payment is refunded or rejected.\n",
    });
  });

  test("and ends with 2 for a payment that is not settled: its recipients may still be paid", async () => {
    const { repay, payPlan, simulator } = await payNovember(["paid", "rejected", "failed-unrefunded"]);
    const { exitCode, stdout, stderr } = await repay("again");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("plan.key must be that of a payment that is settled");
    const byHand = {
      ...november,
      key: "again",
      supersedes: { key: "november", items: ["november-3"] },
      items: [{ ...november.items[2], itemExternalId: "november-3-again" }],
    };
    expect(await payPlan(JSON.stringify(byHand))).toMatchObject({ exitCode: 2, stdout: "" });
    expect(timesPaid(simulator)).toEqual([1, 0, 0]);
  });

  test("and ends with 2 for the plan of another payment", async () => {
    const { planFile, folder, environment, clock } = await payNovember();
    const args = ["repay", "october", "--store", join(folder, "payments"), "--plan", planFile, "--key", "again"];
    const { exitCode, stderr } = await runCli(inEnglish(args), environment, { clock });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("the key that is given must be the key of the plan in the file.");
    expect((await runCli([...args, "--locale", "tr"], environment, { clock })).stderr).toContain(
      "verilen key, dosyadaki planın key'i olmalı",
    );
  });

  test.each([
    {
      locale: "en",
      changed: "november-3 is DEPOSIT_SUCCESS in the store, and iyzico shows it as SUCCESS. It is not in the plan",
      none: "No plan was made: iyzico shows items otherwise than the store.",
      twice: "may be paid twice: november-3. Do not approve the payment again",
      secondAction: "The recipients of these items may be paid twice: november-3.",
    },
    {
      locale: "tr",
      changed: "november-3 kayıtlarda DEPOSIT_SUCCESS, iyzico ise onu SUCCESS gösteriyor. Planda yok",
      none: "Plan yapılmadı: iyzico bazı kalemleri kayıtlardan farklı gösteriyor.",
      twice: "iki kez ödeme yapılabilir: november-3. again ödemesini onaylamayın",
      secondAction: "Bu kalemlerin alıcılarına iki kez ödeme yapılabilir: november-3.",
    },
  ])(
    "and ends with 4 if iyzico shows an item otherwise ($locale)",
    async ({ locale, changed, none, ...superseded }) => {
      const answers = { change: (text: string) => text };
      const { repay, payPlan, simulator, args, environment, clock } = await payNovember(
        ["paid", "paid", "failed-refunded"],
        (text) => answers.change(text),
      );
      const { stdout: plan } = await repay("again");
      const asPaid = (text: string) => text.replaceAll("DEPOSIT_SUCCESS", "SUCCESS");
      answers.change = asPaid;
      const alone = await repay("again", "--locale", locale);
      expect(alone).toMatchObject({ exitCode: 4, stdout: "" });
      expect(joinLines(alone.stderr)).toContain(changed);
      expect(joinLines(alone.stderr)).toContain(none);
      expect(await payPlan(plan)).toMatchObject({ exitCode: 2, stdout: "" });
      expect(simulator.payouts).toHaveLength(1);

      // The same once it is paid again: then its recipient may be paid twice.
      answers.change = (text) => text;
      expect(await payPlan(plan)).toMatchObject({ exitCode: 0 });
      answers.change = asPaid;
      const twice = await repay("again", "--locale", locale);
      expect(twice).toMatchObject({ exitCode: 4, stdout: "" });
      expect(joinLines(twice.stderr)).toContain(superseded.twice);
      const first = await runCli([...args, "--locale", locale], environment, { clock });
      expect(first.exitCode).toBe(4);
      expect(joinLines(first.stdout)).toContain(superseded.secondAction);
    },
  );

  test("and ends with 4 if iyzico does not show an item", async () => {
    const answers = { change: (text: string) => text };
    const { repay } = await payNovember(["paid", "paid", "failed-refunded"], (text) => answers.change(text));
    answers.change = (text) => text.replaceAll('"externalId":"november"', '"externalId":"october"');
    const { exitCode, stderr } = await repay("again");
    expect(exitCode).toBe(4);
    expect(joinLines(stderr)).toContain("november-3 is DEPOSIT_SUCCESS in the store, and iyzico does not show it.");
    expect(joinLines((await repay("again", "--locale", "tr")).stderr)).toContain("iyzico ise onu göstermiyor");
  });

  test("of an item whose new id another item of the payment has", async () => {
    const items = november.items.map((item, at) => ({ ...item, itemExternalId: ["x", "x-again", "y"][at] as string }));
    const payment = await simulatePayment(
      [],
      { outcomeOf: ({ itemExternalId }) => (itemExternalId === "x" ? "failed-refunded" : "paid") },
      { payoutPlan: { ...november, items } as PayoutPlan },
    );
    const { environment, clock, planFile, folder } = payment;
    await runCli(payment.args, environment, { clock });
    const args = ["repay", "november", "--store", join(folder, "payments"), "--plan", planFile, "--key", "again"];
    const { exitCode, stderr } = await runCli(inEnglish(args), environment, { clock });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("because their new ids are those of other");
    const turkish = await runCli([...args, "--locale", "tr"], environment, { clock });
    expect(joinLines(turkish.stderr)).toContain("bu kalemler planda yok: x.");
  });
});
