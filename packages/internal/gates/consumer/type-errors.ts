// Programs that must not compile, with the code of the compiler's error. Each line below a directive has exactly one error.
import { createMassPayoutClient, type MassPayoutClient, toMinorUnits } from "@iyzico-mass-payout/client";
import { createDurablePayouts, createPostgresRateLimiter, type DurablePayouts } from "@iyzico-mass-payout/durable";
import type { paths } from "@iyzico-mass-payout/types";
import createClient from "openapi-fetch";

// @ts-expect-error 2307: sources are not exported
export type { Hmac } from "@iyzico-mass-payout/auth/src/hmac.js";
// @ts-expect-error 2307: the cli is a command, not a module
export * from "@iyzico-mass-payout/cli";
// @ts-expect-error 2307: internals are not exported
export type { Amount } from "@iyzico-mass-payout/client/dist/money/amount.js";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };

createMassPayoutClient({
  credentials,
  environment: "sandbox",
  // @ts-expect-error 2561: a misspelt option
  timoutMs: 10_000,
});

createMassPayoutClient({
  credentials,
  // @ts-expect-error 2322: an environment that does not exist
  environment: "staging",
});

createDurablePayouts({
  database: "postgres://localhost/payouts",
  approvals: {
    // @ts-expect-error 2322: an amount must be a string here too
    above: [{ currency: "TRY", amount: 100_000, approvers: 3 }],
  },
});
// @ts-expect-error 2554: the number is required
createPostgresRateLimiter("postgres://localhost/payouts");

export async function decideWithoutName(payouts: DurablePayouts): Promise<void> {
  // @ts-expect-error 2554: the name of who approves is required
  await payouts.approve("salaries-2026-11", "digest");
}

export async function makeTypeErrors(iyzico: MassPayoutClient): Promise<void> {
  await iyzico.init({
    externalId: "salaries-2026-11",
    items: [
      {
        itemExternalId: "salary-1",
        recipientType: "PHONE",
        recipientInfo: "+905555555555",
        // @ts-expect-error 2322: an amount must be a string
        amount: { value: 100.5, currency: "TRY" },
        description: "November",
      },
    ],
  });
  // @ts-expect-error 2345: an amount must be a string everywhere
  toMinorUnits(100.5, "TRY");
  // @ts-expect-error 2554: maxWaitMs is required
  await iyzico.waitUntilSettled({ requestId: "79cdefc1" });

  const client = createClient<paths>({ baseUrl: "https://sandbox-api.iyzipay.com" });
  await client.POST("/v1/mass/payout/retrieve", {
    params: { query: { locale: "en" } },
    // @ts-expect-error 2322: an id of the payout is required
    body: { page: 0, size: 40 },
  });
}
