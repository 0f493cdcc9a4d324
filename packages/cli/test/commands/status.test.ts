import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ActionReason } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import type { Payment } from "@iyzico-mass-payout/client/payment";
import { describe, expect, test } from "vitest";
import { status as english } from "../../src/messages/en/status.ts";
import { payouts as turkishPayouts } from "../../src/messages/tr/payouts.ts";
import { status as turkish } from "../../src/messages/tr/status.ts";
import { joinLines, keys, runCli, withPlainSpaces } from "../support/run-cli.ts";
import { expectNoRecipient, plan, replaceOptions, simulatePayment } from "../support/simulated-payment.ts";

/** A payment, and the commands that read its store. */
async function readable(...options: Parameters<typeof simulatePayment>) {
  const payment = await simulatePayment(...options);
  const store = join(payment.folder, "payments");
  const read = async (args: readonly string[], moreArgs: readonly string[] = []) => {
    const requests = payment.simulator.history.length;
    // Without keys: nothing is asked of iyzico.
    const result = await runCli(replaceOptions([...args, "--store", store, "--locale", "en"], moreArgs), {});
    expectNoRecipient(result);
    for (const { recipientName = "" } of plan.items) expect(result.stdout).not.toContain(recipientName);
    expect(payment.simulator.history).toHaveLength(requests);
    return result;
  };
  return {
    ...payment,
    store,
    status: (key = "salaries", ...moreArgs: string[]) => read(["status", key], moreArgs),
    list: (...moreArgs: string[]) => read(["list"], moreArgs),
  };
}

/** Stores the payment with a change, as a call of `pay` would. */
async function changePayment(folder: string, change: (payment: Payment) => Partial<Payment>): Promise<void> {
  const store = createFileStore(folder);
  const stored = await store.load("salaries");
  const payment = stored?.payment as Payment;
  await store.compareAndSet("salaries", stored?.revision, { ...payment, ...change(payment) });
}

async function readPage(store: string): Promise<string> {
  const args = ["report", "salaries", "--store", store, "--format", "html", "--locale", "en"];
  return (await runCli(args, {})).stdout;
}

const withTimes = (text: string) =>
  withPlainSpaces(text)
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, "REQUEST-ID")
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\b/g, "TIME");

