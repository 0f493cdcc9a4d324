// What must not compile, with the compiler's reason. Each line below a directive has exactly one fault.
import { createMassPayoutClient, type MassPayoutClient, toMinorUnits } from "@iyzico-mass-payout/client";
import type { paths } from "@iyzico-mass-payout/types";
import createClient from "openapi-fetch";

// @ts-expect-error 2307: and sources
export type { Hmac } from "@iyzico-mass-payout/auth/src/hmac.js";
// @ts-expect-error 2307: the command line is a command and no module
export * from "@iyzico-mass-payout/cli";
// @ts-expect-error 2307: internals are out of reach
export type { Amount } from "@iyzico-mass-payout/client/dist/amount.js";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };

createMassPayoutClient({
  credentials,
  environment: "sandbox",
  // @ts-expect-error 2561: a misspelt option
  timoutMs: 10_000,
});

createMassPayoutClient({
  credentials,
  // @ts-expect-error 2322: no environment of iyzico's
  environment: "staging",
});

export async function refused(iyzico: MassPayoutClient): Promise<void> {
  await iyzico.init({
    externalId: "salaries-2026-11",
    items: [
      {
        itemExternalId: "salary-1",
        recipientType: "PHONE",
        recipientInfo: "+905555555555",
        // @ts-expect-error 2322: a float is no amount
        amount: { value: 100.5, currency: "TRY" },
        description: "November",
      },
    ],
  });
  // @ts-expect-error 2345: nor is it one anywhere else
  toMinorUnits(100.5, "TRY");
  // @ts-expect-error 2554: a wait without a limit
  await iyzico.waitUntilSettled({ requestId: "79cdefc1" });

  const client = createClient<paths>({ baseUrl: "https://sandbox-api.iyzipay.com" });
  await client.POST("/v1/mass/payout/retrieve", {
    params: { query: { locale: "en" } },
    // @ts-expect-error 2322: a page without its payout
    body: { page: 0, size: 40 },
  });
}
