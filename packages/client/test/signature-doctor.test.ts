import { createSigner } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { createMassPayoutClient, diagnoseSignature, type MassPayoutError } from "../src/index.ts";
import { startAnswering } from "./server.ts";

const credentials = { apiKey: "sandbox-CANARY", secretKey: "CANARY-secret" };
const live = { apiKey: "CANARY", secretKey: "CANARY-secret" };
const path = "/v1/mass/payout/retrieve";
const loopback = `http://127.0.0.1:1${path}?locale=tr`;
const initiated = "http://127.0.0.1/v1/mass/payout/init?locale=tr";
const cancelled = "http://127.0.0.1/v1/mass/payout/cancel/";
const body = '{"requestId":"CANARY","page":0,"size":40}';

async function codes(refused: Parameters<typeof diagnoseSignature>[0]): Promise<string[]> {
  const findings = await diagnoseSignature(refused);
  expect(JSON.stringify(findings)).not.toContain("CANARY");
  for (const { message } of findings) expect(message).not.toBe("");
  return findings.map(({ code }) => code);
}
const signed = async (parts: { path: string; body?: string }, by = credentials) =>
  (await createSigner(by).sign(parts)).authorization;

describe("the doctor finds", () => {
  test.each<[string, Parameters<typeof diagnoseSignature>[0]]>([
    ["unusable-credentials", { credentials: { ...credentials, secretKey: "CANARY\n" }, url: loopback }],
    ["unusable-credentials", { credentials: { ...credentials, secretKey: "\ufeffCANARY" }, url: loopback }],
    ["sandbox-key-on-production", { credentials, url: `https://api.iyzipay.com${path}` }],
    ["production-key-on-sandbox", { credentials: live, url: `https://sandbox-api.iyzipay.com${path}` }],
    ["base-path", { credentials, url: `http://127.0.0.1/proxy${path}` }],
    ["unreadable-authorization", { credentials, url: loopback, authorization: "Bearer CANARY" }],
    ["payload-unreadable", { credentials, url: loopback, body: "{CANARY" }],
    ["payload-empty-text", { credentials, url: loopback, body: '{"requestId":""}' }],
    ["payload-too-many-decimals", { credentials, url: loopback, body: '{"page":1.001}' }],
    ["payload-unknown-field", { credentials, url: loopback, body: '{"CANARY":1}' }],
    ["payload-text-for-number", { credentials, url: loopback, body: '{"page":"0"}' }],
    ["payload-unknown-field", { credentials, url: `${cancelled}CANARY`, body: '{"requestId":"CANARY"}' }],
    ["base-path", { credentials, url: `${cancelled.replace("/v1", "/proxy/v1")}CANARY` }],
    ["base-path", { credentials, url: "http://127.0.0.1/x/v1/mass/payout/retrieve/items/CANARY?locale=tr" }],
  ])("%s", async (code, refused) => {
    expect(await codes(refused)).toEqual([code]);
  });

  test("a fault deep inside a body, and where it stands", async () => {
    const url = "http://127.0.0.1/v1/other";
    const deep = '{"items":[{"amount":{"value":1.50}},{"amount":{"value":1.005},"name":""}]}';
    expect(await diagnoseSignature({ credentials, url, body: deep })).toEqual([
      { code: "payload-too-many-decimals", message: "items[1].amount.value has more than two decimals." },
      { code: "payload-empty-text", message: "items[1].… is an empty text; leave it out." },
    ]);
  });

  test("unknown fields and texts for numbers in the items of an init, and where they stand", async () => {
    const items = [
      { itemExternalId: "CANARY", amount: { value: 100.5, currency: "TRY" } },
      { itemExternalId: "CANARY", amount: { value: "100.50", scale: 2 }, desciption: "CANARY" },
      "CANARY",
      { amount: 1.5, nonWithdrawable: "true" },
    ];
    const body = JSON.stringify({ externalId: "CANARY", items, page: 1 });
    expect(await diagnoseSignature({ credentials, url: initiated, body })).toEqual([
      { code: "payload-text-for-number", message: "items[1].amount.value is a text and should be a number." },
      {
        code: "payload-unknown-field",
        message: "items[1].amount has a field that the operation does not know.",
      },
      { code: "payload-unknown-field", message: "items[1] has a field that the operation does not know." },
      { code: "payload-unknown-field", message: "The body has a field that the operation does not know." },
    ]);
  });

  test.each([
    ["a body", '[{"x":1}]'],
    ["items", '{"items":{"x":1}}'],
    ["an item", '{"items":[[{"x":1}],null,7]}'],
  ])("no fields where %s has not the form of one", async (_, body) => {
    expect(await codes({ credentials, url: initiated, body })).toEqual([]);
  });

  test.each([
    ["retrieve", loopback],
    ["init", initiated],
    ["auth", "http://127.0.0.1/v1/mass/payout/auth"],
    ["cancel", `${cancelled}79cdefc1`],
    ["item", "http://127.0.0.1/v1/mass/payout/retrieve/items/b9a2f39c"],
    ["balance", "http://127.0.0.1/v1/mass/payout/balance"],
  ])("nothing wrong with the path of %s", async (_, url) => {
    expect(await codes({ credentials, url })).toEqual([]);
  });

  test("a body, a path or a key that is not the signed one", async () => {
    const right = { credentials, url: loopback, body };
    const changed = body.replace("40", "41");
    const authorization = await signed({ path, body });
    expect(await codes({ ...right, authorization })).toEqual([]);
    expect(await codes({ ...right, authorization, body: changed })).toEqual(["not-what-was-signed"]);
    expect(await codes({ ...right, authorization, url: "http://127.0.0.1/v1/other" })).toEqual(["not-what-was-signed"]);
    const another = await signed({ path, body }, live);
    expect(await codes({ ...right, authorization: another })).toEqual(["another-api-key"]);
  });

  test("no name of a field that may be data in the wrong place", async () => {
    for (const key of ["TR330006100519786457841326", "sandbox-secret", "Ayşe"]) {
      const findings = await diagnoseSignature({
        credentials,
        url: loopback,
        body: JSON.stringify({ items: [{ [key]: "" }] }),
      });
      expect(JSON.stringify(findings)).not.toContain(key);
    }
  });

  test("nothing in a body that is nested without end, and does not fall over it", async () => {
    const body = `${'{"a":'.repeat(3_000)}""${"}".repeat(3_000)}`;
    expect(await codes({ credentials, url: "http://127.0.0.1/v1/other", body })).toEqual([]);
  });

  test("a mistake in the call", async () => {
    await expect(diagnoseSignature({ credentials, url: "/v1/other" })).rejects.toThrow("whole address");
  });

  test("nothing where nothing is to be found, and then the secret is probably wrong", async () => {
    expect(await codes({ credentials, url: loopback, authorization: await signed({ path, body }), body })).toEqual([]);
    expect(
      await codes({ credentials: live, url: `https://api.iyzipay.com${path}`, body: "[1, null, true, 1e999]" }),
    ).toEqual([]);
  });
});

