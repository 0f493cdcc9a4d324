import { createSigner, type SignedTarget } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { diagnoseSignature, type MassPayoutError, type RejectedRequest } from "../../src/index.ts";
import { failureAnswer } from "../support/answers.ts";
import { clientFor } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";

const credentials = { apiKey: "sandbox-CANARY", secretKey: "CANARY-secret" };
const live = { apiKey: "CANARY", secretKey: "CANARY-secret" };
const path = "/v1/mass/payout/retrieve";
const loopback = `http://127.0.0.1:1${path}?locale=tr`;
const initiated = "http://127.0.0.1/v1/mass/payout/init?locale=tr";
const cancelled = "http://127.0.0.1/v1/mass/payout/cancel/";
const body = '{"requestId":"CANARY","page":0,"size":40}';

/** The codes of the findings, which must not repeat a key or a value. */
async function codesOf(rejected: RejectedRequest): Promise<string[]> {
  const findings = await diagnoseSignature(rejected);
  expect(JSON.stringify(findings)).not.toContain("CANARY");
  for (const { message } of findings) expect(message).not.toBe("");
  return findings.map(({ code }) => code);
}
const sign = async (
  parts: { path: string; body?: string },
  { signer = credentials, signedTarget = "path" }: { signer?: typeof credentials; signedTarget?: SignedTarget } = {},
) => (await createSigner(signer, { signedTarget }).sign(parts)).authorization;

describe("a diagnosis finds", () => {
  test.each<[string, RejectedRequest]>([
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
  ])("%s", async (code, rejected) => {
    expect(await codesOf(rejected)).toEqual([code]);
  });

  test.each([
    ["retrieve", loopback],
    ["init", initiated],
    ["auth", "http://127.0.0.1/v1/mass/payout/auth"],
    ["cancel", `${cancelled}79cdefc1`],
    ["item", "http://127.0.0.1/v1/mass/payout/retrieve/items/b9a2f39c"],
    ["balance", "http://127.0.0.1/v1/mass/payout/balance"],
  ])("nothing wrong with the path of %s", async (_, url) => {
    expect(await codesOf({ credentials, url })).toEqual([]);
  });

  test("a body, a path or a key that differs from the signed one", async () => {
    const right = { credentials, url: loopback, body };
    const changed = body.replace("40", "41");
    const authorization = await sign({ path, body });
    expect(await codesOf({ ...right, authorization })).toEqual([]);
    expect(await codesOf({ ...right, authorization, body: changed })).toEqual(["not-what-was-signed"]);
    expect(await codesOf({ ...right, authorization, url: "http://127.0.0.1/v1/other" })).toEqual([
      "not-what-was-signed",
    ]);
    const another = await sign({ path, body }, { signer: live });
    expect(await codesOf({ ...right, authorization: another })).toEqual(["another-api-key"]);
  });

  test("a signature over another part of the URL than the one that was to be signed", async () => {
    const target = `${path}?locale=tr`;
    const right = { credentials, url: loopback, body };
    const overPath = await sign({ path: target, body });
    const overQuery = await sign({ path: target, body }, { signedTarget: "path-and-query" });
    expect(await codesOf({ ...right, authorization: overPath })).toEqual([]);
    expect(await codesOf({ ...right, authorization: overQuery, signedTarget: "path-and-query" })).toEqual([]);
    expect(await codesOf({ ...right, authorization: overQuery })).toEqual(["another-signed-target"]);
    expect(await codesOf({ ...right, authorization: overPath, signedTarget: "path-and-query" })).toEqual([
      "another-signed-target",
    ]);
    const messages = [
      await diagnoseSignature({ ...right, authorization: overQuery }),
      await diagnoseSignature({ ...right, authorization: overPath, signedTarget: "path-and-query" }),
    ].map(([finding]) => finding?.message);
    expect(new Set(messages).size).toBe(2);
  });

  test("keys of the other environment in the header when it is given no credentials", async () => {
    const url = `https://api.iyzipay.com${path}`;
    const authorization = await sign({ path, body });
    expect(await codesOf({ url, body, authorization })).toEqual(["sandbox-key-on-production"]);
    expect(await codesOf({ url, body, authorization: "Bearer CANARY" })).toEqual(["unreadable-authorization"]);
    expect(await codesOf({ url, body })).toEqual([]);
  });

  test("an error in the call", async () => {
    await expect(diagnoseSignature({ credentials, url: "/v1/other" })).rejects.toThrow("url must be the whole URL");
  });

  test("nothing in a request without a fault: the secret key is probably wrong then", async () => {
    expect(await codesOf({ credentials, url: loopback, authorization: await sign({ path, body }), body })).toEqual([]);
    expect(
      await codesOf({ credentials: live, url: `https://api.iyzipay.com${path}`, body: "[1, null, true, 1e999]" }),
    ).toEqual([]);
  });
});

describe("the client's errors have the findings", () => {
  async function errorOf(text: string, status = 200): Promise<MassPayoutError> {
    await using server = await startAnswering(text, status);
    const iyzico = clientFor(server.url, {
      credentials,
      // As a gateway would forward it.
      fetch: async ({ method, headers, body, signal }) => {
        const content = await new Response(body).text();
        return fetch(new URL(`/prefix${path}`, server.url), { method, headers, body: content, signal });
      },
    });
    return await iyzico.retrieve({ requestId: "CANARY", page: 0, size: 1 }).catch((error) => error);
  }

  test.each([
    ["1000", failureAnswer("1000"), 200],
    ["1001", failureAnswer("1001"), 200],
    ["1007", failureAnswer("1007"), 200],
    ["1009", failureAnswer("1009"), 200],
    ["the gateway's 401", '{"status":401,"errorCode":"5"}', 401],
  ])("after %s", async (_, text, status) => {
    const error = await errorOf(text, status);
    expect(error).toMatchObject({ code: "authentication_failed" });
    // The request went to another path than the signed one.
    expect(error.findings.map(({ code }) => code)).toEqual(["base-path", "not-what-was-signed"]);
  });

  test("and none after another failure", async () => {
    expect((await errorOf(failureAnswer("11"))).findings).toEqual([]);
  });

  test("even if the response of the caller's fetch has no URL", async () => {
    const iyzico = clientFor(
      undefined as never,
      {
        credentials,
        environment: "production",
        fetch: async () => new Response(failureAnswer("1001")),
      } as never,
    );
    const error = await iyzico.retrieve({ requestId: "1", page: 0, size: 1 }).catch((reason) => reason);
    expect(error.findings.map(({ code }: { code: string }) => code)).toEqual(["sandbox-key-on-production"]);
  });
});
