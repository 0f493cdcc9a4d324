import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { describe, expect, test } from "vitest";
import { wrapText } from "../../src/terminal/wrap-text.ts";
import { closedServer } from "../support/http-server.ts";
import { startRelay } from "../support/relay.ts";
import { type CliResult, joinLines, keys, runCli, withPlainSpaces } from "../support/run-cli.ts";
import { createSlowBank, plan, replaceOptions, simulatePayment, timesPaid } from "../support/simulated-payment.ts";

/** The text with placeholders for the ids and digests of this run. */
function withPlaceholders(text: string): string {
  return withPlainSpaces(text)
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, "REQUEST-ID")
    .replace(/\b[0-9a-f]{64}\b/g, "DIGEST")
    .replace(/(?<=cancel .*--store )\S+/g, "STORE")
    .replace(/\b127\.0\.0\.1:\d+/g, "HOST")
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\b/g, "TIME");
}

/** The output with these placeholders. */
function hideIds({ stdout, stderr, ...result }: CliResult): CliResult {
  return { stdout: withPlaceholders(stdout), stderr: withPlaceholders(stderr), ...result };
}

/** The paths of all files in a folder and its subfolders. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function digestIn(text: string): string {
  return /--approve ([0-9a-f]{64})\n$/.exec(text)?.[1] ?? "";
}

/** The digest that approves another auth. No command with it is ready to be pasted. */
function digestOfAnotherAuth(text: string): string {
  expect(text).not.toMatch(/--approve [0-9a-f]|^ {2}mass-payout/m);
  const told = /Before another authorisation, ask iyzico: .* digest of this review: ([0-9a-f]{64})/;
  return told.exec(joinLines(text))?.[1] ?? "";
}

describe("pay ends with 0 when all recipients are paid", () => {
  test("and prints the result in English, with progress on stderr", async () => {
    const { pay, simulator } = await simulatePayment([], { commissionOf: () => "1.25" });
    const { exitCode, stdout, stderr } = await pay("--locale", "en");
    expect(withPlaceholders(stdout)).toBe(`Mass payout salaries · REQUEST-ID
Settled: all recipients are paid.

Item        Name             Amount  Commission  State  Status
salaries-1  Alıcı Bir  TRY 1,000.50    TRY 1.25  paid   SUCCESS
salaries-2  Alıcı İki    TRY 200.00    TRY 1.25  paid   SUCCESS
salaries-3  受取人三      TRY 30.25    TRY 1.25  paid   SUCCESS

3 recipients: 3 paid

Ordered     TRY 1,230.75
Paid        TRY 1,230.75
Commission      TRY 3.75

Sent (init)                TIME
Approved                   TIME  by default
Authorisation sent (auth)  TIME
Settled                    TIME
`);
    expect(exitCode).toBe(0);
    expect(withPlaceholders(stderr)).toBe(`TEST · HOST: this machine
New payment salaries
planned: 3 waiting
received by iyzico, not authorised: 3 waiting
authorised: 3 waiting
`);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("and prints it in Turkish by default", async () => {
    const { pay } = await simulatePayment([], { commissionOf: () => "1.25" });
    const { stdout, stderr } = await pay();
    expect(withPlaceholders(stdout)).toBe(`Toplu ödeme salaries · REQUEST-ID
Tamamlandı: tüm alıcılara ödeme yapıldı.

Kalem       Ad soyad       Tutar  Komisyon  Durum   iyzico statüsü
salaries-1  Alıcı Bir  ₺1.000,50     ₺1,25  ödendi  SUCCESS
salaries-2  Alıcı İki    ₺200,00     ₺1,25  ödendi  SUCCESS
salaries-3  受取人三      ₺30,25     ₺1,25  ödendi  SUCCESS

3 alıcı: 3 ödendi

Talep edilen  ₺1.230,75
Ödenen        ₺1.230,75
Komisyon          ₺3,75

Talep gönderildi (init)        TIME
İnceleme onaylandı             TIME  varsayılan kurallarla
Ödeme onayı gönderildi (auth)  TIME
Tamamlandı                     TIME
`);
    expect(stderr).toMatch(/^DENEME · 127\.0\.0\.1:\d+: bu makine\nYeni ödeme salaries\nplanlandı: 3 bekliyor\n/);
  });

  test("and prints the client's result for --json, exact to the digit", async () => {
    const { pay } = await simulatePayment([], { commissionOf: () => "1.25" });
    const { stdout } = await pay("--json");
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "settled",
      paid: "all",
      items: [{ itemExternalId: "salaries-1", amount: "1000.50", state: "paid" }, {}, {}],
      totals: { TRY: { paid: "1230.75", commission: "3.75" } },
    });
  });

  test("and prints a failure of two requests in a row once", async () => {
    const { pay, simulator } = await simulatePayment();
    simulator.fault({ kind: "reset-before", operation: "retrieve", times: 2 });
    const { exitCode, stderr } = await pay("--locale", "en");
    expect(exitCode).toBe(0);
    expect(withPlaceholders(stderr)).toBe(`TEST · HOST: this machine
New payment salaries
planned: 3 waiting
No usable answer from iyzico (network_error). Polling again.
received by iyzico, not authorised: 3 waiting
authorised: 3 waiting
`);
  });

  test("and prints the same again without a request, and that nothing was sent now", async () => {
    const { pay, simulator } = await simulatePayment();
    const first = hideIds(await pay("--locale", "en"));
    const requests = simulator.history.length;
    const second = hideIds(await pay("--locale", "en"));
    const [outcome, added] = ["Settled: all recipients are paid.\n", "Nothing was sent now: settled on TIME.\n"];
    expect(second).toEqual({
      ...first,
      stdout: first.stdout.replace(outcome, outcome + added),
      stderr: "TEST · HOST: this machine\n",
    });
    expect(hideIds(await pay()).stdout).toContain("Şimdi hiçbir şey gönderilmedi: TIME tarihinde tamamlanmıştı.\n");
    expect(simulator.history).toHaveLength(requests);
  });

  test("and says that it was settled before only of a payment that this call did not settle", async () => {
    const { answer, ...bank } = createSlowBank();
    const { pay } = await simulatePayment([], bank);
    await payUntil("3 recipients: 3 in flight", pay);
    answer();
    const settled = await pay("--locale", "en");
    expect(settled.exitCode).toBe(0);
    expect(settled.stdout + settled.stderr).not.toMatch(/Nothing was sent now|New payment/);
  });

  test("and no file in the store has a name or an account", async () => {
    const { pay, folder } = await simulatePayment();
    await pay();
    const files = filesIn(join(folder, "payments"));
    expect(files).toContainEqual(expect.stringMatching(/payment-[^/]*\/\d+\.json$/));
    for (const file of files) expect(readFileSync(file, "utf8") + file).not.toMatch(/CANARY|TR\d\d99999/);
  });

  test("and the README's plan can be paid", async () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const [, json = ""] = /^```json\n(\{\n {2}"key".*?)^```$/ms.exec(readme) ?? [];
    const { pay, simulator } = await simulatePayment([], {}, { payoutPlan: JSON.parse(json) });
    expect((await pay()).exitCode).toBe(0);
    expect(simulator.payouts).toMatchObject([{ externalId: "salaries-2026-11", purpose: "SALARY" }]);
  });

  test("and prints the outcome in green where there is colour", async () => {
    const { args, environment, clock } = await simulatePayment();
    const { stdout } = await runCli(args, { ...environment, FORCE_COLOR: "1" }, { clock });
    expect(stdout).toContain("\u001b[32mTamamlandı: tüm alıcılara ödeme yapıldı.");
  });
});

