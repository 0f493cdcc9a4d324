import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { connectionOf } from "../../src/commands/environment.ts";
import { usageMessages } from "../../src/messages/catalogs.ts";
import { pageJson, type ReceivedRequest, withServer } from "../support/http-server.ts";
import { keys, runCli } from "../support/run-cli.ts";

test("requests go to the sandbox unless IYZICO_BASE_URL is set", async () => {
  await usageMessages.load("en");
  const connectionIn = (environment: NodeJS.ProcessEnv) => connectionOf({}, { environment, locale: "en" });
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
