import { faultsOf, type InitItem } from "@iyzico-mass-payout/client";
import { describe, expect, test } from "vitest";
import {
  ibanCheckDigits,
  isIban,
  isIdentityNumber,
  withIdentityCheckDigits,
} from "../../../src/probe/recording/account-forms.ts";
import { createRedactor } from "../../../src/probe/recording/redactor.ts";
import { createStandInReader, createStandIns, isStandInName } from "../../../src/probe/recording/stand-ins.ts";

const iban = "TR330006100519786457841326";
const identity = withIdentityCheckDigits("987654321");
const secrets = ["key-of-the-merchant", "c2VjcmV0LW9mLXRoZS1tZXJjaGFudA"];

function redactorOf(names: readonly string[] = ["Çalışan Kişi"], accounts: readonly string[] = [iban]) {
  const standIns = createStandIns("salt", []);
  return createRedactor({ secrets, accounts: new Set(accounts), names: new Set(names) }, standIns);
}

const answer = (fields: object) => JSON.stringify({ status: "success", ...fields });

describe("what iyzico sent stays as it was written", () => {
  test.each([
    '{ "status" : "success",\r\n\t"total":1 }\n',
    '{"status":"success","status":"failure"}',
    '{"totalAmount":100.500,"commissionAmount":0E-8,"total":00,"page":-1e+2,"size":null}',
    '{"massPayout":{"merchantId":000000}}',
    '{"balance":"25399393.5","systemTime":1795685460000}',
    '{"errorCode":50000,"errorMessage":"Request Limit Exceeded"}',
    '{"status":"failure","errorCode":"1000","errorMessage":"Geçersiz imza","errorGroup":null}',
    '{"errorMessage":"\\u0130mza ge\\u00e7ersiz"}',
    '{"receivedDate":"2026-11-26T10:00:00.000+03:00","completedDate":1795685460000}',
    '{"massPayoutStatus":"IYZICO_INSUFFICIENT_BALANCE","itemStatus":"INIT","referenceCode":"N/A"}',
    '{"externalId":"probe-0123abcd-7","items":[{"itemExternalId":"probe-0123abcd-7-2"}]}',
    '\uFEFF{"status":"success"}',
    '{"status":"success","locale":"tr"}',
    '{"status":"success"',
    "",
  ])("%j", (body) => expect(redactorOf().body(body)).toBe(body));
});

