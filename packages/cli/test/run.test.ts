import { describe, expect, test } from "vitest";
import type { Output } from "../src/output.ts";
import { run } from "../src/run.ts";
import { answering, successText } from "./answering.ts";
import { keys, plain, type Ran, ran } from "./running.ts";

function retrieved(text: string, args: string[] = [], terminal: Partial<Output> = {}, environment = {}): Promise<Ran> {
  return answering(text, (url) =>
    ran(["retrieve", "--request-id", "1", ...args], { ...keys, IYZICO_BASE_URL: url, ...environment }, { terminal }),
  );
}

const documented = successText({
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
      recipientName: "Şükrü Iğdır",
      itemStatus: "DEPOSIT_FAIL",
      errorMessages: ["Hesap kapalı."],
      totalAmount: 1234.5,
      commissionAmount: 20,
    },
  ],
});

describe("retrieve prints a payout", () => {
  test("in English", async () => {
    const { exitCode, stdout, stderr } = await retrieved(documented, ["--locale", "en"]);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(plain(stdout)).toBe(`Mass payout massPayoutId-323
PUBLISHED_TO_QUEUE · in flight
Request published to iyzico internal queue. At least one payment has been sent to the bank.

Total       TRY 201.00
Successful    TRY 0.00
Commission    TRY 0.00

Item      Recipient      Account            Amount  Commission  State           Status
ext-0077  Recipient One  IBAN …6178     TRY 100.50   TRY 20.00  paid            SUCCESS
ext-0099  Şükrü Iğdır    PHONE …5555  TRY 1,234.50   TRY 20.00  needs a person  DEPOSIT_FAIL

  ext-0099: Hesap kapalı.

Items 1–2 of 2: 1 paid, 1 needs a person
Who is paid is decided item by item; the payout's status can't say it.
`);
  });

  test("in Turkish, which is the default", async () => {
    const { stdout } = await retrieved(documented);
    expect(plain(stdout)).toBe(`Toplu ödeme massPayoutId-323
PUBLISHED_TO_QUEUE · işlemde
Talep iyzico'nun iç kuyruğuna aktarıldı. En az bir ödeme bankaya gönderildi.

Toplam    ₺201,00
Başarılı    ₺0,00
Komisyon    ₺0,00

Kalem     Alıcı          Alıcı bilgisi      Tutar  Komisyon  Sonuç               iyzico statüsü
ext-0077  Recipient One  IBAN …6178       ₺100,50    ₺20,00  ödendi              SUCCESS
ext-0099  Şükrü Iğdır    PHONE …5555    ₺1.234,50    ₺20,00  müdahale gerekiyor  DEPOSIT_FAIL

  ext-0099: Hesap kapalı.

2 kalemden 1–2: 1 ödendi, 1 müdahale gerekiyor
Kime ödeme yapıldığı kalem bazında belli olur; toplu ödemenin statüsü bunu göstermez.
`);
  });

  test("as JSON with the client's exact amounts and the state of each status", async () => {
    const { stdout } = await retrieved(documented, ["--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      massPayout: { massPayoutStatus: "PUBLISHED_TO_QUEUE", state: "in-flight", totalAmount: "201" },
      items: [
        { itemStatus: "SUCCESS", state: "paid", totalAmount: "100.5", recipientInfo: "TR920086402100005482986178" },
        { itemStatus: "DEPOSIT_FAIL", state: "needs-a-person" },
      ],
      page: 0,
      size: 40,
      total: 2,
    });
  });

  test("that has no items on this page", async () => {
    const { stdout } = await retrieved(successText({ page: 1, total: 2 }), ["--locale", "en"]);
    expect(stdout).toContain("No items on this page.");
  });

  test("of which this is the second page", async () => {
    const { stdout } = await retrieved(successText({ items: [{}], page: 1, size: 2, total: 3 }), ["--locale", "en"]);
    expect(stdout).toContain("Items 3–3 of 3: 1 waiting");
  });

  test("with amounts that no float can hold, to the last digit", async () => {
    const text = successText({ massPayout: { totalAmount: 7 } }).replace(":7}", ":9007199254740993.01}");
    expect(text).toContain("9007199254740993.01");
    expect(plain((await retrieved(text, ["--locale", "en"])).stdout)).toContain("TRY 9,007,199,254,740,993.01");
  });

  test("with every decimal that counts, and at least two", async () => {
    for (const [wire, shown] of [
      ["20.00000000", "TRY 20.00"],
      ["20.5", "TRY 20.50"],
      ["-0.05", "-TRY 0.05"],
      ["0.123456789012345678901234567890", "TRY 0.12345678901234567890123456789"],
      ["1E-99", `TRY 0.${"0".repeat(98)}1`],
    ] as const) {
      const text = successText({ massPayout: { totalAmount: 7 } }).replace(":7}", `:${wire}}`);
      expect(plain((await retrieved(text, ["--locale", "en"])).stdout)).toContain(`${shown}\n`);
    }
  });

  test("with the reason of an item that has no id", async () => {
    const { stdout } = await retrieved(successText({ items: [{ errorMessages: ["Hesap kapalı."] }] }));
    expect(stdout).toContain("  –: Hesap kapalı.\n");
  });

  test("without the whole of a short account", async () => {
    const item = (recipientInfo: string) => ({ recipientType: "MEMBER_ID", recipientInfo });
    const { stdout } = await retrieved(successText({ items: [item("1234"), item("12"), item("")] }));
    expect(stdout).toContain("MEMBER_ID …4 ");
    expect(stdout).not.toContain("34");
  });

  test("with a currency that nobody knows, and with amounts that are missing", async () => {
    const { stdout } = await retrieved(successText({ massPayout: { currency: "lira", totalAmount: 5 } }), [
      "--locale",
      "en",
    ]);
    expect(stdout).toMatch(/^Total +5\.00$/m);
    expect(stdout).toMatch(/^Successful +–$/m);
  });

  test("with a status that nobody knows yet", async () => {
    const text = successText({ massPayout: { massPayoutStatus: "ARCHIVED" }, items: [{ itemStatus: "REVERSED" }] });
    const { stdout } = await retrieved(text, ["--locale", "en"]);
    expect(stdout).toContain("ARCHIVED · unknown");
    expect(stdout).toContain("1 unknown");
  });

  test("without letting texts of others steer the terminal", async () => {
    const hostile = "\u001b[2J\u001b]0;x\u0007A\u202eB\nC\u009b31m";
    const text = successText({
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
    const { stdout } = await retrieved(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stdout).toContain("ABC");
  });
});

describe("colour", () => {
  const terminal = { isTTY: true, hasColors: () => true } as Partial<Output>;
  const sequence = "\u001b[";

  test("is on a terminal that has it", async () => {
    const { stdout } = await retrieved(documented, [], terminal);
    expect(stdout).toContain(`${sequence}32mödendi`);
  });

  test.each<[string, Partial<Output> | undefined, Record<string, string>]>([
    ["in a pipe", undefined, {}],
    ["on a terminal without colours", { ...terminal, hasColors: () => false } as Partial<Output>, {}],
    ["when NO_COLOR is set", terminal, { NO_COLOR: "1" }],
  ])("is not there %s", async (_, output, environment) => {
    const { stdout } = await retrieved(documented, [], output, environment);
    expect(stdout).not.toContain("\u001b");
  });

  test("is there when NO_COLOR is set to nothing, as its standard says", async () => {
    expect((await retrieved(documented, [], terminal, { NO_COLOR: "" })).stdout).toContain(sequence);
  });

  test("is there without a terminal when FORCE_COLOR asks for it, and not when it says 0", async () => {
    const forced = (FORCE_COLOR: string) => retrieved(documented, [], {}, { FORCE_COLOR });
    expect((await forced("1")).stdout).toContain(sequence);
    expect((await forced("0")).stdout).not.toContain(sequence);
    expect((await retrieved(documented, [], terminal, { FORCE_COLOR: "1", NO_COLOR: "1" })).stdout).not.toContain(
      sequence,
    );
  });

  test("does not move the columns", async () => {
    const coloured = (await retrieved(documented, [], terminal)).stdout;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe((await retrieved(documented)).stdout);
  });
});

describe("a call that can't work ends with 2 and says why", () => {
  test.each<[string, string[], NodeJS.ProcessEnv]>([
    ["Say what to do.", [], keys],
    ["There is no command cancel.", ["cancel"], keys],
    ["Name the payout with --request-id or --external-id.", ["retrieve"], keys],
    ["--locale is tr or en.", ["retrieve", "--request-id", "1", "--locale", "de"], keys],
    ["--page is a whole number.", ["retrieve", "--request-id", "1", "--page", "one"], keys],
    ["--size is a whole number.", ["retrieve", "--request-id", "1", "--size=-1"], keys],
    ["--item-type is VALID or INVALID.", ["retrieve", "--request-id", "1", "--item-type", "ALL"], keys],
    ["Unknown option '--verbose'", ["retrieve", "--verbose"], keys],
    ["Unknown option '--[2Jverbose'", ["retrieve", "--\u001b[2J\u0007[2Jverbose"], keys],
    ["IYZICO_API_KEY and IYZICO_SECRET_KEY must be set", ["retrieve", "--request-id", "1"], {}],
    ["IYZICO_SECRET_KEY must be set", ["retrieve", "--request-id", "1"], { IYZICO_API_KEY: "CANARY" }],
    ["IYZICO_BASE_URL says where iyzico is", ["retrieve", "--request-id", "1"], { IYZICO_API_KEY: "" }],
    ["baseUrl is not https", ["retrieve", "--request-id", "1"], { ...keys, IYZICO_BASE_URL: "http://api.iyzipay.com" }],
    ["size is not a whole number from 1", ["retrieve", "--request-id", "1", "--size", "0"], keys],
  ])("%s", async (message, args, environment) => {
    const { exitCode, stdout, stderr } = await ran(args, environment);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
  });
});

describe("a request that fails ends with 1", () => {
  test("and prints what iyzico said and what to do", async () => {
    const text = '{"status":"failure","errorCode":"1001","errorMessage":"api bilgileri bulunamadı\\u001b[2J"}';
    const { exitCode, stdout, stderr } = await retrieved(text);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(
      stderr,
    ).toBe(`mass-payout: retrieve: iyzico did not accept the signature or the credentials (errorCode 1001, HTTP 200).
iyzico: api bilgileri bulunamadı
The API key is unknown on this host: usually a sandbox key on the production host or the reverse.
`);
  });

  test("and names the system's word for a connection that failed", async () => {
    const environment = { ...keys, IYZICO_BASE_URL: await answering("", async (url) => url) };
    const { exitCode, stderr } = await ran(["retrieve", "--request-id", "1"], environment);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("retrieve: no complete answer arrived (ECONNREFUSED).");
  });
});

test("what is no failure of the client is not hidden", async () => {
  const broken = {
    write() {
      throw new RangeError("no paper");
    },
  };
  const running = run(["--help"], {}, broken, broken, () => new AbortController().signal);
  await expect(running).rejects.toThrow(RangeError);
});
