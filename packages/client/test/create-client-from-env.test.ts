import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SignedTarget, Verification } from "@iyzico-mass-payout/auth";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  type ClientFromEnvOptions,
  type ClientVariables,
  createMassPayoutClientFromEnv,
  isMassPayoutError,
  type MassPayoutError,
} from "../src/index.ts";
import { credentials } from "./support/client.ts";
import { startAnswering } from "./support/server.ts";
import { verified, verifyArrival } from "./support/signatures.ts";

const url = "https://sandbox-api.iyzipay.com";
const own = { IYZICO_API_KEY: "CANARY-key", IYZICO_SECRET_KEY: "CANARY-secret", IYZICO_BASE_URL: url };
const sdk = { IYZIPAY_API_KEY: "CANARY-key", IYZIPAY_SECRET_KEY: "CANARY-secret", IYZIPAY_URI: url };

/** The error for these variables, which repeats none of their values. */
function errorFor(env: object | undefined, options?: ClientFromEnvOptions): MassPayoutError {
  try {
    createMassPayoutClientFromEnv(options, env as ClientVariables | undefined);
  } catch (error) {
    if (!isMassPayoutError(error, "invalid_configuration")) throw error;
    expect(`${error.message} ${error.hint} ${JSON.stringify(error)} ${error.cause}`).not.toContain("CANARY");
    return error;
  }
  throw new Error("The variables must cause an error.");
}