describe("personal data is replaced", () => {
  const planted = [
    [answer({ recipientInfo: iban, recipientName: "Çalışan Kişi" }), "in its fields"],
    [answer({ note: `paid to ${iban}` }), "in a field that no document has"],
    [answer({ [iban]: 1 }), "as a key"],
    [answer({ errorMessage: `IBAN ${iban} is invalid` }), "in a message"],
    [answer({ errorMessage: "IBAN TR33 0006 1005 1978 6457 8413 26 geçersiz" }), "with blanks"],
    [answer({ errorMessage: "tr330006100519786457841326" }), "in lower case"],
    [answer({ errorMessage: "ÇALIŞAN KİŞİ bulunamadı" }), "in capitals"],
    [answer({ errorMessage: "calisan kisi not found" }), "without Turkish letters"],
    [answer({ errorMessage: "Kişi adlı alıcı yok" }), "by the last name alone"],
    [answer({ recipientInfo: "TR33 **** **** 1326" }), "masked"],
    [answer({ errorMessage: "hesap TR33****1326" }), "masked in a message"],
    [answer({ owner: { mail: "calisan.kisi@mail.example" } }), "as an e-mail address"],
    [answer({ errorMessage: "ask calisan.kisi@mail.example" }), "as an e-mail address in a message"],
    [answer({ phone: "0555 123 45 67", gsm: 905551234567 }), "as a phone number"],
    [answer({ errorMessage: `kimlik ${identity}` }), "as an identity number"],
    [answer({ errorMessage: "Merchant Deneme Masa Ticaret has no limit" }), "as the name of another person"],
    [answer({ errorMessage: "Masa Deneme" }), "at the beginning of a message"],
    [answer({ errorCode: identity, itemStatus: "ÇALIŞAN KİŞİ", currency: iban }), "in fields of words"],
    [answer({ nested: JSON.stringify({ iban }) }), "as JSON in a text"],
    [answer({ merchantId: 5551234567, requestId: "55512345-6742-4a11-8b2c-0123456789ab" }), "as an id"],
    ["<html><body>Sayın Çalışan Kişi, <a href='mailto:calisan@mail.example'>TR33 0006</a></body></html>", "in a page"],
    [`/* Çalışan */ ${answer({ recipientName: "Çalışan" })}`, "in a comment"],
    [answer({ recipientName: "Çalışan Kişi" }).slice(0, -4), "in an answer that is cut off"],
  ] as const;

  test.each(planted.map(([body, how]) => [how, body]))("%s", (_, body) => {
    const redacted = redactorOf().body(body);
    const flat = redacted.replace(/[\s.-]/g, "").toLocaleLowerCase("tr");
    expect(flat).not.toMatch(/0006|6457|841326|1326|çalışan|calisan|kişi|kisi|deneme|masa|ticaret|5551234|9876543/);
  });

  test("by the same stand-in for the same value, in the same form", () => {
    const redactor = redactorOf();
    const read = (body: string) => JSON.parse(redactor.body(body));
    const first = read(answer({ recipientInfo: iban, recipientName: "Çalışan Kişi" }));
    const second = read(answer({ recipientInfo: "TR33 0006 1005 1978 6457 8413 26", recipientName: "ÇALIŞAN KİŞİ" }));
    expect(isIban(first.recipientInfo)).toBe(true);
    expect(second.recipientInfo.replaceAll(" ", "")).toBe(first.recipientInfo);
    expect(second.recipientInfo).toMatch(/^TR\d\d( \d{4}){5} \d\d$/);
    expect(second.recipientName).toBe(first.recipientName.toLocaleUpperCase("tr"));
    // A masked account shows as much of the stand-in.
    const masked = read(answer({ recipientInfo: "TR33****1326" })).recipientInfo;
    expect(masked).toBe(`${first.recipientInfo.slice(0, 4)}****${first.recipientInfo.slice(-4)}`);
    expect(read(answer({ recipientInfo: "TR660006100519786457841327" })).recipientInfo).not.toBe(first.recipientInfo);
  });

  test("by the same stand-in in fields and in messages, also next to others", () => {
    const redactor = redactorOf();
    const read = (body: string) => JSON.parse(redactor.body(body));
    const { recipientInfo, recipientName } = read(answer({ recipientInfo: iban, recipientName: "Çalışan Kişi" }));
    const { errorMessage } = read(answer({ errorMessage: `hesap ${iban} ve ${iban}, alıcı Çalışan Kişi` }));
    expect(errorMessage).toBe(`hesap ${recipientInfo} ve ${recipientInfo}, alıcı ${recipientName}`);
    expect(read(answer({ status: iban, page: iban }))).toEqual({ status: recipientInfo, page: recipientInfo });
  });

  test("by valid stand-ins for valid values, and by invalid ones for invalid values", () => {
    const redactor = redactorOf([], []);
    const of = (recipientInfo: string) => JSON.parse(redactor.body(answer({ recipientInfo }))).recipientInfo;
    expect(isIban(of(iban))).toBe(true);
    expect(isIban(of(iban.replace("33", "34")))).toBe(false);
    expect(isIban(of("GB29NWBK60161331926819"))).toBe(true);
    expect(isIdentityNumber(of(identity))).toBe(true);
    expect(of("+905551234567")).toMatch(/^\+90500\d{7}$/);
    expect(of("2228853")).toMatch(/^\d{7}$/);
    expect(of("member-Ab7")).toMatch(/^[a-z]{6}-[A-Za-z0-9]{3}$/i);
  });

  test("also in a run that goes on with another redactor", () => {
    const first = createStandIns("salt", []);
    const standIn = first.account(iban);
    const second = createStandIns("salt", first.takeNew());
    expect([second.account(iban), second.takeNew()]).toEqual([standIn, []]);
    expect(second.personName("Other Person")).not.toBe(second.personName("Third Person"));
  });

  test("by another stand-in for each value, which a check knows as one", () => {
    const standIns = createStandIns("salt", []);
    const numbered = Array.from({ length: 1_200 }, (_, index) => String(index).padStart(4, "0"));
    const letters = (number: string) => number.replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] as string);
    const kinds = [
      numbered.map((number) => standIns.personName(`Person ${letters(number)}`)),
      numbered.map((number) => standIns.account(`member-${letters(number)}`)),
      numbered.map((number) => standIns.email(`${letters(number)}@mail.example`)),
    ];
    for (const values of kinds) expect(new Set(values).size).toBe(numbered.length);
    const [names = [], accounts = []] = kinds;
    expect(names.filter((name) => !isStandInName(name))).toEqual([]);
    const reader = createStandInReader();
    expect(accounts.filter((account) => reader.account(account) !== account)).toEqual([]);
  });
});

