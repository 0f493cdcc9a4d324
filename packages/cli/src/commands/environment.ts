import type { Destination, SignedTarget, SigningIdentity } from "@iyzico-mass-payout/client";
import { usageMessages } from "../messages/catalogs.js";
import type { CommandContext } from "./command.js";
import { readText } from "./files.js";
import { type ConnectionFlags, signedTargets } from "./flags.js";
import { type ConnectionSource, readProfile } from "./profiles.js";
import { UsageError } from "./usage-error.js";

/** Where requests go, and with which keys. */
type Connection = Destination & SigningIdentity;

/**
 * The client options that come from a profile or from environment variables. The sandbox is the default destination,
 * because a mistake costs no money there.
 *
 * @throws {UsageError} if a key is missing, or a source cannot be used.
 */
export function connectionOf(
  { profile, signedTarget }: ConnectionFlags,
  { environment, locale }: Pick<CommandContext, "environment" | "locale">,
): Connection {
  const usage = usageMessages.in(locale);
  if (profile !== undefined && environment["MASS_PAYOUT_SIMULATOR"]) throw new UsageError(usage.profileInSimulator);
  const { apiKey, secretKey, baseUrl, target } =
    profile === undefined ? readVariables(environment, locale) : readProfile(profile, environment, locale);
  if (!apiKey || !secretKey) {
    const keys = Object.entries({ IYZICO_API_KEY: apiKey, IYZICO_SECRET_KEY: secretKey });
    throw new UsageError(usage.missingCredentials(keys.flatMap(([name, value]) => (value ? [] : name))));
  }
  return {
    credentials: { apiKey, secretKey },
    signedTarget: signedTarget ?? parseSignedTarget(target, locale),
    ...(baseUrl ? { baseUrl } : { environment: "sandbox" }),
  };
}

const ownNames = ["IYZICO_API_KEY", "IYZICO_SECRET_KEY", "IYZICO_BASE_URL"] as const;
const sdkNames = ["IYZIPAY_API_KEY", "IYZIPAY_SECRET_KEY", "IYZIPAY_URI"] as const;

/**
 * Keys and address come from one set of variables: keys of one set must not go to the address of another. The rule is that of
 * `createMassPayoutClientFromEnv`, and a test holds them together: only the languages and the default address are ours.
 */
function readVariables(environment: NodeJS.ProcessEnv, locale: CommandContext["locale"]): ConnectionSource {
  const target = environment.IYZICO_SIGNED_TARGET;
  const sdk = sdkNames.map((name) => environment[name] || undefined);
  if (!ownNames.some((name) => environment[name] || environment[`${name}_FILE`])) {
    const [apiKey, secretKey, baseUrl] = sdk;
    return { apiKey, secretKey, baseUrl, target };
  }
  const own = ownNames.map((name) => readVariable(name, environment, locale));
  for (const [index, name] of ownNames.entries()) {
    if (sdk[index] === undefined || sdk[index] === own[index]) continue;
    throw new UsageError(usageMessages.in(locale).bothDiffer(name, sdkNames[index] as string));
  }
  const [apiKey, secretKey, baseUrl] = own;
  return { apiKey, secretKey, baseUrl, target };
}

/** A variable, or the content of the file that `…_FILE` names. */
export function readVariable(
  name: string,
  environment: NodeJS.ProcessEnv,
  locale: CommandContext["locale"],
): string | undefined {
  const usage = usageMessages.in(locale);
  const file = environment[`${name}_FILE`];
  if (!file) return environment[name];
  if (environment[name]) throw new UsageError(usage.bothGiven(name, `${name}_FILE`));
  const content = readText(file, locale, `${name}_FILE`).trim();
  if (content === "") throw new UsageError(usage.emptyFile(`${name}_FILE`));
  return content;
}

/** Whether the environment names the database of payouts. */
export function namesDatabase(environment: NodeJS.ProcessEnv): boolean {
  return Boolean(environment["MASS_PAYOUT_DATABASE"] || environment["MASS_PAYOUT_DATABASE_FILE"]);
}

function parseSignedTarget(text: string | undefined, locale: CommandContext["locale"]): SignedTarget | undefined {
  if (!text) return undefined;
  const target = signedTargets.find((known) => known === text);
  if (target !== undefined) return target;
  throw new UsageError(`IYZICO_SIGNED_TARGET ${usageMessages.in(locale).mustBe.oneOf(signedTargets)}.`);
}
