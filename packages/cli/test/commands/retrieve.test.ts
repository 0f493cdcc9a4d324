import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { pageJson, withServer } from "../support/http-server.ts";
import { type CliResult, keys, runCli, withPlainSpaces } from "../support/run-cli.ts";
import { itemsOf, simulateMerchant } from "../support/simulated-merchant.ts";

/** Runs `retrieve` against a server that answers with `json`. */
function retrieve(json: string, ...args: string[]): Promise<CliResult> {
  return withServer(json, (url) =>
    runCli(["retrieve", "--request-id", "1", ...args], { ...keys, IYZICO_BASE_URL: url }),
  );
}

const documented = pageJson({
  massPayout: { externalId: "massPayoutId-323", totalAmount: 201, totalSuccessfulAmount: 0, totalCommissionAmount: 0 },
  items: [
    {
      itemExternalId: "ext-0077",
      recipientType: "IBAN",
      recipientInfo: "TR920086402100005482986178",
      recipientName: "Recipient One",
      itemStatus: "SUCCESS",
      totalAmount: 100.5,
      commissionAmount: 20,
    },
    {
      itemExternalId: "ext-0099",
      recipientType: "PHONE",
      recipientInfo: "+905555555555",
      recipientName: "Alıcı Sıfır",
      itemStatus: "DEPOSIT_FAIL",
      errorMessages: ["Hesap kapalı."],
      totalAmount: 1234.5,
      commissionAmount: 20,
    },
  ],
});

describe("retrieve prints a payout", () => {
  test("in English", async () => {
    const { exitCode, stdout, stderr } = await retrieve(documented, "--locale", "en");
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(withPlainSpaces(stdout)).toBe(`Mass payout massPayoutId-323
PUBLISHED_TO_QUEUE · in flight
Request published to iyzico internal queue. At least one payment has been sent to the bank.

Total       TRY 201.00
Successful    TRY 0.00
Commission    TRY 0.00

Item      Recipient      Account            Amount  Commission  State            Status
ext-0077  Recipient One  IBAN …6178     TRY 100.50   TRY 20.00  paid             SUCCESS
ext-0099  Alıcı Sıfır    PHONE …5555  TRY 1,234.50   TRY 20.00  action required  DEPOSIT_FAIL

  ext-0099: Hesap kapalı.

Items 1–2 of 2: 1 paid, 1 action required
Payment is decided item by item: the payout's status does not say which items are paid.
`);
  });

  test.each(["en", "tr"])("in a table that fits its terminal in %s, with whole amounts", async (locale) => {
    const long = documented.replace("Recipient One", "Recipient One of the Very Long Names ".repeat(3).trim());
    const { stdout } = await withServer(long, (url) =>
      runCli(
        ["retrieve", "--request-id", "1", "--locale", locale],
        { ...keys, IYZICO_BASE_URL: url },
        { terminal: { isTTY: true, columns: 88 } },
      ),
    );
    for (const line of stdout.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(88);
    expect(withPlainSpaces(stdout)).toMatch(/Recipie.*… .*(₺|TRY )100[.,]50/);
  });

  test("in Turkish by default", async () => {
    const { stdout } = await retrieve(documented);
    expect(withPlainSpaces(stdout)).toBe(`Toplu ödeme massPayoutId-323
PUBLISHED_TO_QUEUE · işlemde
Talep iyzico'nun iç kuyruğuna aktarıldı. En az bir ödeme bankaya gönderildi.

Toplam    ₺201,00
Başarılı    ₺0,00
Komisyon    ₺0,00

Kalem     Alıcı          Alıcı bilgisi      Tutar  Komisyon  Durum            iyzico statüsü
ext-0077  Recipient One  IBAN …6178       ₺100,50    ₺20,00  ödendi           SUCCESS
ext-0099  Alıcı Sıfır    PHONE …5555    ₺1.234,50    ₺20,00  işlem gerekiyor  DEPOSIT_FAIL

  ext-0099: Hesap kapalı.

2 kalemden 1–2: 1 ödendi, 1 işlem gerekiyor
Ödemenin yapılıp yapılmadığı kalem bazında belli olur; toplu ödemenin statüsü bunu göstermez.
`);
  });

  test("as JSON, with the client's exact amounts, full accounts and the state of each status", async () => {
    const { stdout } = await retrieve(documented, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      massPayout: { massPayoutStatus: "PUBLISHED_TO_QUEUE", state: "in-flight", totalAmount: "201" },
      items: [
        { itemStatus: "SUCCESS", state: "paid", totalAmount: "100.5", recipientInfo: "TR920086402100005482986178" },
        { itemStatus: "DEPOSIT_FAIL", state: "action-required" },
      ],
      page: 0,
      size: 40,
      total: 2,
    });
  });

  test("by its external id", async () => {
    await withServer(pageJson({}), async (url, received) => {
      await runCli(["retrieve", "--external-id", "m-1", "--page", "3"], { ...keys, IYZICO_BASE_URL: url });
      expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({ externalMassPayoutId: "m-1", page: 3, size: 40 });
    });
  });

  test("whose page has no items", async () => {
    const { stdout } = await retrieve(pageJson({ page: 1, total: 2 }), "--locale", "en");
    expect(stdout).toContain("No items on this page.");
  });

  test("with the range of the items on its second page", async () => {
    const { stdout } = await retrieve(pageJson({ items: [{}], page: 1, size: 2, total: 3 }), "--locale", "en");
    expect(stdout).toContain("Items 3–3 of 3: 1 waiting");
  });

  test("with amounts that no float can hold, to the last digit", async () => {
    for (const [wire, formatted] of [
      ["9007199254740993.01", "TRY 9,007,199,254,740,993.01"],
      ["1E-99", `TRY 0.${"0".repeat(98)}1`],
    ] as const) {
      const json = pageJson({ massPayout: { totalAmount: 7 } }).replace(":7}", `:${wire}}`);
      expect(json).toContain(wire);
      const { stdout } = await retrieve(json, "--locale", "en");
      expect(withPlainSpaces(stdout)).toContain(`${formatted}\n`);
    }
  });

  test("with the error message of an item that has no id", async () => {
    const { stdout } = await retrieve(pageJson({ items: [{ errorMessages: ["Hesap kapalı."] }] }));
    expect(stdout).toContain("  –: Hesap kapalı.\n");
  });

  test("with at most a third of a short account", async () => {
    const item = (recipientInfo: string) => ({ recipientType: "MEMBER_ID", recipientInfo });
    const { stdout } = await retrieve(pageJson({ items: [item("1234"), item("12"), item("")] }));
    expect(stdout).toContain("MEMBER_ID …4 ");
    expect(stdout).not.toContain("34");
  });

  test("with an unknown currency, and with amounts that are missing", async () => {
    const { stdout } = await retrieve(pageJson({ massPayout: { currency: "lira", totalAmount: 5 } }), "--locale", "en");
    expect(stdout).toMatch(/^Total +5\.00$/m);
    expect(stdout).toMatch(/^Successful +–$/m);
  });

  test("with unknown statuses, in the state unknown", async () => {
    const json = pageJson({ massPayout: { massPayoutStatus: "ARCHIVED" }, items: [{ itemStatus: "REVERSED" }] });
    const { stdout } = await retrieve(json, "--locale", "en");
    expect(stdout).toContain("ARCHIVED · unknown");
    expect(stdout).toContain("1 unknown");
  });

  test("without the control characters of its texts", async () => {
    const hostile = "\u001b[2J\u001b]0;x\u0007A\u202eB\nC\u009b31m";
    const json = pageJson({
      massPayout: { externalId: hostile, massPayoutStatus: hostile },
      items: [
        {
          itemExternalId: hostile,
          recipientName: hostile,
          recipientType: hostile,
          itemStatus: hostile,
          errorMessages: [hostile],
        },
      ],
    });
    const { stdout } = await retrieve(json);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be printed
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stdout).toContain("ABC");
  });
});