test("an account that was sent is replaced wherever it stands, as a number too, and short ones keep their length", () => {
  const redactor = redactorOf([], ["2228853", "77"]);
  const read = (fields: object) => JSON.parse(redactor.body(answer(fields)));
  expect(String(read({ total: 2228853 }).total)).toMatch(/^1\d{6}$/);
  expect(read({ page: 77, size: 40 })).toMatchObject({ page: 10, size: 40 });
  expect(read({ recipientInfo: "+12345678" }).recipientInfo).toMatch(/^\+0{6}\d{2}$/);
});

test("a stand-in stays in every field, and a word in the place of an amount does not", () => {
  const { contact, balance } = JSON.parse(redactorOf().body(answer({ contact: "Recipient OneTwo", balance: "Masa" })));
  expect([contact, balance]).toEqual(["Recipient OneTwo", "Xxxx"]);
});

test.each<[InitItem["recipientType"], (count: number) => string]>([
  [
    "IBAN",
    (count) => {
      const account = `0006${count}00000`.padEnd(22, "7");
      return `TR${ibanCheckDigits("TR", account)}${account}`;
    },
  ],
  ["IDENTITY_NUMBER", (count) => withIdentityCheckDigits(`98765${1000 + count}`)],
])("of %s, check digits are right where the client's are", (recipientType, numbered) => {
  const standIns = createStandIns("salt", []);
  const faults = (recipientInfo: string) => {
    const amount = { value: "1.00", currency: "TRY" as const };
    const item = {
      itemExternalId: "1",
      recipientType,
      recipientInfo,
      recipientName: "Recipient One",
      amount,
      description: "November",
    };
    return faultsOf({ externalId: "1", items: [item] }).map(({ reason }) => reason);
  };
  for (let count = 0; count < 100; count += 1) {
    const value = numbered(count);
    expect([faults(value), faults(standIns.account(value))]).toEqual([[], []]);
    const mistyped = value.slice(0, -1) + ((Number(value.slice(-1)) + 1) % 10);
    expect(faults(mistyped)).toHaveLength(1);
    if (recipientType === "IBAN") expect(faults(standIns.account(mistyped))).toEqual(["iban-checksum"]);
  }
});

