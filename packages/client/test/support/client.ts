import { expect } from "vitest";
import {
  createMassPayoutClient,
  isMassPayoutError,
  type MassPayoutClient,
  type MassPayoutClientOptions,
  type MassPayoutError,
} from "../../src/index.ts";

export const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };

/** A client that sends each request once, to this address. */
export function clientFor(baseUrl: string, options: Partial<MassPayoutClientOptions> = {}): MassPayoutClient {
  return createMassPayoutClient({ credentials, baseUrl, retry: false, ...options } as MassPayoutClientOptions);
}

/** The error that the client throws for these options, with `credentials` where they have none; `undefined` if it throws none. */
export function configurationError(options: Record<string, unknown>): unknown {
  try {
    createMassPayoutClient({ credentials, ...options } as MassPayoutClientOptions);
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The MassPayoutError that a call rejects with. It has a hint, and repeats no canary. */
export async function rejectionOf(call: Promise<unknown>): Promise<MassPayoutError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isMassPayoutError(error)) throw new Error("The call must reject with a MassPayoutError.", { cause: error });
  expect(`${error.message} ${error.hint} ${JSON.stringify(error)}`).not.toContain("CANARY");
  expect(error.hint).not.toBe("");
  return error;
}