describe("retrieve ends with 2 if the call is wrong", () => {
  test.each([
    ["--request-id or --external-id is required.", []],
    ["--locale must be one of tr, en.", ["--request-id", "1", "--locale", "de"]],
    ["--page must be a non-negative integer.", ["--request-id", "1", "--page", "one"]],
    ["--size must be a non-negative integer.", ["--request-id", "1", "--size=-1"]],
    ["size must be a positive integer", ["--request-id", "1", "--size", "0"]],
    ["--item-type must be one of VALID, INVALID.", ["--request-id", "1", "--item-type", "ALL"]],
    ["--signed-target must be one of path, path-and-query.", ["--request-id", "1", "--signed-target", "query"]],
  ])("%s", async (message, args) => {
    const { exitCode, stdout, stderr } = await runCli(["retrieve", ...args], { ...keys, LANG: "en_US.UTF-8" });
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
  });
});

describe("retrieve --all", () => {
  test("prints every item of all pages, those that iyzico rejected included", async () => {
    const { run, iyzico } = await simulateMerchant({
      outcomeOf: ({ itemExternalId }) => (itemExternalId === "nov-1" ? "rejected" : "paid"),
    });
    await iyzico.init({ externalId: "nov", items: itemsOf("nov", 5) });
    const { exitCode, stdout } = await run(["retrieve", "--external-id", "nov", "--all", "--size", "2"]);
    expect(exitCode).toBe(0);
    for (const id of [1, 2, 3, 4, 5]) expect(stdout).toContain(`nov-${id} `);
    expect(stdout).toContain("Items 1–5 of 5: 4 waiting, 1 rejected");
    const json = JSON.parse((await run(["retrieve", "--external-id", "nov", "--all", "--json"])).stdout);
    expect(json).toMatchObject({ massPayout: { state: "waiting" }, settlement: { state: "open" } });
    expect(json.items).toHaveLength(5);
  });

  test("prints a payout that shows no items", async () => {
    const { stdout } = await retrieve(
      pageJson({ massPayout: { massPayoutStatus: "INIT" } }),
      "--all",
      "--locale",
      "en",
    );
    expect(stdout).toContain("The payout has no items.");
  });

  test("fails if the rejected items cannot be listed", async () => {
    const { run, iyzico } = await simulateMerchant({ invalidListing: "always-rejected" });
    await iyzico.init({ externalId: "nov", items: itemsOf("nov", 1) });
    expect((await run(["retrieve", "--external-id", "nov", "--all"])).exitCode).toBe(1);
  });

  test("refuses the options of a part of the items", async () => {
    const { exitCode, stderr } = await retrieve(pageJson({}), "--all", "--page", "1", "--locale", "en");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("must be left out with --all")]);
  });
});
