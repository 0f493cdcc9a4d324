import type { MassPayoutClientOptions } from "@iyzico-mass-payout/client";
import { UsageError } from "./usage-error.js";

/** Where requests go when nobody says otherwise: where no mistake costs money. */
export const sandbox = "https://sandbox-api.iyzipay.com";

/** Who asks, and where, from the variables of the environment. */
export function optionsFrom({
  IYZICO_API_KEY,
  IYZICO_SECRET_KEY,
  IYZICO_BASE_URL,
}: NodeJS.ProcessEnv): Pick<MassPayoutClientOptions, "credentials"> & { baseUrl: string } {
  const missing = Object.entries({ IYZICO_API_KEY, IYZICO_SECRET_KEY }).flatMap(([name, value]) => (value ? [] : name));
  if (!IYZICO_API_KEY || !IYZICO_SECRET_KEY) {
    throw new UsageError(
      `${missing.join(" and ")} must be set in the environment: the merchant's keys from iyzico. ` +
        `IYZICO_BASE_URL says where iyzico is, ${sandbox} when it is not set.`,
    );
  }
  return {
    credentials: { apiKey: IYZICO_API_KEY, secretKey: IYZICO_SECRET_KEY },
    baseUrl: IYZICO_BASE_URL || sandbox,
  };
}
