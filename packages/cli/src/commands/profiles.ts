import { statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { usageMessages } from "../messages/catalogs.js";
import type { CommandContext } from "./command.js";
import { reading, readText } from "./files.js";
import { UsageError } from "./usage-error.js";

/** What a source of credentials has. */
export interface ConnectionSource {
  apiKey?: string | undefined;
  secretKey?: string | undefined;
  baseUrl?: string | undefined;
  /** A signed target that is not checked yet. */
  target?: string | undefined;
}

/**
 * The profiles file: MASS_PAYOUT_PROFILES, else mass-payout/profiles.json in the folder that the system has for
 * configuration.
 */
function profilesFileOf({ MASS_PAYOUT_PROFILES, XDG_CONFIG_HOME, APPDATA }: NodeJS.ProcessEnv): string {
  if (MASS_PAYOUT_PROFILES) return MASS_PAYOUT_PROFILES;
  return join(APPDATA || XDG_CONFIG_HOME || join(homedir(), ".config"), "mass-payout", "profiles.json");
}

const fields = ["apiKey", "secretKey", "baseUrl", "signedTarget"] as const;

/**
 * Reads a profile: `{ "production": { "apiKey": "…", "secretKey": "…", "baseUrl": "https://…" } }`.
 *
 * @throws {UsageError} if there is none of this name, or others than its owner can read the file.
 */
export function readProfile(
  name: string,
  environment: NodeJS.ProcessEnv,
  locale: CommandContext["locale"],
): ConnectionSource {
  const usage = usageMessages.in(locale);
  const file = profilesFileOf(environment);
  const text = reading(file, locale, () => {
    // Windows has no such mode: there, the file is protected by its folder.
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
      throw new UsageError(usage.openToOthers(file));
    return readText(file, locale);
  });
  const profiles = parseObject(text);
  if (profiles === undefined) throw new UsageError(usage.invalidProfiles(file));
  if (!Object.hasOwn(profiles, name)) throw new UsageError(usage.unknownProfile(name, file));
  const profile = Object(profiles[name]) as Readonly<Record<string, unknown>>;
  const isValid = Object.entries(profile).every(
    ([field, value]) => fields.some((known) => known === field) && typeof value === "string",
  );
  const { apiKey, secretKey, baseUrl, signedTarget } = profile as Partial<Record<(typeof fields)[number], string>>;
  if (!isValid || !apiKey || !secretKey) throw new UsageError(usage.invalidProfiles(file));
  return { apiKey, secretKey, baseUrl, target: signedTarget };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}
