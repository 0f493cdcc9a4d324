import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { describe, expect, test } from "vitest";
import { answering } from "./answering.ts";
import { flat, keys, plain, type Ran, ran } from "./running.ts";
import { plan, simulated, slowBank, timesPaid } from "./simulated.ts";

/** The text, with placeholders for what differs from one run to the other. */
function told(text: string): string {
  return plain(text)
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, "REQUEST-ID")
    .replace(/\b[0-9a-f]{64}\b/g, "DIGEST");
}

function digestIn(text: string): string {
  return /--approve ([0-9a-f]{64})\n$/.exec(text)?.[1] ?? "";
}

const paidText = `Mass payout salaries · REQUEST-ID
Settled: everyone is paid.

Item              Amount  Commission  State  Status
salaries-1  TRY 1,000.50    TRY 1.25  paid   SUCCESS
salaries-2    TRY 200.00    TRY 1.25  paid   SUCCESS
salaries-3     TRY 30.25    TRY 1.25  paid   SUCCESS

3 payees: 3 paid

Ordered     TRY 1,230.75
Paid        TRY 1,230.75
Commission      TRY 3.75
`;

describe("pay ends with 0 when everyone is paid", () => {
  test("and says so in English, with progress apart from the result", async () => {
    const { pay, simulator } = await simulated([], { commissionOf: () => "1.25" });
    const { exitCode, stdout, stderr } = await pay("--locale", "en");
    expect(told(stdout)).toBe(paidText);
    expect(exitCode).toBe(0);
    expect(stderr).toBe(`planned: 3 waiting
received by iyzico, not authorised: 3 waiting
authorised: 3 waiting
`);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("and in Turkish, which is the default", async () => {
    const { pay } = await simulated([], { commissionOf: () => "1.25" });
    const { stdout, stderr } = await pay();
    expect(told(stdout)).toBe(`Toplu ödeme salaries · REQUEST-ID
Tamamlandı: herkese ödendi.

Kalem           Tutar  Komisyon  Sonuç   iyzico statüsü
salaries-1  ₺1.000,50     ₺1,25  ödendi  SUCCESS
salaries-2    ₺200,00     ₺1,25  ödendi  SUCCESS
salaries-3     ₺30,25     ₺1,25  ödendi  SUCCESS

3 alıcı: 3 ödendi

Talep edilen  ₺1.230,75
Ödenen        ₺1.230,75
Komisyon          ₺3,75
`);
    expect(stderr).toMatch(/^planlandı: 3 bekliyor\n/);
  });

  test("and as JSON has the client's result, exact to the digit", async () => {
    const { pay } = await simulated([], { commissionOf: () => "1.25" });
    const { stdout } = await pay("--json");
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "settled",
      paid: "everyone",
      items: [{ itemExternalId: "salaries-1", amount: "1000.50", state: "paid" }, {}, {}],
      totals: { TRY: { paid: "1230.75", commission: "3.75" } },
    });
  });

  test("and once more asks iyzico nothing and says the same", async () => {
    const { pay, simulator } = await simulated();
    const first = await pay();
    const asked = simulator.history.length;
    expect(await pay()).toEqual({ ...first, stderr: "" });
    expect(simulator.history).toHaveLength(asked);
  });

  test("and has told no file but the plan who they are", async () => {
    const { pay, folder } = await simulated();
    await pay();
    const files = readdirSync(join(folder, "payments"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(readFileSync(join(folder, "payments", file), "utf8")).not.toMatch(/CANARY|TR\d\d99999/);
    }
  });

  test("and the plan of the README is one", async () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const [, json = ""] = /^```json\n(.*?)^```$/ms.exec(readme) ?? [];
    const { pay, simulator } = await simulated([], {}, { planned: JSON.parse(json) });
    expect((await pay()).exitCode).toBe(0);
    expect(simulator.payouts).toMatchObject([{ externalId: "salaries-2026-11", purpose: "SALARY" }]);
  });

  test("and with colours where there are any", async () => {
    const { args, environment } = await simulated();
    const { stdout } = await ran(args, { ...environment, FORCE_COLOR: "1" });
    expect(stdout).toContain("\u001b[32mTamamlandı: herkese ödendi.");
  });
});

