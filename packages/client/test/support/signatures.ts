import { createVerifier, type SignedTarget, type Verification } from "@iyzico-mass-payout/auth";
import { credentials } from "./client.ts";
import type { Arrival } from "./server.ts";

/** Verifies the signature of a request that arrived, under the keys of `credentials`. */
export function verifyArrival(
  arrival: Arrival | undefined,
  signedTarget: SignedTarget = "path",
): Promise<Verification> {
  const { headers, target = "", body } = arrival ?? {};
  const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey, signedTarget });
  // A request without a body is signed without one.
  return verifier.verify({ authorization: headers?.authorization, path: target, ...(body && { body }) });
}

/** What `verifyArrival` says of a request that the client of these credentials signed. */
export const verified: Verification = { ok: true, apiKey: credentials.apiKey };
