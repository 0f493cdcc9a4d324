import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { probe as messages } from "../../../src/messages/en/probe.ts";
import { questions } from "../../../src/probe/experiments.ts";
import { withIdentityCheckDigits } from "../../../src/probe/recording/account-forms.ts";
import { checkRecording } from "../../../src/probe/recording/check-recording.ts";
import { formatRecording, type Recording } from "../../../src/probe/recording/recording.ts";
import { probeMerchant } from "../../support/probed-merchant.ts";

function recordingOf(body: string, headers: Record<string, string> = {}): Recording {
  return {
    format: "mass-payout-recording/1",
    destination: "sandbox",
    begunAt: "2026-11-26T09:30:00.000Z",
    signedTarget: "path",
    findings: [],
    exchanges: [
      {
        id: 1,
        series: "first-payout",
        at: "2026-11-26T09:30:00.000Z",
        durationMs: 12,
        request: { method: "GET", path: "/v1/mass/payout/balance?locale=tr", headers: {}, signature: "path" },
        response: { status: 200, headers, body },
      },
    ],
  };
}

test.each([
  ["iban", { recipientInfo: "TR330006100519786457841326" }],
  ["iban", { note: "to TR33 0006 1005 1978 6457 8413 26" }],
  ["iban", { note: "gb29nwbk60161331926819" }],
  ["identity-number", { note: Number(withIdentityCheckDigits("987654321")) }],
  ["phone", { note: "0555 123 45 67" }],
  ["phone", { note: "+905551234567" }],
  ["long-number", { note: 2228853000001 }],
  ["email", { note: "person@mail.example" }],
  ["name", { recipientName: "Çalışan Kişi" }],
  ["name", { contactName: "çalışan" }],
  ["name", { errorMessage: "sahibi Deneme Masa olan hesap" }],
  ["masked-account", { recipientInfo: "TR33****1326" }],
  ["key", { note: "sandbox-l9Md1Gj3IYcmu4NdaWxa" }],
  ["key", { note: "IYZWSv2 QUJDREVG" }],
  ["key", { note: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }],
  ["key", { note: "https://user:password@localhost" }],
])("what looks like %s is found in %j", (kind, fields) => {
  const [found] = checkRecording(formatRecording(recordingOf(JSON.stringify({ status: "success", ...fields }))));
  expect(found).toEqual({ kind, place: expect.stringMatching(/^exchanges\[0\]\.response\.body/) });
});

test.each([
  ["the first of two values of a key", '{"note":"TR330006100519786457841326","note":"x"}'],
  ["a page", "<html>TR330006100519786457841326</html>"],
  ["a key of an object", '{"TR330006100519786457841326":1}'],
])("%s is looked through too", (_, body) => {
  expect(checkRecording(formatRecording(recordingOf(body))).map(({ kind }) => kind)).toContain("iban");
});

test.each([
  {
    requestId: "dcb23456-7890-4bcc-8dcf-1234567890cb",
    referenceCode: "BCDF-345678901",
    externalId: "probe-de123456-1-500",
  },
  { errorMessage: "probe-de123456-1-1 is not known", totalAmount: 1000000000.5, systemTime: 1795685460000 },
  { recipientInfo: "TR809999900000000000000001", recipientName: "Alıcı Two", phone: "+905000000001" },
])("what the probe itself writes is not suspected: %j", (fields) => {
  expect(checkRecording(formatRecording(recordingOf(JSON.stringify({ status: "success", ...fields }))))).toEqual([]);
});

