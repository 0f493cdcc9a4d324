import { createHmac } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMassPayoutClientFromEnv } from "@iyzico-mass-payout/client";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { connectionOf } from "../../src/commands/environment.ts";
import { usageMessages } from "../../src/messages/catalogs.ts";
import { pageJson, type ReceivedRequest, withServer } from "../support/http-server.ts";
import { keys, runCli } from "../support/run-cli.ts";

beforeAll(async () => {
  await usageMessages.load("en");
  await usageMessages.load("tr");
});

function connectionIn(environment: NodeJS.ProcessEnv, profile?: string) {
  return connectionOf(profile === undefined ? {} : { profile }, { environment, locale: "en" });
}

/** Writes a file that only its owner can read, and returns its name. */
function writeSecret(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "secret");
  writeFileSync(file, content, { mode: 0o600 });
  return file;
}

test("requests go to the sandbox unless IYZICO_BASE_URL is set", () => {
  expect(connectionIn(keys)).toMatchObject({ environment: "sandbox" });
  expect(connectionIn({ ...keys, IYZICO_BASE_URL: "" })).toMatchObject({ environment: "sandbox" });
  const production = { ...keys, IYZICO_BASE_URL: "https://api.iyzipay.com" };
  expect(connectionIn(production)).toMatchObject({ baseUrl: "https://api.iyzipay.com" });
});

test.each([
  ["IYZICO_API_KEY and IYZICO_SECRET_KEY must be set", {}],
  ["IYZICO_SECRET_KEY must be set", { IYZICO_API_KEY: "CANARY" }],
  ["IYZICO_API_KEY and IYZICO_SECRET_KEY must be set", { IYZICO_API_KEY: "" }],
  ["IYZICO_BASE_URL is the address of iyzico", {}],
  ["IYZICO_SIGNED_TARGET must be one of path, path-and-query.", { ...keys, IYZICO_SIGNED_TARGET: "query" }],
  ["must be https", { ...keys, IYZICO_BASE_URL: "http://api.iyzipay.com" }],
])("a wrong environment ends with 2: %s", async (message, environment) => {
  const { exitCode, stdout, stderr } = await runCli(["retrieve", "--request-id", "1", "--locale", "en"], environment);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
});

/** Which part of the URL the signature of a request covers. */
function signedTargetOf({ target, authorization, body }: ReceivedRequest): string | undefined {
  const parameters = Buffer.from(authorization.replace("IYZWSv2 ", ""), "base64").toString();
  const [, randomKey = "", signature] = /&randomKey:(.*)&signature:(.*)$/.exec(parameters) ?? [];
  const signatureOver = (path: string) =>
    createHmac("sha256", keys.IYZICO_SECRET_KEY)
      .update(randomKey + path + body)
      .digest("hex");
  const [path = "", query] = target.split("?");
  expect(query).toBeDefined();
  if (signature === signatureOver(path)) return "path";
  return signature === signatureOver(target) ? "path-and-query" : undefined;
}

describe("the signature covers", () => {
  test.each([
    ["the path by default", "path", [], {}],
    ["what --signed-target names", "path-and-query", ["--signed-target", "path-and-query"], {}],
    ["what IYZICO_SIGNED_TARGET names", "path-and-query", [], { IYZICO_SIGNED_TARGET: "path-and-query" }],
    ["the path if IYZICO_SIGNED_TARGET is empty", "path", [], { IYZICO_SIGNED_TARGET: "" }],
    [
      "what --signed-target names, if IYZICO_SIGNED_TARGET names the other",
      "path",
      ["--signed-target", "path"],
      { IYZICO_SIGNED_TARGET: "path-and-query" },
    ],
  ])("%s", async (_, expected, args, variables) => {
    await withServer(pageJson({}), async (url, received) => {
      const environment = { ...keys, IYZICO_BASE_URL: url, ...variables };
      const { exitCode } = await runCli(["retrieve", "--request-id", "1", ...args], environment);
      expect(exitCode).toBe(0);
      expect(received.map(signedTargetOf)).toEqual([expected]);
    });
  });
});