describe("pay ends with 4 when a person is needed", () => {
  test("to approve what is left when somebody was refused, and goes on with exactly that", async () => {
    const { pay, simulator } = await simulated(["paid", "refused", "failed-refunded"], { balance: "5000" });
    const review = await pay("--locale", "en");
    expect(review.exitCode).toBe(4);
    const reviewText = `Mass payout salaries · REQUEST-ID
It can't go on by itself: somebody must do something.

Item              Amount  Commission  State    Status
salaries-1  TRY 1,000.50    TRY 0.00  waiting  INIT
salaries-2    TRY 200.00    TRY 0.00  refused  INVALID (2030)
salaries-3     TRY 30.25    TRY 0.00  waiting  INIT

3 payees: 2 waiting, 1 refused

Ordered  TRY 1,230.75

Nobody is paid yet. Somebody must look at this and approve it.

Would be paid                TRY 1,030.75  2 payees
Would not be paid (refused)    TRY 200.00  1 payee
iyzico's own total               1,030.75
Balance                          5,000.00  covers it, commission left out

Whoever approves exactly this runs the same command with:
  --approve DIGEST
`;
    expect(told(review.stdout)).toBe(reviewText);

    const outdated = await pay("--locale", "en", "--approve", "0".repeat(64));
    expect(outdated.exitCode).toBe(4);
    expect(outdated.stdout).toContain("The digest that was given is not that of this review");
    expect(simulator.payouts[0]?.auths).toBe(0);

    const approved = await pay("--locale", "en", "--approve", digestIn(outdated.stdout));
    expect(approved.exitCode).toBe(3);
    expect(told(approved.stdout)).toBe(`Mass payout salaries · REQUEST-ID
Settled: some are paid, the others will not be.

Item              Amount  Commission  State     Status
salaries-1  TRY 1,000.50    TRY 0.00  paid      SUCCESS
salaries-2    TRY 200.00    TRY 0.00  refused   INVALID (2030)
salaries-3     TRY 30.25    TRY 0.00  refunded  DEPOSIT_SUCCESS

3 payees: 1 paid, 1 refused, 1 refunded

Ordered              TRY 1,230.75
Paid                 TRY 1,000.50
Back in the balance     TRY 30.25

Whoever was not paid may be paid with a new plan, under another key and another itemExternalId.
`);
  });

  test("to claim money that did not come back", async () => {
    const { pay } = await simulated(["paid", "failed-unrefunded", "paid"], { commissionOf: () => "1" });
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(plain(stdout)).toMatch(/^To be claimed from iyzico +TRY 201\.00$/m);
    expect(flat(stdout)).toContain("it did not come back: claim it from iyzico.");
  });

  test("to fill the balance, after which the same command goes on", async () => {
    const { pay, simulator } = await simulated([], { balance: "1000" });
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(plain(stdout)).toContain("1,000.00  does not cover it: once filled, the same command goes on\n");
    simulator.topUp("230.75");
    expect((await pay()).exitCode).toBe(0);
    expect(simulator.balance).toBe("0");
  });

  test("to say which payout it is, when the answer to init was lost", async () => {
    const { pay, simulator } = await simulated();
    simulator.fault({ kind: "reset-after", operation: "init" });
    const { exitCode, stdout, stderr } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(flat(stdout)).toContain("Ask iyzico for the requestId and run the same command with --request-id=ID.");
    expect(stderr).toContain("No good answer from iyzico (network_error). Looking again.\n");
    expect((await pay("--request-id", simulator.payouts[0]?.requestId ?? "")).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to approve a second auth, when looks show nothing of the first", async () => {
    const { pay, simulator } = await simulated();
    simulator.fault({ kind: "reset-before", operation: "auth" });
    const { exitCode, stdout } = await pay("--locale", "en", "--absent-after", "0.1");
    expect(exitCode).toBe(4);
    expect(flat(stdout)).toContain("Authorisations sent before: 1. Another one may pay everybody once more");
    expect(plain(stdout)).toContain("auth: no complete answer arrived (ECONNRESET).");
    expect(flat((await pay()).stdout)).toContain("Daha önce gönderilen ödeme onayı: 1.");
    expect((await pay("--approve", digestIn(stdout))).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to say whose a payout is that the store does not know, and to approve it", async () => {
    const { pay, simulator, folder } = await simulated([], { balance: "1" });
    await pay();
    simulator.topUp("5000");
    const lost = ["--locale", "en", "--store", join(folder, "another")];
    const taken = await pay(...lost);
    expect(taken.exitCode).toBe(4);
    expect(flat(taken.stdout)).toContain("Find out whose it is.");
    const adopted = await pay(...lost, "--request-id", simulator.payouts[0]?.requestId ?? "");
    expect(adopted.exitCode).toBe(4);
    expect(adopted.stdout).toContain("A person named this payout: the store has no record of it.");
    expect((await pay(...lost, "--approve", digestIn(adopted.stdout))).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to fill a balance that was enough when it was approved, and to approve another auth", async () => {
    const options = { balance: "1230.75", commissionOf: () => "1", insufficientBalance: "auth-again" } as const;
    const { pay, simulator } = await simulated([], options);
    const { exitCode, stdout } = await pay("--locale", "en");
    expect(exitCode).toBe(4);
    expect(flat(stdout)).toContain("The mass payout balance does not cover the payout.");
    expect(stdout).not.toContain("is not known yet");
    simulator.topUp("3");
    const { stdout: filled } = await pay("--locale", "en");
    expect((await pay("--approve", digestIn(filled))).exitCode).toBe(0);
    expect(simulator.balance).toBe("0");
  });

  test("to correct keys that iyzico does not know", async () => {
    const { args, environment } = await simulated();
    const { exitCode, stdout } = await ran([...args, "--locale", "en"], { ...environment, IYZICO_API_KEY: "other" });
    expect(exitCode).toBe(4);
    expect(told(stdout)).toBe(`Mass payout salaries
It can't go on by itself: somebody must do something.

Item              Amount  Commission  State    Status
salaries-1  TRY 1,000.50           –  waiting  –
salaries-2    TRY 200.00           –  waiting  –
salaries-3     TRY 30.25           –  waiting  –

3 payees: 3 waiting

Ordered  TRY 1,230.75

The payout can't be read. Correct the cause and run the same command again.

retrieve: iyzico did not accept the signature or the credentials (errorCode 1001, HTTP 200).

The API key is unknown on this host: usually a sandbox key on the production host or the reverse.
`);
  });
});

describe("pay ends with 3 when all is settled", () => {
  test("and nobody is paid", async () => {
    const { pay } = await simulated(["failed-refunded", "failed-refunded", "failed-refunded"]);
    const { exitCode, stdout } = await pay();
    expect(exitCode).toBe(3);
    expect(stdout).toContain("Tamamlandı: kimseye ödenmedi.");
    expect(stdout).toContain("Ödenmeyenlere yeni bir planla");
  });

  test("and says which payouts somebody must cancel after more than one init", async () => {
    const { pay, simulator } = await simulated(["failed-refunded"]);
    simulator.fault({ kind: "reset-before", operation: "init" });
    const { exitCode, stdout } = await pay("--locale", "en", "--absent-after", "0.05");
    expect(exitCode).toBe(3);
    expect(flat(stdout)).toContain("The payout was sent 2 times (init).");
    expect(flat((await pay()).stdout)).toContain("Talep 2 kez gönderildi (init).");
  });
});

/** Runs it until it says so: on a machine that is busy it may not get as far at first. */
async function openWith(words: string, pay: () => Promise<Ran>): Promise<Ran> {
  for (;;) {
    const result = await pay();
    expect(result.exitCode).toBe(5);
    if (flat(result.stdout).includes(words)) return result;
  }
}

describe("pay ends with 5 when it is not over yet", () => {
  test("and says where it stands, and the same command goes on", async () => {
    const { answer, ...bank } = slowBank();
    const { pay, simulator } = await simulated([], bank);
    const { stdout } = await openWith("3 payees: 3 in flight", () => pay("--locale", "en", "--max-wait", "0.2"));
    expect(stdout).toContain("Not over yet: authorised. The same command goes on with it.\n");
    expect(stdout).not.toContain("deadline");
    answer();
    expect((await pay()).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test.each([
    ["init", "The payout was sent (init), and whether iyzico has it is not known yet. It is not authorised"],
    [
      "auth",
      "The authorisation was sent (auth), and whether iyzico has it is not known yet. Payees may be paid by it.",
    ],
  ] as const)("and what became of the %s is not known", async (operation, doubt) => {
    const { pay, simulator } = await simulated([], { lags: { authorised: 60_000 } });
    simulator.fault({ kind: "reset-after", operation });
    simulator.fault({ kind: "late", ms: operation === "init" ? 60_000 : 0 });
    await openWith(doubt, () => pay("--locale", "en", "--max-wait", "0.2"));
  });

  test("and iyzico does not answer, of which it tells once", async () => {
    const environment = { ...keys, IYZICO_BASE_URL: await answering("", async (url) => url) };
    const { args } = await simulated();
    const failure = "retrieve: no complete answer arrived (ECONNREFUSED).";
    const { stderr } = await openWith(failure, () =>
      ran([...args, "--locale", "en", "--max-wait", "0.2"], environment),
    );
    expect(stderr).toBe("planned: 3 waiting\nNo good answer from iyzico (network_error). Looking again.\n");
    const turkish = await openWith(failure, () => ran([...args, "--max-wait", "0.2"], environment));
    expect(turkish.stdout).toContain("Henüz tamamlanmadı: planlandı. Aynı komut kaldığı yerden devam eder.\n");
    expect(turkish.stderr).toContain("iyzico'dan sağlıklı bir yanıt gelmedi (network_error). Yeniden bakılıyor.\n");
  });

  test("and was stopped, without a result", async () => {
    const { args, environment } = await simulated();
    const signal = AbortSignal.abort();
    const { exitCode, stdout, stderr } = await ran([...args, "--locale", "en"], environment, { signal });
    expect(exitCode).toBe(5);
    expect(stdout).toBe("");
    expect(stderr).toContain("Stopped. The same command goes on where it was.\n");
  });
});

describe("pay ends with 1 when it fails", () => {
  test("because the payment was begun with another plan", async () => {
    const { pay, args } = await simulated();
    await pay();
    writeFileSync(args[1] ?? "", JSON.stringify({ ...plan, items: plan.items.slice(1) }));
    const { exitCode, stdout, stderr } = await pay();
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("this payment was begun with another plan");
  });
});

describe("pay ends with 2 when the call or the plan is wrong", () => {
  test("and tells every fault of the plan in a line of its own", async () => {
    const [payee] = plan.items;
    const planned = {
      key: "salaries",
      items: [
        { ...payee, recipientInfo: "TR00CANARY", description: undefined },
        { ...payee, amount: { value: 1.5, currency: "TRY" } },
        { ...payee, amount: { value: "0.001", currency: "TRY" }, CANARY: 1 },
      ],
    } as unknown as PayoutPlan;
    const { pay, simulator } = await simulated([], {}, { planned });
    const { exitCode, stdout, stderr } = await pay();
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toBe(`mass-payout: nothing was sent (items are counted from 0):
- items[0].recipientInfo is not in the form of an IBAN of any country: capitals and digits, without blanks
- items[0].description is needed
- items[1].amount.value is a number, which may have lost digits already: write it as a text, such as "100.50"
- items[2] has a field that the API does not know
- items[2].amount.value has more than two decimals
`);
    expect(simulator.history).toEqual([]);
  });

  test("unless somebody skips the check", async () => {
    const items = plan.items.map((item, index) => ({
      ...item,
      recipientInfo: "TR000000000000000000000000",
      amount: { value: "1", currency: index === 0 ? ("USD" as const) : ("TRY" as const) },
    }));
    const { pay } = await simulated(["refused"], {}, { planned: { ...plan, items } as PayoutPlan });
    const skipped = ["--locale", "en", "--skip-check", "iban", "--skip-check", "currency"];
    const { exitCode, stdout } = await pay(...skipped);
    // The plan went out: the simulator takes one currency a payout.
    expect(exitCode).toBe(4);
    expect(stdout).toContain("init: iyzico refused the request");
    expect(plain(stdout)).toMatch(/^Ordered +\$1\.00\nOrdered +TRY 2\.00$/m);
  });

  test("and never quotes a plan that is not JSON", async () => {
    const { pay, args } = await simulated();
    writeFileSync(args[1] ?? "", '{"key": "salaries", CANARY }');
    const { exitCode, stderr } = await pay();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/plan\.json is not JSON\.$/m);
  });

  test.each([
    ["Name one file with the plan.", ["--store", "s"]],
    ["Name one file with the plan.", ["one.json", "two.json", "--store", "s"]],
    ["Say with --store in which folder the payment is remembered.", ["plan.json"]],
    ["nowhere.json can't be read (ENOENT).", ["nowhere.json", "--store", "s"]],
    [
      "--skip-check is iban, identityNumber, phone, description or currency.",
      ["p", "--store", "s", "--skip-check", "x"],
    ],
    ["--locale is tr or en.", ["p", "--store", "s", "--locale", "de"]],
    ["--max-wait is a number of seconds", ["p", "--store", "s", "--max-wait", "0"]],
    ["--poll-every is a number of seconds", ["p", "--store", "s", "--poll-every", "soon"]],
    ["--absent-after is a number of seconds", ["p", "--store", "s", "--absent-after", "2147483.648"]],
    ["Unknown option '--page'", ["p", "--page", "1"]],
  ])("%s", async (message, args) => {
    const { exitCode, stdout, stderr } = await ran(["pay", ...args]);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
  });
});

test("pay does not let ids of the plan steer the terminal", async () => {
  const hostile = "\u001b[2J\u202eA\u0007";
  const items = plan.items.map((item, index) => ({ ...item, itemExternalId: `${hostile}${index}` }));
  const { pay } = await simulated([], {}, { planned: { key: hostile, items } });
  const { exitCode, stdout } = await pay();
  expect(exitCode).toBe(0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(stdout).toMatch(/^A2 /m);
});