test.each(["sandbox", "production", "test"] as const)(
  "nothing that the probe says of itself is suspected in a recording of %s",
  (destination) => {
    const { answers, reasons, steps } = messages;
    const [exchange] = recordingOf("{}").exchanges as [Recording["exchanges"][number]];
    const said = [...Object.keys(answers), ...Object.keys(reasons)] as (keyof typeof answers)[];
    const exchanges = (["path", "path-and-query", "wrong", "used-before", "none"] as const).flatMap((signature) =>
      Object.keys(steps).map((series) => ({ ...exchange, series, request: { ...exchange.request, signature } })),
    );
    const failed = ["ECONNRESET", "ECONNREFUSED", "TIMEOUT", "INCOMPLETE"].map(
      (failure): Recording["exchanges"][number] => ({ ...exchange, failure }),
    );
    const details = [
      "IBAN of Germany: ok · Turkish letters: errorCode 11",
      "200: ok · 400000 bytes: HTTP 413",
      "INIT/INIT",
    ];
    const findings = said.flatMap((answer) =>
      (["answered", "open", "skipped"] as const).map((status, index) => ({
        ...{ question: questions.locale, experiment: "locale" as const, status, answer, evidence: [1, 2] },
        detail: details[index] as string,
      })),
    );
    const recording: Recording = { ...recordingOf("{}"), destination, exchanges: [...exchanges, ...failed], findings };
    expect(checkRecording(formatRecording(recording))).toEqual([]);
  },
);

describe("what is planted into a recording by hand is found", () => {
  const values = [
    ...["Deneme Ustabaşı", "deneme ustabaşı", "usta", "İŞÇİ", "TR33 0006 1005 1978 6457 8413 26", "0555 123 45 67"],
    ...["10000000146", "905551234567", "person@mail.example", "CANARY-apikey-123456"],
    Buffer.from("Deneme Ustabaşı").toString("base64"),
  ];
  const body =
    '{"status":"success","massPayout":{"externalId":"probe-0123abcd-1","massPayoutStatus":"INIT"},"total":1}';
  const inBody = (change: (value: string) => object) => (value: string) =>
    recordingOf(JSON.stringify({ ...JSON.parse(body), ...change(value) }));
  const [exchange] = recordingOf(body).exchanges as [Recording["exchanges"][number]];
  const inExchange = (change: (value: string) => object) => (value: string) => ({
    ...recordingOf(body),
    exchanges: [{ ...exchange, ...change(value) }],
  });
  const finding = { experiment: "locale", status: "open", answer: "unclear", evidence: [1] };
  const places: Readonly<Record<string, (value: string) => object>> = {
    "a field": inBody((value) => ({ note: value })),
    "a key": inBody((value) => ({ [value]: 1 })),
    "a name": inBody((recipientName) => ({ recipientName })),
    "an account": inBody((recipientInfo) => ({ recipientInfo })),
    "an id": inBody((requestId) => ({ requestId })),
    "a status": inBody((itemStatus) => ({ itemStatus })),
    "a message": inBody((value) => ({ errorMessage: `alıcı ${value} bulunamadı` })),
    "a value that a parser drops": (value) => recordingOf(body.replace("{", `{"total":${JSON.stringify(value)},`)),
    "a page": (value) => recordingOf(`<html><p>${value}</p></html>`),
    "a header": (server) => recordingOf(body, { server }),
    "a header's name": (value) => recordingOf(body, { [value]: "1" }),
    "a path": inExchange((value) => ({
      request: { ...exchange.request, path: `/v1/mass/payout/cancel/${encodeURIComponent(value)}?locale=tr` },
    })),
    "a query": inExchange((value) => ({
      request: { ...exchange.request, path: `/v1/mass/payout/balance?locale=${encodeURIComponent(value)}` },
    })),
    "a request": inExchange((requestId) => ({ request: { ...exchange.request, body: JSON.stringify({ requestId }) } })),
    "what belongs to an exchange": inExchange((failure) => ({ failure })),
    "a request that is none": inExchange((request) => ({ request })),
    "headers that are none": inExchange((headers) => ({ request: { ...exchange.request, headers } })),
    "a path that is none": inExchange((path) => ({ request: { ...exchange.request, path: [path] } })),
    "a body that is none": inExchange((value) => ({ request: { ...exchange.request, body: { note: value } } })),
    "an exchange that is none": (value) => ({ ...recordingOf(body), exchanges: [value] }),
    "exchanges that are none": (value) => ({ ...recordingOf(body), exchanges: value }),
    "a detail": (detail) => ({ ...recordingOf(body), findings: [{ ...finding, detail }] }),
    "another field of a finding": (value) => ({ ...recordingOf(body), findings: [{ ...finding, [value]: 1 }] }),
    "another field of the recording": (note) => ({ ...recordingOf(body), note }),
  };

  test("and nothing is found where nothing is planted", () => {
    expect(checkRecording(JSON.stringify({ ...recordingOf(body), findings: [finding] }))).toEqual([]);
  });

  test.each(Object.entries(places))("in %s", (_, plant) => {
    const missed = values.filter((value) => checkRecording(JSON.stringify(plant(value))).length === 0);
    expect(missed).toEqual([]);
  });
});

