import { describe, expect, test } from "vitest";
import { isMassPayoutError, type MassPayoutClientOptions } from "../../src/index.ts";
import { clientFor, configurationError } from "../support/client.ts";

/** The address that a client with these options sends to. */
async function addressOf(options: Record<string, unknown>): Promise<string | undefined> {
  let url: string | undefined;
  const iyzico = clientFor(
    undefined as never,
    {
      ...options,
      async fetch(request) {
        url = request.url;
        return new Response('{"status":"failure"}');
      },
    } as Partial<MassPayoutClientOptions>,
  );
  await iyzico.retrieve({ requestId: "1", page: 0, size: 1 }).catch(() => undefined);
  expect(iyzico.origin).toBe(url && new URL(url).origin);
  return url;
}

describe("a client sends", () => {
  test.each([
    [{ environment: "production" }, "https://api.iyzipay.com/v1/mass/payout/retrieve?locale=tr"],
    [{ environment: "sandbox" }, "https://sandbox-api.iyzipay.com/v1/mass/payout/retrieve?locale=tr"],
    [{ environment: "sandbox", locale: "en" }, "https://sandbox-api.iyzipay.com/v1/mass/payout/retrieve?locale=en"],
    [{ baseUrl: "https://payouts.example:8443/" }, "https://payouts.example:8443/v1/mass/payout/retrieve?locale=tr"],
    [{ baseUrl: "http://127.0.0.1:4010" }, "http://127.0.0.1:4010/v1/mass/payout/retrieve?locale=tr"],
    [{ baseUrl: "http://127.10.20.30" }, "http://127.10.20.30/v1/mass/payout/retrieve?locale=tr"],
    [{ baseUrl: "http://localhost:1" }, "http://localhost:1/v1/mass/payout/retrieve?locale=tr"],
    [{ baseUrl: "http://[::1]:1" }, "http://[::1]:1/v1/mass/payout/retrieve?locale=tr"],
  ])("with the options %j to %s", async (options, url) => {
    expect(await addressOf(options)).toBe(url);
  });
});

describe("an address is rejected", () => {
  test.each<[Record<string, unknown>, string]>([
    [{}, "Either environment or baseUrl is required"],
    [{ environment: "sandbox", baseUrl: "https://api.iyzipay.com" }, "Either environment or baseUrl is required"],
    [{ environment: "live" }, "environment must be sandbox or production"],
    [{ environment: "constructor" }, "environment must be sandbox or production"],
    [{ baseUrl: "api.iyzipay.com" }, "baseUrl must be a URL"],
    [{ baseUrl: "" }, "baseUrl must be a URL"],
    [{ baseUrl: "http://api.iyzipay.com" }, "baseUrl must be https"],
    [{ baseUrl: "http://localhost.evil.example" }, "baseUrl must be https"],
    [{ baseUrl: "http://127.0.0.1.evil.example" }, "baseUrl must be https"],
    [{ baseUrl: "http://0.0.0.0" }, "baseUrl must be https"],
    [{ baseUrl: "ftp://localhost" }, "baseUrl must be https"],
    [{ baseUrl: "file:///etc" }, "baseUrl must be https"],
    [{ baseUrl: "https://CANARY:CANARY@api.iyzipay.com" }, "baseUrl must not contain a user name"],
    [{ baseUrl: "https://:CANARY@api.iyzipay.com" }, "baseUrl must not contain a user name"],
    [{ baseUrl: "https://api.iyzipay.com/?CANARY" }, "baseUrl must not contain a query"],
    [{ baseUrl: "https://api.iyzipay.com/#CANARY" }, "baseUrl must not contain a query or a fragment"],
    [{ baseUrl: "https://proxy.example/CANARY" }, "baseUrl must not contain a path"],
  ])("in %j", (options, message) => {
    const error = configurationError(options);
    expect(error).toMatchObject({ code: "invalid_configuration", outcome: "not-sent", attempts: 0 });
    expect(isMassPayoutError(error) && error.message).toContain(message);
    expect(isMassPayoutError(error) && error.hint).not.toBe("");
    expect(String(error)).not.toContain("CANARY");
  });

  test("that has a path, with a hint that says why", () => {
    expect(configurationError({ baseUrl: "https://proxy.example/iyzico" })).toMatchObject({
      hint: expect.stringContaining("signature covers the path"),
    });
  });
});
