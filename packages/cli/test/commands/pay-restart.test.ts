import { join } from "node:path";
import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { joinLines, runCli, withPlainSpaces } from "../support/run-cli.ts";
import { type SimulatedPayment, simulatePayment, timesPaid } from "../support/simulated-payment.ts";

/** A payment whose first init loses its answer. iyzico does not show the requestId, so it begins again under "-r2". */
async function simulateRestart(options: SimulatorOptions = {}): Promise<SimulatedPayment> {
  const payment = await simulatePayment([], options);
  payment.simulator.fault({ kind: "reset-after", operation: "init" });
  return payment;
}

/** The requestId of the abandoned payout, which only iyzico knows. */
function abandonedIdOf({ simulator }: SimulatedPayment): string {
  return simulator.payouts[0]?.requestId as string;
}

const rejectedInSecond: SimulatorOptions = {
  outcomeOf: ({ externalId, itemExternalId }) =>
    externalId === "salaries-r2" && itemExternalId !== "salaries-1" ? "rejected" : "paid",
};

describe("pay begins again when the requestId was lost", () => {
  test("and says what to ask iyzico, until the abandoned payout is cancelled", async () => {
    const payment = await simulateRestart();
    const { pay, simulator } = payment;
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
    expect(stdout).toContain(`
Abandoned payouts, with which this payment does not go on:
externalId  Status
salaries    INIT

`);
    const asked =
      "Ask iyzico to cancel the abandoned payouts: salaries. Give iyzico the externalId; only iyzico knows the requestId that a " +
      "cancellation takes. Never ask it to cancel salaries-r2: that is this payment's own. Run pay with the same plan again afterwards";
    expect(joinLines(stdout)).toContain(asked);
    const turkish = (await pay()).stdout;
    expect(turkish).toContain(`
Vazgeçilen, bu ödemenin sürdürmediği toplu ödemeler:
externalId  iyzico statüsü
salaries    INIT

`);
    expect(joinLines(turkish)).toContain(
      "toplu ödemelerin iptalini iyzico'dan isteyin: salaries. iyzico'ya externalId'yi bildirin",
    );
    expect(joinLines(turkish)).toContain("salaries-r2 için asla iptal istemeyin");

    simulator.cancelPayout(abandonedIdOf(payment));
    const cancelled = await pay("--locale", "en");
    expect(cancelled.exitCode).toBe(0);
    expect(cancelled.stdout).toContain("salaries    CANCELED\n");
    expect(cancelled.stdout).not.toContain("Ask iyzico");
    expect(JSON.parse((await pay("--json")).stdout)).toMatchObject({
      externalId: "salaries-r2",
      abandoned: [{ externalId: "salaries", status: "CANCELED" }],
    });
  });

  test("and lets the other recipients be paid in another way only when the abandoned payout is cancelled", async () => {
    const payment = await simulateRestart({ outcomeOf: () => "failed-refunded" });
    const { pay, simulator } = payment;
    const settled = joinLines((await pay("--locale", "en")).stdout);
    expect(settled).toContain("Settled: no recipient is paid.");
    expect(settled).toContain("Until they are cancelled, pay their recipients in no other way and under no other key.");
    expect(settled).not.toContain("Items that are refunded or rejected may be paid again");
    simulator.cancelPayout(abandonedIdOf(payment));
    expect(joinLines((await pay("--locale", "en")).stdout)).toContain(
      "Items that are refunded or rejected may be paid again",
    );
  });

  test("and the options of the first run are not to be repeated with the command that polls it", async () => {
    const { pay, folder } = await simulateRestart();
    const { exitCode, stdout } = await pay("--locale", "en", "--store", join(folder, "another"), "--new-store");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("For the first run only, so leave out from now on: --new-store.\n");
  });

  test.each([
    [
      "en",
      "it was authorised by another program or at iyzico, or may have been",
      "The recipients of these items may be paid twice: salaries-1, salaries-2, salaries-3.",
    ],
    [
      "tr",
      "başka bir program ya da iyzico ona ödeme onayı (auth) vermiş olabilir",
      "Bu kalemlerin alıcılarına iki kez ödeme yapılabilir: salaries-1, salaries-2, salaries-3.",
    ],
  ])(
    "and reports in %s who may be paid twice if iyzico authorises the abandoned payout",
    async (locale, told, items) => {
      const payment = await simulateRestart();
      const { pay, simulator } = payment;
      await pay();
      simulator.authorisePayout(abandonedIdOf(payment));
      const { exitCode, stdout } = await pay("--locale", locale);
      expect(exitCode).toBe(4);
      expect(joinLines(stdout)).toContain(told);
      expect(joinLines(stdout)).toContain(items);
      expect(stdout).not.toMatch(/Ask iyzico to cancel|iptalini iyzico'dan isteyin|--approve/);
    },
  );

  test.each([
    ["en", "An abandoned payout pays or may pay the recipients of these items: salaries-1, salaries-2, salaries-3."],
    [
      "tr",
      "Vazgeçilen bir toplu ödeme bu kalemlerin alıcılarına ödeme yapıyor ya da yapabilir: salaries-1, salaries-2",
    ],
  ])("and reports in %s whom the abandoned payout pays if the new one was not authorised", async (locale, items) => {
    const payment = await simulateRestart(rejectedInSecond);
    const { pay, simulator } = payment;
    expect((await pay()).exitCode).toBe(4);
    simulator.authorisePayout(abandonedIdOf(payment));
    const { exitCode, stdout } = await pay("--locale", locale);
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain(items);
    expect(stdout).not.toContain("--approve");
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("and names no items if iyzico only does not show the abandoned payout", async () => {
    const { pay, simulator } = await simulateRestart();
    await pay();
    const hour = 3_600_000;
    simulator.fault({ kind: "stale", ms: hour, times: 1_000 });
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain("or iyzico does not show it");
    expect(stdout).not.toContain("of these items");
  });

  test.each([
    ["en", "Settled. Whether anything has changed at iyzico since is not known: iyzico could not be asked."],
    ["tr", "Tamamlandı. iyzico'da sonradan bir şeyin değişip değişmediği bilinmiyor"],
  ])("and says in %s if the abandoned payout of a settled payment could not be polled", async (locale, told) => {
    const { args, environment, clock, pay, simulator } = await simulateRestart();
    await pay();
    simulator.fault({ kind: "reset-before", operation: "retrieve", times: 100_000 });
    const { exitCode, stdout } = await runCli([...args, "--locale", locale, "--max-wait", "60"], environment, {
      clock,
    });
    expect(exitCode).toBe(5);
    expect(joinLines(stdout)).toContain(told);
  });
});

describe("pay shows the abandoned payout in the review", () => {
  test("of a payout that rejects items which it was not seen to reject, and only the digest approves the others", async () => {
    const { pay, simulator } = await simulateRestart(rejectedInSecond);
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    const text = withPlainSpaces(stdout);
    expect(text).toContain(`
Abandoned payouts, with which this payment does not go on:
externalId  Status  Items       Amounts
salaries    INIT        3  TRY 1,230.75

`);
    expect(text.match(/^Abandoned payouts/gm)).toHaveLength(1);
    expect(joinLines(text)).toContain(
      "was not seen to reject in an abandoned one, perhaps because that one has them: salaries-2, salaries-3. " +
        "Only the digest approves the others.",
    );
    expect(joinLines((await pay()).stdout)).toContain(
      "kalemlerin onda bulunması olabilir: salaries-2, salaries-3. Diğerleri yalnızca digest ile onaylanır.",
    );
    const digest = /--approve ([0-9a-f]{64})\n$/.exec(stdout)?.[1] ?? "";
    const approved = await pay("--locale", "en", "--approve", digest);
    expect(approved.exitCode).toBe(3);
    expect(timesPaid(simulator)).toEqual([1, 0, 0]);
  });

  test("of a payout that rejects every item, and offers no digest because there is nothing to approve", async () => {
    const payment = await simulateRestart({
      outcomeOf: ({ externalId }) => (externalId === "salaries-r2" ? "rejected" : "paid"),
    });
    const { pay, simulator } = payment;
    const { exitCode, stdout } = await pay("--locale", "en", "--approve", "0f".repeat(32), "--by", "Muhasebe");
    expect(exitCode).toBe(4);
    const text = joinLines(withPlainSpaces(stdout));
    expect(text).toContain("Ask iyzico for the requestId of the first payout, whose externalId is in abandoned");
    expect(text).toContain("The option for the requestId is --request-id ID.");
    expect(text).toContain("salaries INIT 3 TRY 1,230.75");
    expect(text).not.toMatch(/--approve|--by and --note|Ask iyzico to cancel/);
    expect(joinLines((await pay()).stdout)).toContain("İlk toplu ödemenin requestId'sini iyzico'dan öğrenip");

    const review = await pay("--locale", "en", "--request-id", abandonedIdOf(payment));
    expect(joinLines(withPlainSpaces(review.stdout))).toContain("salaries-r2 INIT 3 TRY 1,230.75");
    const digest = /--approve ([0-9a-f]{64})\n$/.exec(review.stdout)?.[1] ?? "";
    expect((await pay("--approve", digest)).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });
});

describe("pay lists the payouts that iyzico already has", () => {
  test("when the store was lost after a payment had begun again, and follows the authorised one", async () => {
    const { pay, folder, simulator } = await simulateRestart();
    await pay();
    const another = ["--store", join(folder, "another"), "--locale", "en"];
    const { exitCode, stdout } = await pay(...another, "--new-store");
    expect(exitCode).toBe(4);
    expect(withPlainSpaces(stdout)).toContain(`
Payouts that iyzico already has:
externalId   Status     Items       Amounts
salaries     INIT           3  TRY 1,230.75
salaries-r2  COMPLETED      3  TRY 1,230.75

`);
    const text = joinLines(stdout);
    expect(text).toContain(
      "Pay them in no other way and under no other key. Ask iyzico for the requestId of the authorised one",
    );
    expect(text).toContain("The option for the requestId is --request-id ID.");
    expect(text).not.toContain("use another key");
    const turkish = joinLines((await pay(...another.slice(0, 2))).stdout);
    expect(turkish).toContain(
      "Ödeme onayı verilmiş olanın requestId'sini iyzico'dan öğrenip aynı komutu onunla çalıştırın",
    );
    expect(turkish).toContain(
      "iyzico'da zaten bulunan toplu ödemeler: externalId iyzico statüsü Kalem sayısı Tutarlar",
    );
    expect((await pay(...another, "--request-id", simulator.payouts[1]?.requestId ?? "")).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });
});