describe("status shows how a payment stands by its store", () => {
  test("settled, with the sums, the times and the approver", async () => {
    const { pay, status } = await readable(["failed-refunded"], { commissionOf: () => "1.25" });
    await pay();
    const { exitCode, stdout, stderr } = await status();
    expect(exitCode).toBe(3);
    expect(stderr).toBe("");
    expect(withTimes(stdout)).toBe(`Mass payout salaries · REQUEST-ID
some paid · settled
By the store, without asking iyzico: last changed on TIME.

3 recipients:
  1  refunded  TRY 1,000.50
  2  paid        TRY 230.25

Ordered                                   TRY 1,230.75
Paid                                        TRY 230.25
Commission                                    TRY 2.50
Back in the balance, commission included  TRY 1,001.75

Created                    TIME
Sent (init)                TIME
Approved                   TIME  by default
Authorisation sent (auth)  TIME
Settled                    TIME

Items that are refunded or rejected may be paid again once their payment is settled, and only with
the plan that this command makes: mass-payout repay KEY --store FOLDER --plan FILE --key NEWKEY. Pay
them in no other way, and with no plan written by hand.
`);
  });

  test("and that nothing is left to do only if the report of the payment has nothing to do either", async () => {
    const { pay, status, store } = await readable();
    await pay();
    expect((await status()).stdout).toContain("Nothing is left to do for this payment.\n");
    expect(await readPage(store)).toContain("Nothing. The payment is settled.");
    await changePayment(store, () => ({ inits: 2 }));
    const { exitCode, stdout } = await status();
    expect(exitCode).toBe(0);
    const toDo = "The payout was sent 2 times (init). iyzico may have other payouts with this externalId.";
    expect(joinLines(stdout)).toContain(toDo);
    expect(stdout).not.toContain("Nothing is left to do");
    expect(await readPage(store)).toContain(toDo);
  });

  test("and a settled payment that requires an action, as the report of the payment does", async () => {
    const { pay, status, store } = await readable(["failed-refunded"]);
    await pay();
    await changePayment(store, ({ history, items }) => ({
      items: items.map((item, index) => (index === 0 ? { ...item, supersededBy: "again" } : item)),
      history: [...history, { at: 1, event: "action-required", reason: "payout-mismatch" }],
    }));
    const { exitCode, stdout } = await status();
    expect(exitCode).toBe(4);
    expect(stdout).toContain("action required · settled\n");
    const page = await readPage(store);
    expect(page).toContain('data-outcome="open">Action required: the payment cannot continue by itself.<');
    expect(page).toContain("<code>payout-mismatch</code>");
    expect(page).not.toContain("Nothing. The payment is settled.");
  });

  test("with 0 when all recipients are paid, and with 5 and the command while it is in progress", async () => {
    const { pay, status, store } = await readable();
    await pay();
    expect((await status()).exitCode).toBe(0);
    await changePayment(store, () => ({ phase: "authorised", history: [{ at: 1, event: "polled" }] }));
    const { exitCode, stdout } = await status();
    expect(exitCode).toBe(5);
    expect(stdout).toContain("in progress · authorised\n");
    expect(joinLines(stdout)).toContain(
      "Add the options of the first call for the plan and the account, such as --purpose",
    );
    expect(stdout).toMatch(/--profile:\n {2}mass-payout pay PLAN --store /);
    expect(stdout).toContain(`  mass-payout pay PLAN --store ${store} --key salaries\n`);
  });

  test("and what is required, with 4", async () => {
    const { pay, status, store } = await readable(["rejected"]);
    await pay();
    const { exitCode, stdout } = await status();
    expect(exitCode).toBe(4);
    expect(stdout).toContain("action required · received by iyzico, not authorised\n");
    expect(joinLines(stdout)).toContain("The review must be approved: pay shows it and its digest.");
    expect(stdout).toContain(`  mass-payout pay PLAN --store ${store} --key salaries\n`);
  });

  test("as JSON", async () => {
    const { pay, status } = await readable(["rejected"]);
    await pay();
    expect(JSON.parse((await status("salaries", "--json")).stdout)).toMatchObject({
      outcome: "action-required",
      reason: "approval-required",
      phase: "created",
      items: [{ state: "rejected" }, {}, {}],
      changedAt: expect.any(Number),
    });
  });

  test("without a requestId as long as none is known", async () => {
    const { pay, status, store } = await readable();
    await pay();
    await changePayment(store, () => ({ phase: "planned", requestId: undefined }) as never);
    expect((await status()).stdout).toMatch(/^Mass payout salaries\n/);
  });

  test("in Turkish too", async () => {
    const { pay, status } = await readable(["rejected"]);
    await pay();
    const { stdout } = await status("salaries", "--locale", "tr");
    expect(stdout).toContain("işlem gerekiyor · iyzico talebi aldı, ödeme onayı verilmedi\n");
    expect(stdout).toContain("Neden: onay gerekiyor (approval-required). İnceleme onaylanmalı:");
    expect(joinLines(stdout)).toContain("--purpose, --currency, --decimal, --map ve --profile:");
    expect(stdout).toContain("  mass-payout pay PLAN --store ");
  });

  test("and fails for a key that the store does not have, and for a payment that cannot be read", async () => {
    const { pay, status, store } = await readable();
    await pay();
    const unknown = await status("salary");
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain("has no payment with the key salary. list shows those that it has.");
    await changePayment(store, () => ({ version: 2 }) as never);
    const unreadable = await status();
    expect(unreadable.exitCode).toBe(1);
    expect(unreadable.stderr).toContain("this version can read");
  });
});

describe("status names the reason and the command for each reason", () => {
  const reasons = Object.keys(english.required) as ActionReason[];
  test.each(reasons)("%s", async (reason) => {
    const { pay, status, store } = await readable(["rejected"]);
    await pay();
    await changePayment(store, ({ history }) => ({
      history: [...history, { at: 1, event: "action-required", reason }],
    }));
    const { exitCode, stdout } = await status();
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain(`Reason: ${reason}. ${english.required[reason]}`);
    const commands: string[] = stdout.match(/^ {2}mass-payout .*$/gm) ?? [];
    // Another auth may pay twice: there is no line that is ready to paste.
    if (reason === "auth-outcome-unknown") {
      expect(commands).toEqual([]);
      expect(stdout).toContain("Ask iyzico before any command is run.");
    } else expect(commands.at(-1)).toContain(`  mass-payout pay PLAN --store ${store} --key salaries`);
    expect(commands.at(-1)?.includes("--request-id ID") ?? false).toBe(
      reason === "external-id-taken" || reason === "request-id-unknown",
    );
    expect(commands.includes("  mass-payout retrieve --external-id salaries")).toBe(reason === "external-id-taken");
    expect(stdout).not.toContain("--approve");
    const inTurkish = joinLines((await status("salaries", "--locale", "tr")).stdout);
    expect(inTurkish).toContain(`Neden: ${turkishPayouts.reasons[reason]} (${reason}). ${turkish.required[reason]}`);
  });

  // A reader looks the printed words up in the table.
  test.each(reasons)("and the Turkish guide has a row for %s, with the words that are printed", (reason) => {
    const page = readFileSync(new URL("../../../../docs/tr/cli.md", import.meta.url), "utf8");
    const row = page.split("\n").find((line) => line.startsWith(`| \`${reason}\` `));
    expect(row?.split("|")[2]?.trim()).toBe(turkishPayouts.reasons[reason]);
  });
});