describe("keys come", () => {
  test("from the files that IYZICO_…_FILE name, without the line break at their end", () => {
    const environment = {
      IYZICO_API_KEY_FILE: writeSecret("the-key\n"),
      IYZICO_SECRET_KEY_FILE: writeSecret("the-secret\r\n"),
    };
    expect(connectionIn(environment).credentials).toEqual({ apiKey: "the-key", secretKey: "the-secret" });
  });

  test("not from a variable and its file, an empty file, or one that cannot be read", () => {
    const file = writeSecret("\n");
    expect(() => connectionIn({ ...keys, IYZICO_SECRET_KEY_FILE: file })).toThrow(
      "IYZICO_SECRET_KEY and IYZICO_SECRET_KEY_FILE must not both be set.",
    );
    expect(() => connectionIn({ IYZICO_API_KEY_FILE: file })).toThrow("IYZICO_API_KEY_FILE must not be empty.");
    const missing = { IYZICO_API_KEY_FILE: `${file}-2` };
    expect(() => connectionIn(missing)).toThrow("IYZICO_API_KEY_FILE cannot be read (ENOENT).");
  });

  test("from the variables of iyzico's SDKs if no own one is set, and never some from each", () => {
    const sdk = { IYZIPAY_API_KEY: "a", IYZIPAY_SECRET_KEY: "s", IYZIPAY_URI: "https://api.iyzipay.com" };
    expect(connectionIn(sdk)).toMatchObject({
      credentials: { apiKey: "a", secretKey: "s" },
      baseUrl: "https://api.iyzipay.com",
    });
    expect(() => connectionIn({ ...sdk, IYZICO_API_KEY: "b" })).toThrow(
      "IYZICO_API_KEY and IYZIPAY_API_KEY must be the same if both are set.",
    );
    expect(() => connectionIn({ IYZICO_API_KEY: "b", IYZIPAY_API_KEY: "b" })).toThrow("IYZICO_SECRET_KEY must be set");
    // The address of the other set is not that of these keys.
    expect(() => connectionIn({ ...keys, IYZIPAY_URI: "https://api.iyzipay.com" })).toThrow(
      "IYZICO_BASE_URL and IYZIPAY_URI must be the same",
    );
  });

  const url = "http://127.0.0.1:1";
  const own = { IYZICO_API_KEY: "a", IYZICO_SECRET_KEY: "s", IYZICO_BASE_URL: url };
  const sdk = { IYZIPAY_API_KEY: "a", IYZIPAY_SECRET_KEY: "s", IYZIPAY_URI: url };

  test.each<[string[], NodeJS.ProcessEnv]>([
    [[], own],
    [[], sdk],
    [[], { ...own, ...sdk }],
    [[], { ...own, IYZIPAY_API_KEY: "a" }],
    [[], { ...sdk, IYZICO_API_KEY: "", IYZICO_API_KEY_FILE: "" }],
    [[], { ...own, IYZICO_SIGNED_TARGET: "path-and-query" }],
    [["IYZICO_API_KEY", "IYZICO_SECRET_KEY"], { IYZICO_BASE_URL: url }],
    [["IYZICO_SECRET_KEY", "IYZIPAY_SECRET_KEY"], { ...sdk, IYZICO_API_KEY: "a" }],
    [["IYZICO_API_KEY", "IYZIPAY_API_KEY"], { ...own, ...sdk, IYZIPAY_API_KEY: "b" }],
    [["IYZICO_BASE_URL", "IYZIPAY_URI"], { ...own, IYZIPAY_URI: "http://127.0.0.1:2" }],
    [["IYZICO_API_KEY", "IYZICO_API_KEY_FILE"], { ...own, IYZICO_API_KEY_FILE: "file" }],
    [["IYZICO_SECRET_KEY_FILE"], { ...own, IYZICO_SECRET_KEY: "", IYZICO_SECRET_KEY_FILE: "/no/such/file" }],
    [["IYZICO_SIGNED_TARGET"], { ...own, IYZICO_SIGNED_TARGET: "query" }],
  ])("as createMassPayoutClientFromEnv takes them, with an error that names %j", async (names, environment) => {
    const errors = [() => connectionIn(environment), () => createMassPayoutClientFromEnv({}, environment)].map(
      (read) => {
        try {
          read();
          return "";
        } catch (error) {
          return (error as Error).message;
        }
      },
    );
    for (const message of errors) {
      if (names.length === 0) expect(message).toBe("");
      for (const name of names) expect(message).toContain(name);
    }
  });

  test("and go to the same address as with createMassPayoutClientFromEnv", async () => {
    await withServer(pageJson({}), async (address, received) => {
      const environments = [
        { IYZICO_API_KEY: "own", IYZICO_SECRET_KEY: "s", IYZICO_BASE_URL: address },
        { IYZIPAY_API_KEY: "sdk", IYZIPAY_SECRET_KEY: "s", IYZIPAY_URI: address },
      ];
      for (const environment of environments) {
        await runCli(["retrieve", "--request-id", "1"], environment);
        await createMassPayoutClientFromEnv({}, environment).retrieve({ requestId: "1", page: 0, size: 40 });
      }
      const keyOf = ({ authorization }: ReceivedRequest) =>
        Buffer.from(authorization.replace("IYZWSv2 ", ""), "base64").toString().split("&")[0];
      expect(received.map(keyOf)).toEqual(["apiKey:own", "apiKey:own", "apiKey:sdk", "apiKey:sdk"]);
    });
  });
});

