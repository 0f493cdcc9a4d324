import type { SignedTarget } from "@iyzico-mass-payout/auth";
import type { MassPayoutClient } from "./client.js";
import type { MassPayoutClientOptions } from "./client-options.js";
import { createMassPayoutClient } from "./create-client.js";
import { invalidConfiguration } from "./errors/invalid.js";
import type { MassPayoutError } from "./errors/mass-payout-error.js";
import { safeCause, systemCode } from "./errors/safe-cause.js";
import { originOf } from "./http/base-url.js";

/** The variables that {@link createMassPayoutClientFromEnv} reads. One that is empty counts as one that is not set. */
export interface ClientVariables {
  /** The merchant's API key. */
  readonly IYZICO_API_KEY?: string | undefined;
  /** The merchant's secret key. */
  readonly IYZICO_SECRET_KEY?: string | undefined;
  /** The address of iyzico: `https://sandbox-api.iyzipay.com` or `https://api.iyzipay.com`. */
  readonly IYZICO_BASE_URL?: string | undefined;
  /** The path of a file with the key, in the place of `IYZICO_API_KEY`. White space around the key is left out. */
  readonly IYZICO_API_KEY_FILE?: string | undefined;
  /** The path of a file with the secret key. */
  readonly IYZICO_SECRET_KEY_FILE?: string | undefined;
  /** The path of a file with the address. */
  readonly IYZICO_BASE_URL_FILE?: string | undefined;
  /** `path` (the default) or `path-and-query`. The option `signedTarget` precedes it. */
  readonly IYZICO_SIGNED_TARGET?: string | undefined;
  /** The names of iyzico's own SDKs: read if no key and no address is given under the names above. */
  readonly IYZIPAY_API_KEY?: string | undefined;
  /** The merchant's secret key, as iyzico's SDKs name it. */
  readonly IYZIPAY_SECRET_KEY?: string | undefined;
  /** The address, as iyzico's SDKs name it. */
  readonly IYZIPAY_URI?: string | undefined;
}

/** The options of a client whose keys and address come from the environment: all others. */
export type ClientFromEnvOptions = Omit<MassPayoutClientOptions, "credentials" | "signer" | "environment" | "baseUrl">;

/**
 * Creates a client with the keys and the address that the environment has: `IYZICO_API_KEY`, `IYZICO_SECRET_KEY` and
 * `IYZICO_BASE_URL`, each also as a file that `…_FILE` names, or `IYZIPAY_API_KEY`, `IYZIPAY_SECRET_KEY` and `IYZIPAY_URI`, as
 * iyzico's own SDKs name them. All three are required, because without an address a program would pay where it was not meant
 * to. They come from one set of names: keys of one never go to the address of the other.
 *
 * @param options everything but the keys and the address.
 * @param env the variables; by default those of the process. Give the bindings of a Worker here.
 * @throws {MassPayoutError} with code `invalid_configuration` if a variable is missing or cannot be used, if it and its file
 * are both given, or if both sets are given and differ. The message names the variable, and no error repeats a value.
 *
 * @example
 * ```ts
 * import { createMassPayoutClientFromEnv } from "@iyzico-mass-payout/client";
 *
 * export const balance = async () => createMassPayoutClientFromEnv({ locale: "en", timeoutMs: 10_000 }).balance();
 * ```
 */
export function createMassPayoutClientFromEnv(
  options: ClientFromEnvOptions = {},
  env: ClientVariables = (globalThis.process?.env ?? {}) as ClientVariables,
): MassPayoutClient {
  const given = options as Readonly<Record<string, unknown>>;
  if (["credentials", "signer", "environment", "baseUrl"].some((name) => given?.[name] !== undefined)) {
    throw invalidConfiguration(
      "credentials, signer, environment and baseUrl must be left out: they come from the environment.",
      "Use createMassPayoutClient to give them.",
    );
  }
  const { baseUrl, ...credentials } = readConnection(env);
  const signedTarget = options?.signedTarget ?? readSignedTarget(env);
  return createMassPayoutClient({ ...options, credentials, baseUrl, signedTarget });
}

type Connection<Value = string> = Record<"apiKey" | "secretKey" | "baseUrl", Value>;

