import type { Destination, SignedTarget, SigningIdentity } from "@iyzico-mass-payout/client";
import { parseChoice, UsageError } from "./arguments.js";

const signedTargets = Object.keys({ path: true, "path-and-query": true } satisfies Record<SignedTarget, true>);

/**
 * The client options that come from environment variables. The sandbox is the default destination, because a mistake
 * costs no money there.
 *
 * @param signedTarget the option `--signed-target`, which precedes its variable.
 * @throws {UsageError} if a key is not set, or the signed target is neither of the two.
 */
export function clientOptionsFrom(
  { IYZICO_API_KEY, IYZICO_SECRET_KEY, IYZICO_BASE_URL, IYZICO_SIGNED_TARGET }: NodeJS.ProcessEnv,
  signedTarget: string | undefined,
): Destination & SigningIdentity {
  if (!IYZICO_API_KEY || !IYZICO_SECRET_KEY) {
    const keys = Object.entries({ IYZICO_API_KEY, IYZICO_SECRET_KEY });
    const missing = keys.flatMap(([name, value]) => (value ? [] : name)).join(" and ");
    throw new UsageError(
      `${missing} must be set in the environment: the merchant's keys from iyzico. ` +
        "IYZICO_BASE_URL is the address of iyzico, the sandbox by default.",
    );
  }
  return {
    credentials: { apiKey: IYZICO_API_KEY, secretKey: IYZICO_SECRET_KEY },
    signedTarget: signedTargetOf(signedTarget, IYZICO_SIGNED_TARGET),
    ...(IYZICO_BASE_URL ? { baseUrl: IYZICO_BASE_URL } : { environment: "sandbox" }),
  };
}

function signedTargetOf(option: string | undefined, variable: string | undefined): SignedTarget | undefined {
  if (option !== undefined) return parseSignedTarget("--signed-target", option);
  return variable ? parseSignedTarget("IYZICO_SIGNED_TARGET", variable) : undefined;
}

function parseSignedTarget(subject: string, text: string): SignedTarget {
  return parseChoice(signedTargets as SignedTarget[], subject, text);
}
