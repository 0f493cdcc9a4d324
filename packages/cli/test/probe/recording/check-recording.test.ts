import { expect, test } from "vitest";
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
  ["name", { recipientName: "Gülşah Işık" }],
  ["name", { contactName: "gülşah" }],
  ["name", { errorMessage: "sahibi Mehmet Kaya olan hesap" }],
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
    requestId: "de123456-7890-4abc-8def-1234567890ab",
    referenceCode: "TR12ABCDEF345678901",
    externalId: "probe-de123456-1-500",
  },
  { errorMessage: "probe-de123456-1-1 is not known", totalAmount: 1000000000.5, systemTime: 1795685460000 },
  { recipientInfo: "TR809999900000000000000001", recipientName: "Alıcı Two", phone: "+905000000001" },
])("what the probe itself writes is not suspected: %j", (fields) => {
  expect(checkRecording(formatRecording(recordingOf(JSON.stringify({ status: "success", ...fields }))))).toEqual([]);
});

test("a header is looked through, and the place shows nothing of what was found", () => {
  const found = checkRecording(
    formatRecording(recordingOf("{}", { "person@mail.example": "1", server: "TR330006100519786457841326" })),
  );
  expect(found.map(({ kind }) => kind)).toEqual(["email", "iban"]);
  expect(JSON.stringify(found)).not.toMatch(/person|0006/);
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
