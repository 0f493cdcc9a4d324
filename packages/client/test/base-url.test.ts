import { describe, expect, test, vi } from "vitest";
import { createMassPayoutClient, isMassPayoutError, type MassPayoutClientOptions } from "../src/index.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "CANARY-secret" };

function rejectionOf(options: Record<string, unknown>): unknown {
  try {
    createMassPayoutClient({ credentials, ...options } as MassPayoutClientOptions);
  } catch (error) {
    return error;
  }
  return undefined;
}

async function addressOf(options: Record<string, unknown>): Promise<string | undefined> {
  let url: string | undefined;
  const iyzico = createMassPayoutClient({
    credentials,
    ...options,
    fetch: async (request: Request) => {
      url = request.url;
      return new Response('{"status":"failure"}');
    },
  } as MassPayoutClientOptions);
  await iyzico.retrieve({ requestId: "1", page: 0, size: 1 }).catch(() => undefined);
  return url;
}

describe("requests go", () => {
  test.each([
    [{ environment: "production" }, "https://api.iyzipay.com/v1/mass/payout/retrieve?locale=tr"],
    [{ environment: "sandbox" }, "https://sandbox-api.iyzipay.com/v1/mass/payout/retrieve?locale=tr"],
    [{ environment: "sandbox", locale: "en" }, "https://sandbox-api.iyzipay.com/v1/mass/payout/retrieve?locale=en"],
    [{ baseUrl: "https://payouts.example:8443/" }, "https://payouts.example:8443/v1/mass/payout/retrieve?locale=tr"],
    [{ baseUrl: "http://127.0.0.1:4010" }, "http://127.0.0.1:4010/v1/mass/payout/retrieve?locale=tr"],
    [{ baseUrl: "http://127.10.20.30" }, "http://127.10.20.30/v1/mass/payout/retrieve?locale=tr"],
    [{ baseUrl: "http://localhost:1" }, "http://localhost:1/v1/mass/payout/retrieve?locale=tr"],
    [{ baseUrl: "http://[::1]:1" }, "http://[::1]:1/v1/mass/payout/retrieve?locale=tr"],
  ])("with %j to %s", async (options, url) => {
    expect(await addressOf(options)).toBe(url);
  });
});

describe("a client is not made", () => {
  test.each<[Record<string, unknown>, string]>([
    [{}, "Give either environment or baseUrl"],
    [{ environment: "sandbox", baseUrl: "https://api.iyzipay.com" }, "Give either environment or baseUrl"],
    [{ environment: "live" }, "environment is neither sandbox nor production"],
    [{ environment: "constructor" }, "environment is neither sandbox nor production"],
    [{ baseUrl: "api.iyzipay.com" }, "baseUrl is not a URL"],
    [{ baseUrl: "" }, "baseUrl is not a URL"],
    [{ baseUrl: "http://api.iyzipay.com" }, "baseUrl is not https"],
    [{ baseUrl: "http://localhost.evil.example" }, "baseUrl is not https"],
    [{ baseUrl: "http://127.0.0.1.evil.example" }, "baseUrl is not https"],
    [{ baseUrl: "http://0.0.0.0" }, "baseUrl is not https"],
    [{ baseUrl: "ftp://localhost" }, "baseUrl is not https"],
    [{ baseUrl: "file:///etc" }, "baseUrl is not https"],
    [{ baseUrl: "https://CANARY:CANARY@api.iyzipay.com" }, "baseUrl contains a user name"],
    [{ baseUrl: "https://:CANARY@api.iyzipay.com" }, "baseUrl contains a user name"],
    [{ baseUrl: "https://api.iyzipay.com/?CANARY" }, "baseUrl contains a query"],
    [{ baseUrl: "https://api.iyzipay.com/#CANARY" }, "baseUrl contains a query or a fragment"],
    [{ baseUrl: "https://proxy.example/CANARY" }, "baseUrl contains a path"],
    [{ environment: "sandbox", locale: "de" }, "locale is neither tr nor en"],
    [{ environment: "sandbox", credentials: { apiKey: "CANARY", secretKey: "CANARY " } }, "secretKey contains white"],
    [{ environment: "sandbox", fetch: 7 }, "fetch is not a function"],
    [{ environment: "sandbox", credentials: undefined }, "credentials: apiKey is not a string"],
  ])("with %j", (options, message) => {
    const refusal = rejectionOf(options);
    expect(refusal).toMatchObject({ code: "invalid_configuration", outcome: "not-sent", attempts: 0 });
    expect(isMassPayoutError(refusal) && refusal.message).toContain(message);
    expect(isMassPayoutError(refusal) && refusal.hint).not.toBe("");
    expect(String(refusal)).not.toContain("CANARY");
  });

  test("without options", () => {
    for (const options of [undefined, null]) {
      expect(() => createMassPayoutClient(options as never)).toThrow("There are no options.");
    }
  });

  test("in a browser, unless the caller insists", () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
    try {
      expect(rejectionOf({ environment: "sandbox" })).toMatchObject({ message: "This is a browser." });
      expect(rejectionOf({ environment: "sandbox", dangerouslyAllowBrowser: true })).toBeUndefined();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("behind a path, and the hint says why", () => {
    expect(rejectionOf({ baseUrl: "https://proxy.example/iyzico" })).toMatchObject({
      hint: expect.stringContaining("signature covers the path"),
    });
  });
});