describe("status and abandoned payouts", () => {
  test("are told with what to ask iyzico, also once the payment is settled", async () => {
    const { pay, status, store } = await readable();
    await pay();
    const abandoned = [
      { externalId: "salaries", count: 3, amounts: {}, rejected: [], restart: 0, inits: 1, status: "INIT" },
    ];
    await changePayment(store, () => ({ restart: 1, abandoned }));
    const { stdout } = await status();
    expect(joinLines(stdout)).toContain("Ask iyzico to cancel the abandoned payouts: salaries.");
    expect(stdout).not.toContain("Nothing is left to do");
    expect(stdout).toContain("  mass-payout pay PLAN --store ");
  });

  test("and what may have been sent, and items that require action", async () => {
    const { pay, status, store } = await readable(["paid", "failed-unrefunded"]);
    await pay();
    await changePayment(store, () => ({ phase: "authorising" }));
    const { stdout } = await status();
    expect(joinLines(stdout)).toContain("The authorisation was sent (auth); whether iyzico has it is not known yet.");
    expect(joinLines(stdout)).toContain(
      "Ask iyzico about these items now, also while others are in progress: salaries-2.",
    );
  });
});

describe("list shows the payments of a store", () => {
  test("the oldest first, with their outcome, and sends nothing", async () => {
    const { pay, list, planFile } = await readable(["failed-refunded"]);
    expect((await list()).stdout).toBe("The store has no payments.\n");
    await pay();
    writeFileSync(planFile, JSON.stringify({ ...plan, key: "another", allowRepeatedList: false }));
    await pay();
    const { exitCode, stdout } = await list();
    expect(exitCode).toBe(0);
    expect(withPlainSpaces(stdout).replace(/\d{4}-\d\d-\d\d/g, "YYYY-MM-DD")).toBe(
      `Key       Outcome          Phase     Recipients       Ordered  Created     Last changed
salaries  some paid        settled            3  TRY 1,230.75  YYYY-MM-DD  YYYY-MM-DD
another   action required  received           3  TRY 1,230.75  YYYY-MM-DD  YYYY-MM-DD
`,
    );
  });

  test("as JSON", async () => {
    const { pay, list } = await readable();
    expect(JSON.parse((await list("--json")).stdout)).toEqual([]);
    await pay();
    expect(JSON.parse((await list("--json")).stdout)).toEqual([
      {
        key: "salaries",
        outcome: "settled",
        phase: "settled",
        paid: "all",
        items: 3,
        sums: { TRY: "1230.75" },
        createdAt: expect.any(Number),
        changedAt: expect.any(Number),
      },
    ]);
  });

  test("and those that cannot be read, with 1, which do not hide the others", async () => {
    const { pay, list, store } = await readable();
    mkdirSync(join(store, "payment-damaged"));
    expect((await list()).stdout).toMatch(/^\n1 payment cannot be read:\n {2}.*payment-damaged\n/);
    await pay();
    await createFileStore(store).compareAndSet("foreign", undefined, { some: "thing" });
    const { exitCode, stdout } = await list();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^salaries +all paid +settled/m);
    expect(stdout).toContain("2 payments cannot be read:\n");
    expect(stdout).toContain(`  ${join(store, "payment-damaged")}\n    pay: `);
    expect(stdout).toContain("  foreign\n    pay: what the store has under this key is not a payment");
    const json = JSON.parse((await list("--json")).stdout);
    expect(json).toMatchObject([{ key: "salaries" }, { folder: join(store, "payment-damaged") }, { key: "foreign" }]);
    expect((await list("--locale", "tr")).stdout).toContain("2 ödeme okunamıyor:");
  });

  test("and fails for a folder that is not a store", async () => {
    const { list, folder } = await readable();
    const { exitCode, stderr } = await list("--store", join(folder, "nowhere"));
    expect(exitCode).toBe(2);
    expect(stderr).toContain("There is no payment store in");
    expect(readdirSync(folder)).not.toContain("nowhere");
  });

  test("in lines that fit the terminal", async () => {
    const { pay, store, folder, planFile } = await readable();
    writeFileSync(planFile, JSON.stringify({ ...plan, key: `maaş-${"uzun-".repeat(30)}2026` }));
    await pay();
    expect(folder).not.toBe("");
    const terminal = { isTTY: true, columns: 80 };
    const { stdout } = await runCli(["list", "--store", store], keys, { terminal });
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(stdout).toContain("…");
  });
});