test("ids keep their shape and their equality", () => {
  const redactor = redactorOf();
  const body = answer({
    requestId: "c95e344a-c7c9-4605-91b8-3f48ee9dece6",
    referenceCode: "REF-0042/x",
    merchantId: 384756,
  });
  const { requestId, referenceCode, merchantId } = JSON.parse(redactor.body(body));
  expect(requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(requestId).not.toContain("c95e344a");
  expect(referenceCode).toMatch(/^[A-Z]{3}-\d{4}\/[a-z]$/);
  expect(String(merchantId)).toMatch(/^[1-9]{6}$/);
  const target = redactor.target("/v1/mass/payout/cancel/c95e344a-c7c9-4605-91b8-3f48ee9dece6?locale=tr");
  expect(target).toBe(`/v1/mass/payout/cancel/${requestId}?locale=tr`);
  expect(redactor.target("/v1/mass/payout/balance?name=Person")).toBe("/v1/mass/payout/balance?xxxx=Xxxxxx");
});

test("keys are removed, and headers that say nothing of iyzico's servers", () => {
  const redactor = redactorOf();
  expect(
    redactor.headers([
      ["authorization", `IYZWSv2 ${secrets[1]}`],
      ["x-iyzi-rnd", "123"],
      ["content-type", "application/json"],
      ["retry-after", "60"],
      ["x-ratelimit-limit", "50"],
      ["set-cookie", "session=person"],
      ["location", "https://pages.example/çalışan kişi"],
      ["x-merchant", "person"],
    ]),
  ).toEqual({
    authorization: "[removed]",
    "x-iyzi-rnd": "[removed]",
    "content-type": "application/json",
    "retry-after": "60",
    "x-ratelimit-limit": "50",
    location: expect.not.stringContaining("kişi"),
  });
  const message = (text: string) => redactor.body(JSON.stringify({ errorMessage: text, errorCode: text }));
  for (const secret of [
    ...secrets,
    `IYZWSv2 ${"QUJD".repeat(12)}`,
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c",
  ]) {
    expect(message(`got ${secret}!`)).not.toContain(secret.slice(-12));
  }
});

describe("no form of personal data is left", () => {
  const iban2 = "TR33 0006 1005 1978 6457 8413 26";
  const planted: Readonly<Record<string, object>> = {
    "a name in lower case in a message": { message: "deneme masa adlı alıcı yok" },
    "a name with a Turkish ending": { errorMessage: "Deneme Masa'nın hesabı geçersiz" },
    "a phone number with slashes": { errorMessage: "0555/123/45/67" },
    "a phone number in pairs": { errorMessage: "0 55 51 23 45 67 aranamadı" },
    "a phone number in brackets": { phone: "(0555) 123 45 67" },
    "a phone number as an amount": { totalAmount: 5_551_234_567, balance: "5551234567" },
    "an identity number as a count": { total: Number(identity), page: Number(identity) },
    "a name as a word of the API": { status: "Deneme", currency: "Masa", errorGroup: "DENEME_MASA", locale: "ticaret" },
    "a name as a key": { deneme: 1, denemeMasa: { masa: 2 }, "0555 123": 3 },
    "a name as an id": { requestId: "Masa", conversationId: "deneme-masa", referenceCode: "çalışan" },
    "an account as an id": { externalId: iban2, massPayoutRequestId: identity },
    "text in another encoding": { note: "%44%65neme", code: Buffer.from("Deneme Masa").toString("base64") },
    "a name over two fields": { first: "Deneme", last: "Masa" },
    "an e-mail address with Turkish letters": { errorMessage: "çalışan@ticaret.example" },
    "an id of the probe with more than it gave": { externalId: "probe-0123abcd-deneme-5551234" },
    "a short name in the place of an id": { referenceCode: "Masa" },
  };

  test.each(Object.entries(planted))("%s", (_, fields) => {
    const redacted = redactorOf().body(answer(fields));
    const flat = redacted.replace(/[\s./-]/g, "").toLocaleLowerCase("tr");
    expect(flat).not.toMatch(/0006|6457|841326|çalışan|calisan|deneme|masa|ticaret|5551234|9876543|rgvuzw1l|%44/);
    expect(() => JSON.parse(redacted)).not.toThrow();
  });

  test("in a header", () => {
    const headers = redactorOf().headers([
      ["server", "Deneme/1.0"],
      ["server-timing", "masa"],
      ["via", "1.1 usta"],
      ["x-ratelimit-remaining", "Masa"],
      ["location", "https://pages.example/deneme?iban=TR330006100519786457841326"],
    ]);
    expect(JSON.stringify(headers)).not.toMatch(/deneme|masa|usta|0006/i);
  });

  test("in a path", () => {
    const { target } = redactorOf();
    expect(target("/v1/mass/payout/cancel/deneme?locale=tr")).toMatch(
      /^\/v1\/mass\/payout\/cancel\/[bcdf]{6}\?locale=tr$/,
    );
    expect(target("/v1/mass/payout/cancel/%E0%A4%A?locale=tr")).not.toContain("%E0%A4");
  });

  test("and other names of fields have stand-ins that tell them apart", () => {
    const redacted = redactorOf().body('{"deneme":1,"masa":2,"massPayoutStatus":"INIT","deneme":3}');
    expect(redacted).toBe('{"unknownField1":1,"unknownField2":2,"massPayoutStatus":"INIT","unknownField1":3}');
  });

  test("in a tag of a page", () => {
    expect(redactorOf().body("<html><Deneme>Masa</Deneme></html>")).toBe("<html><Xxxxxx>Xxxx</Xxxxxx></html>");
  });

  test("and a number stays one", () => {
    const redacted = redactorOf().body('{"rate":5551234.567e-2,"level":-12345678,"ratio":0.25,"size":123456789}');
    expect(redacted).toMatch(/^\{"rate":1\d{6}\.000e-2,"level":-1\d{7},"ratio":1\.00,"size":1\d{8}\}$/);
  });
});

test("a phone in parts, and the end of an account, are replaced in a field that no document has", () => {
  const body = redactorOf().body('{"phone":[555,123,4567],"last":1326,"count":12,"total":1326}');
  expect(body).not.toMatch(/555|123\D|4567|"last":1326/);
  expect(body).toContain('"count":12,"total":1326');
});

test("a number that is longer than any sum is no amount", () => {
  expect(redactorOf().body('{"balance":4543600000000001}')).not.toContain("45436");
});