test("a header is looked through, and the place shows nothing of what was found", () => {
  const found = checkRecording(
    formatRecording(recordingOf("{}", { "person@mail.example": "1", server: "TR330006100519786457841326" })),
  );
  expect(found.map(({ kind }) => kind)).toEqual(["email", "iban"]);
  expect(JSON.stringify(found)).not.toMatch(/person|0006/);
});

test("of a header that no API has the value is judged, and a key before an address that stands with it", () => {
  const headers = { "x-merchant": "TR330006100519786457841326", server: "sandbox-l9Md1Gj3IYcmu4NdaWxa@mail.example" };
  const found = checkRecording(formatRecording(recordingOf("{}", headers)));
  expect(found.map(({ kind, place }) => [kind, place.replace(/.*headers/, "")])).toEqual([
    ["iban", ".…"],
    ["key", ".server"],
  ]);
});

test("probe check prints each place in both languages, and exits with 1", async () => {
  const { run, write } = await probeMerchant();
  const file = write("shared.json", formatRecording(recordingOf('{"recipientName":"Planted Person"}')));
  const { exitCode, stdout, stderr } = await run(["probe", "check", file]);
  expect([exitCode, stdout]).toEqual([1, "exchanges[0].response.body.recipientName: looks like a name\n"]);
  expect(stderr).toContain("1 place looks like a person or a key.");
  expect((await run(["probe", "check", file, "--locale", "tr"])).stdout).toContain("recipientName: benzediği: ad\n");
  expect(JSON.parse((await run(["probe", "check", file, "--json"])).stdout)).toEqual({
    suspicions: [{ kind: "name", place: "exchanges[0].response.body.recipientName" }],
  });
});

test.each(["{}", "no JSON", '{"format":"another/1"}'])(
  "probe check refuses %j, which is no recording",
  async (content) => {
    const { run, write } = await probeMerchant();
    const { exitCode, stderr } = await run(["probe", "check", write("other.json", content)]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("must be a recording of mass-payout probe")]);
  },
);

test("a key that occurs twice in the recording itself is found", () => {
  const recording = formatRecording(recordingOf("{}"));
  const edited = recording.replace('"findings"', '"findings":[{"detail":"Ödenen Kişi"}],"findings"');
  expect(checkRecording(edited)).toContainEqual({ kind: "text", place: "findings" });
  expect(checkRecording(recording)).toEqual([]);
});

test("a number of the recording that is longer than any duration is found", () => {
  const edited = formatRecording(recordingOf("{}")).replace('"durationMs":12', '"durationMs":4543600000000001');
  expect(checkRecording(edited)).toMatchObject([{ place: "exchanges[0].durationMs" }]);
});

test("a file of lists within lists is no recording", async () => {
  const { write, run } = await probeMerchant();
  const file = write(
    "deep.json",
    `{"format":"mass-payout-recording/1","a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
  );
  const { exitCode, stderr } = await run(["probe", "check", file]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("must be a recording of mass-payout probe")]);
});

test("an account in the place of an amount is replaced in what the probe says of it too", async () => {
  const { changeAnswers, probe, record, readRecording } = await probeMerchant();
  await changeAnswers((answer) => answer.replace(/"totalAmount":[\d.]+/g, '"totalAmount":5551234567'));
  await probe("--only", "total-amount");
  expect(readRecording().findings.find(({ experiment }) => experiment === "total-amount")?.detail).toContain(
    "totalAmount",
  );
  expect(readFileSync(record, "utf8")).not.toContain("5551234567");
});