describe("the client's errors carry what was found", () => {
  async function errorOf(text: string, status = 200): Promise<MassPayoutError> {
    await using server = await startAnswering(text, status);
    const iyzico = createMassPayoutClient({
      credentials,
      baseUrl: server.url,
      retry: false,
      // Stands in for a gateway, or for the wrong host.
      fetch: async (input) => {
        const { method, headers, body, signal } = input as Request;
        const content = await new Response(body).text();
        return fetch(new URL(`/prefix${path}`, server.url), { method, headers, body: content, signal });
      },
    });
    return await iyzico.retrieve({ requestId: "CANARY", page: 0, size: 1 }).catch((error) => error);
  }

  test.each([
    ["1000", '{"status":"failure","errorCode":"1000"}', 200],
    ["1001", '{"status":"failure","errorCode":"1001"}', 200],
    ["1007", '{"status":"failure","errorCode":"1007"}', 200],
    ["1009", '{"status":"failure","errorCode":"1009"}', 200],
    ["the gateway's 401", '{"status":401,"errorCode":"5"}', 401],
  ])("after %s", async (_, text, status) => {
    const error = await errorOf(text, status);
    expect(error).toMatchObject({ code: "authentication_failed" });
    // The request went elsewhere than it was signed for.
    expect(error.findings.map(({ code }) => code)).toEqual(["base-path", "not-what-was-signed"]);
  });

  test("and nothing of it after another failure", async () => {
    expect((await errorOf('{"status":"failure","errorCode":"11"}')).findings).toEqual([]);
  });

  test("also when a fetch of the caller's answers with a response that has no address", async () => {
    const iyzico = createMassPayoutClient({
      credentials,
      environment: "production",
      fetch: async () => new Response('{"status":"failure","errorCode":"1001"}'),
    });
    const error = await iyzico.retrieve({ requestId: "1", page: 0, size: 1 }).catch((reason) => reason);
    expect(error.findings.map(({ code }: { code: string }) => code)).toEqual(["sandbox-key-on-production"]);
  });
});