describe("pay ends with 4 when an action is required", () => {
  test("to approve a payout with a rejected item, and then pays exactly that", async () => {
    const { pay, simulator } = await simulatePayment(["paid", "rejected", "failed-refunded"], { balance: "5000" });
    const review = await pay("--locale", "en");
    expect(review.exitCode).toBe(4);
    const { message } = JSON.parse((await pay("--json")).stdout);
    expect(message).toContain("the review must be approved");
    expect(withPlaceholders(review.stdout)).toBe(`Mass payout salaries · REQUEST-ID
Action required: the payment cannot continue by itself.

Item        Name             Amount  Commission  State     Status
salaries-2  Alıcı İki    TRY 200.00    TRY 0.00  rejected  INVALID (2030)
salaries-1  Alıcı Bir  TRY 1,000.50    TRY 0.00  waiting   INIT
salaries-3  受取人三      TRY 30.25    TRY 0.00  waiting   INIT

3 recipients: 2 waiting, 1 rejected

Ordered             TRY 1,230.75
Rejected, not sent    TRY 200.00

Sent (init)  TIME

${wrapText(`Reason: approval-required. ${message}`).join("\n")}

Would be paid                 TRY 1,030.75  2 recipients
Would not be paid (rejected)    TRY 200.00  1 recipient
iyzico's own total                1,030.75
Balance                           5,000.00  covers it, commission not included

If it must not be paid, cancel the payout, then run the same command again:
  mass-payout cancel REQUEST-ID --store STORE

To approve exactly this review, run the same command with:
  --approve DIGEST
`);

    const outdated = await pay("--locale", "en", "--approve", "0".repeat(64));
    expect(outdated.exitCode).toBe(4);
    expect(joinLines(outdated.stdout)).toContain("The digest given with --approve is not the digest of this review");
    expect(simulator.payouts[0]?.auths).toBe(0);

    const approved = await pay("--locale", "en", "--approve", digestIn(outdated.stdout));
    expect(approved.exitCode).toBe(3);
    expect(withPlaceholders(approved.stdout)).toBe(`Mass payout salaries · REQUEST-ID
Settled: some recipients are paid; the others will not be.

Item        Name             Amount  Commission  State     Status
salaries-2  Alıcı İki    TRY 200.00    TRY 0.00  rejected  INVALID (2030)
salaries-3  受取人三      TRY 30.25    TRY 0.00  refunded  DEPOSIT_SUCCESS
salaries-1  Alıcı Bir  TRY 1,000.50    TRY 0.00  paid      SUCCESS

3 recipients: 1 paid, 1 rejected, 1 refunded

Ordered                                   TRY 1,230.75
Rejected, not sent                          TRY 200.00
Paid                                      TRY 1,000.50
Back in the balance, commission included     TRY 30.25

Sent (init)                TIME
Approved                   TIME  by its digest
Authorisation sent (auth)  TIME
Settled                    TIME

Items that are refunded or rejected may be paid again once their payment is settled, and only with
the plan that this command makes: mass-payout repay KEY --store FOLDER --plan FILE --key NEWKEY. Pay
them in no other way, and with no plan written by hand.
`);
  });

  test("to ask iyzico for money whose refund failed", async () => {
    const { pay } = await simulatePayment(["paid", "failed-unrefunded", "paid"], { commissionOf: () => "1" });
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(withPlainSpaces(stdout)).toMatch(/^Owed by iyzico +TRY 201\.00$/m);
    expect(joinLines(stdout)).toContain("the money did not come back to the balance");
    expect(joinLines(stdout)).toContain(
      "Ask iyzico about these items now, also while others are in progress: salaries-2.",
    );
    const turkish = await pay();
    expect(withPlainSpaces(turkish.stdout)).toMatch(/^iyzico'dan alacak +₺201,00$/m);
    expect(joinLines(turkish.stdout)).toContain("tutarlar bakiyeye iade edilmedi: iyzico'dan talep edin.");
    expect(joinLines(turkish.stdout)).toContain("bu kalemleri şimdiden iyzico'ya sorun: salaries-2.");
  });

  test.each([
    ["stuck-failed", "their money has not come back to the balance for a long time", "bakiyeye iade edilmedi"],
    ["stuck-processing", "Items have been in progress for a long time", "Bazı kalemler uzun süredir işlemde"],
  ] as const)("to ask iyzico about an item that is %s", async (outcome, english, turkish) => {
    const { pay } = await simulatePayment(["paid", outcome, "failed-unrefunded"]);
    // 864 seconds: more than the grace period, after which a status is final.
    const stuckAfter = ["--stuck-after", "0.01"];
    const { exitCode, stdout } = await pay("--locale", "en", ...stuckAfter);
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain(english);
    expect(joinLines(stdout)).toContain("neither paid nor");
    // The failed refund is not hidden by the item that does not move on. What was shown for the grace period is final.
    expect(joinLines(stdout)).toContain("also while others are in progress: salaries-3.");
    expect(withPlainSpaces(stdout)).toMatch(/^Paid +TRY 1,000\.50\nOwed by iyzico +TRY 30\.25$/m);
    expect(joinLines((await pay(...stuckAfter)).stdout)).toContain(turkish);
  });

  test.each([
    ["en", "This payout may be authorised, and iyzico does not show it", "whether iyzico has it is not known yet"],
    ["tr", "Bu toplu ödeme onaylanmış (auth) olabilir, ancak iyzico onu ya da", "henüz bilinmiyor"],
  ])("to ask iyzico about an authorised payout that it does not show any more, in %s", async (locale, told, doubt) => {
    const { answer: _, ...bank } = createSlowBank();
    const { pay, simulator } = await simulatePayment([], bank);
    await payUntil("3 recipients: 3 in flight", pay);
    simulator.fault({ kind: "stale", ms: 3_600_000, times: 1_000 });
    const { exitCode, stdout } = await pay("--locale", locale);
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain(told);
    expect(joinLines(stdout)).not.toContain(doubt);
  });

  test("to fill the balance, and then continues", async () => {
    const { pay, simulator } = await simulatePayment([], { balance: "1000" });
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(withPlainSpaces(stdout)).toContain("1,000.00  does not cover it\n");
    simulator.topUp("230.75");
    expect((await pay()).exitCode).toBe(0);
    expect(simulator.balance).toBe("0");
  });

  test("to give the requestId when the answer to init was lost and the payment must not begin again", async () => {
    const { pay, simulator } = await simulatePayment();
    simulator.fault({ kind: "reset-after", operation: "init" });
    const { exitCode, stdout, stderr } = await pay("--locale", "en", "--no-restart");
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain("Ask iyzico for the requestId");
    expect(joinLines(stdout)).toContain("The option for the requestId is --request-id ID.");
    expect(stdout).not.toContain("is not known yet");
    expect(stderr).toContain("No usable answer from iyzico (network_error). Polling again.\n");
    expect(simulator.payouts).toHaveLength(1);
    expect((await pay("--request-id", simulator.payouts[0]?.requestId ?? "")).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to approve a second auth when polls show no effect of the first", async () => {
    const { pay, simulator } = await simulatePayment();
    simulator.fault({ kind: "reset-before", operation: "auth" });
    await payUntil("The authorisation was sent (auth)", pay);
    const { exitCode, stdout } = await pay("--locale", "en", "--not-found-grace", "0.1");
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain("Authorisations sent before: 1. Another one may pay all recipients again");
    expect(stdout).toContain("(ECONNRESET)");
    expect(joinLines((await pay("--not-found-grace", "0.1")).stdout)).toContain("Daha önce gönderilen ödeme onayı: 1.");
    expect((await pay("--approve", digestOfAnotherAuth(stdout))).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to link a payout that the store does not know, and to approve it", async () => {
    const { pay, simulator, folder } = await simulatePayment([], { balance: "1" });
    await pay();
    simulator.topUp("5000");
    const withoutRecord = ["--locale", "en", "--store", join(folder, "another")];
    const taken = await pay(...withoutRecord, "--new-store");
    expect(taken.exitCode).toBe(4);
    expect(joinLines(taken.stdout)).toContain("iyzico already has a payout with this externalId");
    expect(joinLines(taken.stdout)).toContain("The option for the requestId is --request-id ID.");
    const linked = await pay(...withoutRecord, "--request-id", simulator.payouts[0]?.requestId ?? "");
    expect(linked.exitCode).toBe(4);
    expect(joinLines(linked.stdout)).toContain("An operator linked this payout: the store has no record of it.");
    expect((await pay(...withoutRecord, "--approve", digestIn(linked.stdout))).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to approve the amounts of a linked payout, which are not those of the plan", async () => {
    const { pay, simulator, folder, planFile } = await simulatePayment([], { balance: "1" });
    await pay();
    simulator.topUp("5000");
    const items = plan.items.map((item, index) =>
      index === 1 ? { ...item, amount: { value: "300", currency: "TRY" as const } } : item,
    );
    writeFileSync(planFile, JSON.stringify({ ...plan, items }));
    const another = ["--locale", "en", "--store", join(folder, "another")];
    await pay(...another, "--new-store");
    const review = await pay(...another, "--request-id", simulator.payouts[0]?.requestId ?? "");
    expect(review.exitCode).toBe(4);
    expect(joinLines(withPlainSpaces(review.stdout))).toContain(
      "Ordered (iyzico would pay other amounts) TRY 1,330.75 3 recipients iyzico's own amounts TRY 1,230.75 3 recipients",
    );
    expect(joinLines(review.stdout)).toContain("Approving by this digest approves iyzico's own amounts.");
    const paid = await pay(...another, "--approve", digestIn(review.stdout));
    expect(paid.exitCode).toBe(0);
    expect(withPlainSpaces(paid.stdout)).toMatch(/^Ordered +TRY 1,330\.75\nPaid +TRY 1,230\.75$/m);
    expect(joinLines(paid.stdout)).toContain("These sums have iyzico's own amounts, which differ from those ordered");
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to approve recipients who are in the plan twice, unless the plan allows it", async () => {
    const [first, second, third] = plan.items;
    const payoutPlan = { ...plan, items: [first, second, first, third, second, first] } as PayoutPlan;
    const { pay, planFile, simulator } = await simulatePayment([], {}, { payoutPlan });
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain(
      "The same recipient, amount and description 3 times, which pays 3 times: salaries-1, salaries-3, salaries-6. " +
        "The same recipient, amount and description 2 times, which pays 2 times: salaries-2, salaries-5. " +
        'If that is intended, the plan may say so: "allowRepeatedRecipients": true.',
    );
    expect(simulator.payouts).toMatchObject([{ auths: 0 }]);
    writeFileSync(planFile, JSON.stringify({ ...payoutPlan, allowRepeatedRecipients: true }));
    expect((await pay()).exitCode).toBe(0);
  });

  test("to approve the list of another payment, unless the plan allows it", async () => {
    const { pay, planFile, simulator } = await simulatePayment();
    await pay();
    const again = { ...plan, key: "salary", items: plan.items.toReversed() };
    writeFileSync(planFile, JSON.stringify(again));
    const { exitCode, stdout, stderr } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/^TEST · 127\.0\.0\.1:\d+: this machine\nNew payment salary\n/);
    expect(joinLines(stdout)).toContain(
      "Another payment has the same recipients and amounts: salaries, created on 2026-11-26T09:30:00Z. " +
        "Find out first whether it paid them, was cancelled or still goes on: status or retrieve shows that. " +
        'If that is intended, the plan may say so: "allowRepeatedList": true.',
    );
    expect(simulator.payouts).toMatchObject([{ auths: 1 }, { auths: 0 }]);
    writeFileSync(planFile, JSON.stringify({ ...again, allowRepeatedList: true }));
    expect((await pay()).exitCode).toBe(0);
  });

  test("to fill a balance that was enough when it was approved, and to approve another auth", async () => {
    const options = { balance: "1230.75", commissionOf: () => "1", insufficientBalance: "auth-again" } as const;
    const { pay, simulator } = await simulatePayment([], options);
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain("The mass payout balance does not cover the payout.");
    expect(stdout).not.toContain("is not known yet");
    simulator.topUp("3");
    const { stdout: filled } = await pay("--locale", "en");
    expect((await pay("--approve", digestOfAnotherAuth(filled))).exitCode).toBe(0);
    expect(simulator.balance).toBe("0");
  });

  test("to correct keys that iyzico does not know", async () => {
    const { args, environment, clock } = await simulatePayment();
    const otherKey = { ...environment, IYZICO_API_KEY: "other" };
    const { exitCode, stdout } = await runCli([...args, "--locale", "en"], otherKey, { clock });
    expect(exitCode).toBe(4);
    const { message, failure } = JSON.parse((await runCli([...args, "--json"], otherKey, { clock })).stdout);
    expect(failure.code).toBe("authentication_failed");
    expect(withPlaceholders(stdout)).toBe(`Mass payout salaries
Action required: the payment cannot continue by itself.

Item        Name             Amount  Commission  State    Status
salaries-1  Alıcı Bir  TRY 1,000.50           –  waiting  –
salaries-2  Alıcı İki    TRY 200.00           –  waiting  –
salaries-3  受取人三      TRY 30.25           –  waiting  –

3 recipients: 3 waiting

Ordered  TRY 1,230.75

${wrapText(`Reason: retrieve-failed. ${message}`).join("\n")}

${wrapText(failure.message).join("\n")}

${wrapText(failure.hint).join("\n")}

Run the same command again to continue:
  mass-payout ${[...args, "--locale", "en"].join(" ")}
`);
  });

  test("to correct --signed-target when iyzico rejects the signature", async () => {
    const { pay, simulator } = await simulatePayment();
    const { exitCode, stdout } = await pay("--signed-target", "path-and-query");
    expect(exitCode).toBe(4);
    expect(stdout).toContain("errorCode 1000");
    expect(joinLines(stdout)).toContain("Toplu ödeme okunamıyor");
    expect(simulator.payouts).toEqual([]);
  });
});

describe("pay ends with 3 when the payment is settled and not all recipients are paid", () => {
  test("but none", async () => {
    const { pay } = await simulatePayment(["failed-refunded", "failed-refunded", "failed-refunded"]);
    const { exitCode, stdout } = await pay();
    expect(exitCode).toBe(3);
    expect(stdout).toContain("Tamamlandı: hiçbir alıcıya ödeme yapılmadı.");
    expect(joinLines(stdout)).toContain(
      "İade edilen ya da reddedilen kalemler ancak ödemeleri tamamlandıktan sonra ve yalnızca şu komutun hazırladığı planla " +
        "yeniden ödenebilir: mass-payout repay",
    );
  });

  test("and says after more than one init that other payouts must be cancelled", async () => {
    const { pay, simulator } = await simulatePayment(["failed-refunded"]);
    simulator.fault({ kind: "reset-before", operation: "init" });
    // The grace period also limits the time of each write, so it is long enough for a busy machine.
    const { exitCode, stdout } = await pay("--locale", "en", "--not-found-grace", "3");
    expect(exitCode).toBe(3);
    expect(joinLines(stdout)).toContain("The payout was sent 2 times (init).");
    expect(joinLines((await pay()).stdout)).toContain("Talep 2 kez gönderildi (init).");
  });
});

/**
 * Pays again and again, each time with twice the time limit, until the payment is in progress and the result has the
 * expected text: how far a call gets within a time limit depends on the machine.
 */
async function payUntil(expected: string, pay: (...moreArgs: string[]) => Promise<CliResult>): Promise<CliResult> {
  for (let maxWait = 0.1; ; maxWait *= 2) {
    const result = await pay("--locale", "en", "--max-wait", String(maxWait));
    expect(result.exitCode).toBe(5);
    if (joinLines(result.stdout).includes(expected)) return result;
  }
}

describe("pay ends with 5 when the payment is in progress", () => {
  test("and prints its phase, and the same command continues", async () => {
    const { answer, ...bank } = createSlowBank();
    const { pay, simulator } = await simulatePayment([], bank);
    const { stdout } = await payUntil("3 recipients: 3 in flight", pay);
    expect(stdout).toContain("In progress: authorised. Run the same command again to continue.\n");
    expect(stdout).not.toContain("deadline");
    answer();
    expect((await pay()).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test.each([
    ["init", "The payout was sent (init); whether iyzico has it is not known yet. It is not authorised"],
    [
      "auth",
      "The authorisation was sent (auth); whether iyzico has it is not known yet. Recipients may be paid by it.",
    ],
  ] as const)("and the outcome of %s is unknown", async (operation, doubt) => {
    const hour = 3_600_000;
    const { pay, simulator } = await simulatePayment([], { delays: { authorised: hour } });
    simulator.fault({ kind: "reset-after", operation });
    simulator.fault({ kind: "late", ms: operation === "init" ? hour : 0 });
    await payUntil(doubt, pay);
  });

  test("and iyzico does not answer", async () => {
    const { args, clock } = await simulatePayment();
    const environment = { ...keys, IYZICO_BASE_URL: await closedServer() };
    const { stderr } = await payUntil("(ECONNREFUSED)", (...moreArgs) =>
      runCli([...args, ...moreArgs], environment, { clock }),
    );
    expect(stderr).toMatch(
      /^TEST · 127\.0\.0\.1:\d+: this machine\n(New payment salaries\n)?planned: 3 waiting\nNo usable answer from iyzico \(network_error\)\. Polling again\.\n$/,
    );
    const turkish = await payUntil("(ECONNREFUSED)", (...moreArgs) =>
      runCli([...args, ...replaceOptions(moreArgs, ["--locale", "tr"])], environment, { clock }),
    );
    expect(turkish.stdout).toContain("Devam ediyor: planlandı. Sürdürmek için aynı komutu yeniden çalıştırın.\n");
    expect(turkish.stderr).toContain("iyzico'dan geçerli bir yanıt alınamadı (network_error). Yeniden sorgulanıyor.\n");
  });

  test("and a failed refund is told beside the items in progress", async () => {
    const { pay } = await simulatePayment(["paid", "failed-unrefunded", "stuck-processing"]);
    const { stdout } = await payUntil("1 paid, 1 action required, 1 in flight", pay);
    expect(joinLines(stdout)).toContain(
      "Ask iyzico about these items now, also while others are in progress: salaries-2.",
    );
    expect(withPlainSpaces(stdout)).toMatch(/^Paid +TRY 1,000\.50 {2}TRY 1,000\.50 not final$/m);
    expect(withPlainSpaces(stdout)).toMatch(/^Owed by iyzico +TRY 200\.00 {2}TRY 200\.00 not final$/m);
    expect(joinLines(stdout)).toContain("book an amount only when it is final.");
  });
});

describe("pay polls a payout in pages", () => {
  test("of 40 items by default, one after the other", async () => {
    const { simulator, args, environment, clock } = await simulatePayment();
    const sizes = new Set<number>();
    const url = await startRelay(simulator, ({ target, body }) => {
      if (target.includes("/payout/retrieve?")) sizes.add(JSON.parse(body).size);
      return undefined;
    });
    expect((await runCli(args, { ...environment, IYZICO_BASE_URL: url }, { clock })).exitCode).toBe(0);
    expect([...sizes]).toEqual([40]);
  });

  test("of --page-size items, --concurrency of them at once", async () => {
    const { simulator, args, environment, clock } = await simulatePayment();
    const sizes = new Set<number>();
    let resolve = () => {};
    const isThirdRequested = new Promise<void>((resolved) => {
      resolve = resolved;
    });
    const url = await startRelay(simulator, async ({ target, body }, when) => {
      if (!target.includes("/payout/retrieve?")) return undefined;
      const { page, size } = JSON.parse(body);
      sizes.add(size);
      if (page === 2) resolve();
      // The answer to the second page waits for the request of the third.
      if (page === 1 && when === "before") await isThirdRequested;
      return undefined;
    });
    const paging = ["--page-size", "1", "--concurrency", "2"];
    const watched = { ...environment, IYZICO_BASE_URL: url };
    expect((await runCli([...args, ...paging], watched, { clock })).exitCode).toBe(0);
    expect([...sizes]).toEqual([1]);
  });
});

test("pay ends with 2 when the payment was begun with another plan", async () => {
  const { pay, planFile } = await simulatePayment();
  await pay();
  writeFileSync(planFile, JSON.stringify({ ...plan, items: plan.items.slice(1) }));
  const { exitCode, stdout, stderr } = await pay("--locale", "en");
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain("another plan");
  // The options of a spreadsheet are part of its plan: they come before any other advice.
  expect(joinLines(stderr)).toMatch(/another address\. Check the options first: --purpose, .*\. Give the plan/);
  const inTurkish = joinLines((await pay("--locale", "tr")).stderr);
  expect(inTurkish).toMatch(/farklı\. Önce seçenekleri denetleyin: --purpose, .*\. Başka bir key/);
});

describe("pay ends with 2 when the call or the plan is wrong", () => {
  test("and prints every fault of the plan on a line of its own", async () => {
    const [recipient] = plan.items;
    const payoutPlan = {
      key: "salaries",
      items: [
        { ...recipient, recipientInfo: "TR00CANARY", description: undefined },
        { ...recipient, amount: { value: 1.5, currency: "TRY" } },
        { ...recipient, amount: { value: "0.001", currency: "TRY" }, CANARY: 1 },
      ],
    } as unknown as PayoutPlan;
    const { pay, simulator } = await simulatePayment([], {}, { payoutPlan });
    const { exitCode, stdout, stderr } = await pay("--locale", "en");
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    const [, head, ...faults] = stderr.trimEnd().split("\n");
    expect(head).toMatch(/plan\.json has 5 faults, and nothing was sent:$/);
    expect(faults.filter((line) => line.startsWith("- line "))).toHaveLength(5);
    expect(simulator.history).toEqual([]);
  });

  test("unless the check is skipped", async () => {
    const items = plan.items.map((item, index) => ({
      ...item,
      recipientInfo: "TR000000000000000000000000",
      amount: { value: "1", currency: index === 0 ? ("USD" as const) : ("TRY" as const) },
    }));
    const { pay } = await simulatePayment(["rejected"], {}, { payoutPlan: { ...plan, items } as PayoutPlan });
    const skipped = ["--locale", "en", "--skip-check", "iban", "--skip-check", "currency"];
    const { exitCode, stdout } = await pay(...skipped);
    // The plan was sent: the simulator rejects a payout in two currencies.
    expect(exitCode).toBe(4);
    expect(stdout).toContain("iyzico rejected init");
    expect(withPlainSpaces(stdout)).toMatch(/^Ordered +\$1\.00\nOrdered +TRY 2\.00$/m);
  });

  test("and does not quote a plan that is not JSON", async () => {
    const { pay, planFile } = await simulatePayment();
    writeFileSync(planFile, '{"key": "salaries", CANARY }');
    const { exitCode, stderr } = await pay();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/plan\.json JSON olmalı: satır 1, sütun 21: /);
  });

  test("because an amount or a sum is above the limits of the call", async () => {
    const { pay, simulator } = await simulatePayment();
    const both = await pay("--locale", "en", "--max-amount", "200", "--max-total", "1230.74", "--quiet");
    expect(both.exitCode).toBe(2);
    expect(both.stderr).toBe(`mass-payout: nothing was sent (items are counted from 0):
- items[0].amount.value must not exceed maxAmount
- the sum of the items in TRY must not exceed maxTotal
`);
    expect(simulator.history).toEqual([]);
    expect((await pay("--max-amount", "1000.50", "--max-total", "1230.75")).exitCode).toBe(0);
  });

  test.each([
    ["FILE is required.", ["--store", "s"]],
    ["two.json is one argument too many.", ["one.json", "two.json", "--store", "s"]],
    ["--store is required.", ["plan.json"]],
    ["nowhere.json cannot be read (ENOENT).", ["nowhere.json", "--store", "s"]],
    [
      "--skip-check must be one of iban, identityNumber, phone, description, currency.",
      ["p", "--store", "s", "--skip-check", "x"],
    ],
    ["--locale must be one of tr, en.", ["p", "--store", "s", "--locale", "de"]],
    ["--max-wait must be a number of seconds", ["p", "--store", "s", "--max-wait", "0"]],
    ["--poll-every must be a number of seconds", ["p", "--store", "s", "--poll-every", "soon"]],
    ["--not-found-grace must be a number of seconds", ["p", "--store", "s", "--not-found-grace", "2147483.648"]],
    ...["0", "-1", "1.000,5,0", "1e3", "all", ""].map((amount): [string, string[]] => [
      "--max-amount must be an amount greater than 0, such as 5000, 1250.50 or 1.250,50.",
      ["p", "--store", "s", "--max-amount", amount],
    ]),
    ["--max-amount can be read in two ways", ["p", "--store", "s", "--max-amount", "1.500"]],
    ["--max-total must be an amount greater than 0", ["p", "--store", "s", "--max-total", "0.00"]],
    ["--stuck-after must be a number of days, greater than 0", ["p", "--store", "s", "--stuck-after", "0"]],
    ["--stuck-after must be a number of days, greater than 0", ["p", "--store", "s", "--stuck-after", "3d"]],
    ...["0", "-1", "1.5", "1e3", "many", "", "9007199254740992"].map((size): [string, string[]] => [
      "--page-size must be a positive integer.",
      ["p", "--store", "s", "--page-size", size],
    ]),
    ["--concurrency must be a positive integer.", ["p", "--store", "s", "--concurrency", "0"]],
    ...["", " ", "\u200b\u0007"].map((name): [string, string[]] => [
      "--by must not be empty.",
      ["p", "--store", "s", "--by", name],
    ]),
    ["--note must not be empty.", ["p", "--store", "s", "--approve", "0f", "--note", ""]],
    ["--restrat is not an option of this command. Did you mean --restart", ["p", "--store", "s", "--restrat"]],
    ["--store must not be given twice.", ["p", "--store", "s", "--store", "t"]],
  ])("%s", async (message, args) => {
    const { exitCode, stdout, stderr } = await runCli(["pay", ...args], { ...keys, LANG: "en_US.UTF-8" });
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
  });
});

test("pay prints iyzico's statuses without control characters", async () => {
  const { pay } = await simulatePayment(["paid", { status: "\u001b[2J\u202eODD\u0007" }]);
  const { exitCode, stdout } = await pay();
  expect(exitCode).toBe(4);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be printed
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(stdout).toMatch(/^salaries-2 .* ODD$/m);
});

describe("pay uses a folder as its store", () => {
  test("only if it is one, so that no payment begins again in another folder", async () => {
    const { pay, folder, simulator } = await simulatePayment();
    mkdirSync(join(folder, "empty"));
    for (const name of ["nowhere", "empty"]) {
      const { exitCode, stdout, stderr } = await pay("--locale", "en", "--store", join(folder, name));
      expect(exitCode).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toContain(`mass-payout: There is no payment store in ${join(folder, name)}.\n`);
      expect(stderr).toContain("Only for the very first use of a folder, create the store with");
    }
    expect(readdirSync(folder).toSorted()).toEqual(["empty", "payments", "plan.json"]);
    expect(simulator.history).toEqual([]);
  });

  test("and makes it one with --new-store, but not a second time", async () => {
    const { pay, folder, simulator } = await simulatePayment();
    const another = ["--store", join(folder, "another")];
    expect((await pay(...another, "--new-store")).exitCode).toBe(0);
    const requests = simulator.history.length;
    const again = await pay(...another, "--new-store", "--locale", "en");
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain("is a payment store already.");
    expect(again.stderr).toContain("Leave create, or --new-store, out");
    expect((await pay(...another)).exitCode).toBe(0);
    expect(simulator.history).toHaveLength(requests);
  });

  test.each([
    ["en", "For the first run only, so leave out from now on: --new-store, --expect-new."],
    ["tr", "Yalnızca ilk çalıştırma içindir, bundan sonra çıkarın: --new-store, --expect-new."],
  ])("and says in %s that options of the first run are not to be repeated", async (locale, told) => {
    const { pay, folder } = await simulatePayment(["rejected"]);
    const storeIn = (name: string) => ["--store", join(folder, name), "--locale", locale];
    const firstRun = ["--new-store", "--expect-new"];
    const first = await pay(...storeIn("another"), ...firstRun);
    expect(first.exitCode).toBe(4);
    // The one line that names them.
    expect(first.stdout.match(/^.*--(new-store|expect-new).*$/gm)).toEqual([told]);
    const second = await pay(...storeIn("another"));
    expect(second).toMatchObject({ exitCode: 4, stdout: first.stdout.replace(`${told}\n\n`, "") });
  });
});

describe("pay --expect-new", () => {
  test("pays a payment that the store does not have", async () => {
    const { pay, simulator } = await simulatePayment();
    expect((await pay("--expect-new")).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("ends with 1 for a payment that was settled before, and says when", async () => {
    const { pay, simulator } = await simulatePayment();
    await pay();
    const requests = simulator.history.length;
    const { exitCode, stdout, stderr } = hideIds(await pay("--expect-new", "--locale", "en"));
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      "TEST · HOST: this machine\nmass-payout: payment salaries is not new: it has been in the store since TIME.\n" +
        "Nothing was sent now: it was settled on TIME. Another payment must have another key.\n",
    );
    expect(hideIds(await pay("--expect-new")).stderr).toBe(
      "DENEME · HOST: bu makine\nmass-payout: salaries yeni bir ödeme değil: TIME tarihinden beri ödeme kayıtlarında var.\n" +
        "Şimdi hiçbir şey gönderilmedi: ödeme TIME tarihinde tamamlanmıştı. Yeni bir ödemenin başka bir key'i olmalı.\n",
    );
    expect(simulator.history).toHaveLength(requests);
  });

  test("ends with 1 for a payment that is open, and says how to continue it", async () => {
    const { pay, simulator } = await simulatePayment(["rejected"]);
    await pay();
    const requests = simulator.history.length;
    const { exitCode, stderr } = await pay("--expect-new", "--locale", "en");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Nothing was sent now. To continue it, run the same command without --expect-new.\n");
    expect((await pay("--expect-new")).stderr).toContain("aynı komutu --expect-new olmadan çalıştırın.\n");
    expect(simulator.history).toHaveLength(requests);
  });

  test("is not asked about a payment that cannot be read", async () => {
    const { pay, folder } = await simulatePayment();
    await pay();
    for (const file of filesIn(join(folder, "payments"))) if (/\d+\.json$/.test(file)) writeFileSync(file, "{}");
    const { exitCode, stderr } = await pay("--expect-new");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("is damaged");
  });
});