describe("a profile", () => {
  const profile = { apiKey: "a", secretKey: "s", baseUrl: "https://api.iyzipay.com", signedTarget: "path-and-query" };

  test("has the keys and the address, whatever the environment has", () => {
    const file = writeSecret(JSON.stringify({ live: profile }));
    expect(connectionIn({ ...keys, MASS_PAYOUT_PROFILES: file }, "live")).toEqual({
      credentials: { apiKey: "a", secretKey: "s" },
      baseUrl: "https://api.iyzipay.com",
      signedTarget: "path-and-query",
    });
  });

  test("is refused where the simulator has set its address", () => {
    for (const locale of ["en", "tr"] as const) {
      const context = { environment: { ...keys, MASS_PAYOUT_SIMULATOR: "http://127.0.0.1:1" }, locale };
      expect(() => connectionOf({ profile: "live" }, context)).toThrow("--profile");
    }
  });

  test("is read from a file with a byte order mark, as editors of Windows write it", () => {
    const file = writeSecret(`\ufeff${JSON.stringify({ live: profile })}`);
    expect(connectionIn({ MASS_PAYOUT_PROFILES: file }, "live")).toMatchObject({ signedTarget: "path-and-query" });
  });

  test("is read from the folder for configuration", () => {
    const environment = { ...keys, APPDATA: undefined, XDG_CONFIG_HOME: "/nowhere" };
    const file = join("/nowhere", "mass-payout", "profiles.json");
    expect(() => connectionIn(environment, "live")).toThrow(`${file} cannot be read (ENOENT).`);
    expect(() => connectionIn({ HOME: "/nowhere" }, "none of this name")).toThrow(/profiles\.json/);
  });

  test.skipIf(process.platform === "win32")("is refused if others than its owner can read the file", () => {
    const file = writeSecret(JSON.stringify({ live: profile }));
    chmodSync(file, 0o640);
    expect(() => connectionIn({ MASS_PAYOUT_PROFILES: file }, "live")).toThrow("can be read by others");
  });

  test.each([
    ["not JSON", "{", "live", "must be JSON"],
    ["no object", "null", "live", "has no profile live"],
    ["without a key", '{"live":{"apiKey":"a"}}', "live", "must be JSON"],
    ["with a field that is not known", '{"live":{"apiKey":"a","secretKey":"s","secret":"x"}}', "live", "must be JSON"],
    ["with a number for a key", '{"live":{"apiKey":1,"secretKey":"s"}}', "live", "must be JSON"],
    ["of another name", '{"live":{}}', "toString", "has no profile toString"],
  ])("is refused: %s", (_, content, name, message) => {
    expect(() => connectionIn({ MASS_PAYOUT_PROFILES: writeSecret(content) }, name)).toThrow(message);
  });
});