const fields = ["apiKey", "secretKey", "baseUrl"] as const;

const ownNames = { apiKey: "IYZICO_API_KEY", secretKey: "IYZICO_SECRET_KEY", baseUrl: "IYZICO_BASE_URL" } as const;
const sdkNames = { apiKey: "IYZIPAY_API_KEY", secretKey: "IYZIPAY_SECRET_KEY", baseUrl: "IYZIPAY_URI" } as const;

/** The keys and the address, all of one set of names. Throws a MassPayoutError if there is no such set. */
function readConnection(env: ClientVariables): Connection {
  const own = connectionOf((field) => readVariableOrFile(env, ownNames[field]));
  const sdk = connectionOf((field) => readVariable(env, sdkNames[field]));
  const isOwn = fields.some((field) => own[field] !== undefined);
  const isSdk = fields.some((field) => sdk[field] !== undefined);
  for (const field of fields) {
    if (!isOwn || sdk[field] === undefined || sdk[field] === own[field]) continue;
    throw invalidConfiguration(
      `${ownNames[field]} and ${sdkNames[field]} must be the same if both sets of names are given.`,
      "Keys and address could be those of two merchants. Give the three variables of one set only.",
    );
  }
  const [names, connection] = isSdk && !isOwn ? [sdkNames, sdk] : [ownNames, own];
  const missing = fields.filter((field) => connection[field] === undefined).map((field) => names[field]);
  if (missing.length > 0) {
    throw invalidConfiguration(
      `${missing.join(", ")} must be set in the environment.`,
      "They are the merchant's keys from iyzico, and the address: https://sandbox-api.iyzipay.com or https://api.iyzipay.com.",
    );
  }
  const { baseUrl } = connection as Connection;
  try {
    originOf({ baseUrl });
  } catch (error) {
    const { message, hint } = error as MassPayoutError;
    throw invalidConfiguration(`${names.baseUrl}: ${message}`, hint);
  }
  return connection as Connection;
}

function connectionOf<Value>(read: (field: keyof Connection) => Value): Connection<Value> {
  return { apiKey: read("apiKey"), secretKey: read("secretKey"), baseUrl: read("baseUrl") };
}

function readSignedTarget(env: ClientVariables): SignedTarget | undefined {
  const target = readVariable(env, "IYZICO_SIGNED_TARGET");
  if (target === undefined || target === "path" || target === "path-and-query") return target;
  throw invalidConfiguration("IYZICO_SIGNED_TARGET must be path or path-and-query.", "Leave it out for the path.");
}

function readVariable(env: ClientVariables, name: keyof ClientVariables): string | undefined {
  const value: unknown = env[name];
  if (value === undefined || value === "") return undefined;
  if (typeof value === "string") return value;
  throw invalidConfiguration(`${name} must be a string.`, "A secret of a Worker may be a binding of another kind.");
}

/** A variable, or the content of the file that `…_FILE` names. */
function readVariableOrFile(env: ClientVariables, name: (typeof ownNames)[keyof Connection]): string | undefined {
  const fileName = `${name}_FILE` as const;
  const file = readVariable(env, fileName);
  const value = readVariable(env, name);
  if (file === undefined) return value;
  if (value !== undefined) {
    throw invalidConfiguration(`${name} and ${fileName} must not both be set.`, "Give one of them.");
  }
  const content = readFile(file, fileName)
    .replace(/^\uFEFF/, "")
    .trim();
  if (content !== "") return content;
  throw invalidConfiguration(`${fileName}: the file must not be empty.`, `It must have the value of ${name} in it.`);
}

function readFile(file: string, fileName: string): string {
  // Not imported: this module must load where there are no files, in a Worker or a browser.
  const fs = globalThis.process?.getBuiltinModule?.("node:fs");
  if (fs === undefined) {
    throw invalidConfiguration(`${fileName} requires Node 20.16 or newer.`, `Give the value itself, without "_FILE".`);
  }
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    const hint = "Check the path and the permissions of the file.";
    throw invalidConfiguration(`${fileName} cannot be read (${systemCode(error)}).`, hint, safeCause(error));
  }
}