/** Writes a file with a secret, and returns its path. */
function writeSecret(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "CANARY-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "secret");
  writeFileSync(file, content);
  return file;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** Verifies the only request that a client with these variables sends. */
async function verifySent(
  env: (url: string) => ClientVariables,
  { options, signedTarget }: { options?: ClientFromEnvOptions; signedTarget?: SignedTarget } = {},
): Promise<Verification> {
  await using server = await startAnswering('{"status":"success","balance":"1.00"}');
  expect(await createMassPayoutClientFromEnv(options, env(server.url)).balance()).toEqual({ balance: "1.00" });
  expect(server.arrivals).toHaveLength(1);
  return verifyArrival(server.arrivals[0], signedTarget);
}

describe("a client from the environment sends", () => {
  const keys = { IYZICO_API_KEY: credentials.apiKey, IYZICO_SECRET_KEY: credentials.secretKey };

  test("to the address and with the keys of IYZICO_…", async () => {
    const sent = await verifySent((baseUrl) => ({ ...keys, IYZICO_BASE_URL: baseUrl }));
    expect(sent).toEqual(verified);
  });

  test("to the address and with the keys of IYZIPAY_…, as the vendor's SDKs name them", async () => {
    const sent = await verifySent((baseUrl) => ({
      IYZIPAY_API_KEY: credentials.apiKey,
      IYZIPAY_SECRET_KEY: credentials.secretKey,
      IYZIPAY_URI: baseUrl,
    }));
    expect(sent).toEqual(verified);
  });

  test("with both sets of names, if they are the same", async () => {
    const sent = await verifySent((baseUrl) => ({
      ...keys,
      IYZICO_BASE_URL: baseUrl,
      IYZIPAY_API_KEY: credentials.apiKey,
      IYZIPAY_URI: baseUrl,
    }));
    expect(sent).toEqual(verified);
  });

  test("with the keys of files, without the white space around them", async () => {
    const sent = await verifySent((baseUrl) => ({
      IYZICO_API_KEY_FILE: writeSecret(`\uFEFF${credentials.apiKey}\r\n`),
      IYZICO_SECRET_KEY_FILE: writeSecret(`${credentials.secretKey}\n`),
      IYZICO_BASE_URL_FILE: writeSecret(`${baseUrl}\n`),
    }));
    expect(sent).toEqual(verified);
  });

  test("a signature over what IYZICO_SIGNED_TARGET names, unless the option names another", async () => {
    const env = (baseUrl: string) => ({
      ...keys,
      IYZICO_BASE_URL: baseUrl,
      IYZICO_SIGNED_TARGET: "path-and-query",
    });
    expect(await verifySent(env, { signedTarget: "path-and-query" })).toEqual(verified);
    const options = { signedTarget: "path" } as const;
    expect(await verifySent(env, { options, signedTarget: "path" })).toEqual(verified);
  });

  test("with the other options, and with the variables of the process by default", async () => {
    await using server = await startAnswering('{"status":"success","balance":"1.00"}');
    for (const [name, value] of Object.entries({ ...keys, IYZICO_BASE_URL: server.url })) vi.stubEnv(name, value);
    const events: string[] = [];
    const iyzico = createMassPayoutClientFromEnv({ locale: "en", onEvent: ({ type }) => events.push(type) });
    await iyzico.balance();
    expect(server.arrivals[0]?.target).toContain("locale=en");
    expect(events).toContain("attempt-ended");
    expect(iyzico.origin).toBe(server.url);
  });
});

describe("an error names the variable and shows no value", () => {
  test.each<[string, object]>([
    ["IYZICO_API_KEY, IYZICO_SECRET_KEY, IYZICO_BASE_URL must be set in the environment.", {}],
    ["IYZICO_SECRET_KEY, IYZICO_BASE_URL must be set in the environment.", { IYZICO_API_KEY: "CANARY" }],
    ["IYZICO_SECRET_KEY must be set in the environment.", { ...own, IYZICO_SECRET_KEY: "" }],
    ["IYZICO_BASE_URL must be set in the environment.", { ...own, IYZICO_BASE_URL: undefined }],
    ["IYZIPAY_URI must be set in the environment.", { ...sdk, IYZIPAY_URI: "" }],
    // Keys of one set must not be completed by the other.
    ["IYZICO_SECRET_KEY and IYZIPAY_SECRET_KEY must be the same", { ...sdk, IYZICO_API_KEY: "CANARY-key" }],
    ["IYZICO_API_KEY and IYZIPAY_API_KEY must be the same", { ...own, ...sdk, IYZIPAY_API_KEY: "CANARY" }],
    ["IYZICO_BASE_URL and IYZIPAY_URI must be the same", { ...own, IYZIPAY_URI: "https://api.iyzipay.com" }],
    ["IYZICO_BASE_URL: baseUrl must be https.", { ...own, IYZICO_BASE_URL: "http://CANARY.example" }],
    ["IYZICO_BASE_URL: baseUrl must not contain a path.", { ...own, IYZICO_BASE_URL: `${url}/CANARY` }],
    ["IYZIPAY_URI: baseUrl must be a URL.", { ...sdk, IYZIPAY_URI: "CANARY" }],
    ["IYZICO_SIGNED_TARGET must be path or path-and-query.", { ...own, IYZICO_SIGNED_TARGET: "CANARY" }],
    ["IYZICO_API_KEY and IYZICO_API_KEY_FILE must not both be set.", { ...own, IYZICO_API_KEY_FILE: "CANARY" }],
    ["IYZICO_BASE_URL_FILE cannot be read (ENOENT).", { ...own, IYZICO_BASE_URL: "", IYZICO_BASE_URL_FILE: "/CANARY" }],
    ["IYZICO_API_KEY must be a string.", { ...own, IYZICO_API_KEY: { get: () => "CANARY" } }],
    ["credentials: apiKey must not contain", { ...own, IYZICO_API_KEY: "CANARY:key" }],
  ])("%s", (message, env) => {
    expect(errorFor(env).message).toContain(message);
  });

  test("of an empty file, and of one that others own", () => {
    expect(errorFor({ IYZICO_API_KEY_FILE: writeSecret(" \n") }).message).toBe(
      "IYZICO_API_KEY_FILE: the file must not be empty.",
    );
    const file = writeSecret("CANARY");
    chmodSync(file, 0);
    // root can read it.
    if (process.getuid?.() === 0) return;
    expect(errorFor({ IYZICO_API_KEY_FILE: file }).message).toContain("(EACCES)");
  });

  test("of options that have keys or an address too, or a name that is not known", () => {
    for (const name of ["credentials", "signer", "environment", "baseUrl"]) {
      const options = { [name]: "CANARY" } as ClientFromEnvOptions;
      expect(errorFor(own, options).message).toContain("must be left out: they come from the environment");
    }
    expect(errorFor(own, { timeoutMS: 1 } as ClientFromEnvOptions).message).toContain(
      "options must have no other names",
    );
  });
});

describe("where there is no process", () => {
  test("the variables are those that are given", () => {
    vi.stubGlobal("process", undefined);
    const error = errorFor(undefined);
    const { origin } = createMassPayoutClientFromEnv(null as unknown as ClientFromEnvOptions, own);
    const file = errorFor({ ...own, IYZICO_API_KEY: "", IYZICO_API_KEY_FILE: "CANARY" });
    vi.unstubAllGlobals();
    expect(error.message).toContain("IYZICO_API_KEY, IYZICO_SECRET_KEY, IYZICO_BASE_URL");
    expect(origin).toBe(url);
    expect(file.message).toBe("IYZICO_API_KEY_FILE requires Node 20.16 or newer.");
  });
});
