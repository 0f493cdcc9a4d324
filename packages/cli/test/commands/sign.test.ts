import { execFile } from "node:child_process";
import { promisify } from "node:util";
import facts from "@iyzico-mass-payout/spec/vectors/iyzwsv2.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { joinLines, runCli } from "../support/run-cli.ts";
import { itemsOf, simulateMerchant } from "../support/simulated-merchant.ts";

describe("sign", () => {
  test.each(facts.vectors)("has the documented signature of $origin, $path", async (vector) => {
    const { apiKey, secretKey, randomKey, path, body, signature } = vector;
    const { write } = await simulateMerchant();
    const bodyArgs = body === null ? [] : ["--body", write("body.json", body)];
    const args = ["sign", "POST", path, ...bodyArgs, "--random-key", randomKey, "--json"];
    const { exitCode, stdout } = await runCli(args, { IYZICO_API_KEY: apiKey, IYZICO_SECRET_KEY: secretKey });
    expect(exitCode).toBe(0);
    const signed = JSON.parse(stdout);
    expect(signed.stringToSign).toBe(`${randomKey}${path}${body ?? ""}`);
    const content = `apiKey:${apiKey}&randomKey:${randomKey}&signature:${signature}`;
    expect(signed.headers).toEqual({
      authorization: `IYZWSv2 ${Buffer.from(content).toString("base64")}`,
      "x-iyzi-rnd": randomKey,
    });
    expect(signed.decoded).toBe(`apiKey:…&randomKey:${randomKey}&signature:${signature}`);
  });

  test("prints a curl line that works, for a GET and for a POST with a body", async () => {
    const { run, iyzico, write } = await simulateMerchant({ balance: "12.5" });
    await iyzico.init({ externalId: "it's nov", items: itemsOf("nov", 1) });
    const balance = await curl((await run(["sign", "GET", "/v1/mass/payout/balance", "--json"])).stdout);
    expect(balance).toMatchObject({ status: "success", balance: "12.5" });
    // The line breaks are signed, and sent.
    const body = '{\r\n  "externalMassPayoutId": "it\'s nov",\n  "page": 0, "size": 40\n}\n';
    const file = write("it's a body.json", body);
    const signed = await run(["sign", "POST", "/v1/mass/payout/retrieve", "--body", file, "--json"]);
    expect(await curl(signed.stdout)).toMatchObject({ status: "success", massPayout: { externalId: "it's nov" } });
  });

  test("prints what was signed, its length and hash, and says that the header is a credential", async () => {
    const { run, write } = await simulateMerchant();
    const file = write("body.json", '{"a":"\u001B[31mç\u202E"}');
    const { stdout, stderr } = await run(["sign", "POST", "/v1/x?locale=tr", "--body", file, "--random-key", "r-1"]);
    expect(stdout).toContain('\nr-1/v1/x{"a":"\\u{1b}[31mç\\u{202e}"}\n26 bytes, SHA-256 ');
    expect(stdout).toContain("x-iyzi-rnd: r-1\n");
    expect(joinLines(stderr)).toContain("The secret key is not in it.");
  });

  test("leaves a query as it is if it is signed", async () => {
    const { run } = await simulateMerchant();
    const args = ["sign", "get", "/v1/mass/payout/balance?locale=en", "--signed-target", "path-and-query", "--json"];
    const { stringToSign, curl: line } = JSON.parse((await run(args)).stdout);
    expect(stringToSign).toMatch(/\/v1\/mass\/payout\/balance\?locale=en$/);
    expect(line).toContain("/v1/mass/payout/balance?locale=en");
  });

  test("adds the required query to another one", async () => {
    const { run } = await simulateMerchant();
    const { curl: line } = JSON.parse((await run(["sign", "GET", "/v1/mass/payout/balance?x=1", "--json"])).stdout);
    expect(line).toContain("/v1/mass/payout/balance?x=1&locale=en");
  });

  test("has no curl line for an auth, which nothing would record, nor for what is no path of a URL", async () => {
    const { run } = await simulateMerchant();
    const auth = await run(["sign", "POST", "/v1/mass/payout/auth"]);
    expect([auth.exitCode, auth.stdout]).toEqual([0, expect.not.stringContaining("curl")]);
    expect(joinLines(auth.stderr)).toContain("No curl line for an auth: sent twice, it may pay all recipients twice");
    const path = await run(["sign", "POST", "v1/x"]);
    expect([path.stdout, path.stderr]).toEqual([
      expect.not.stringContaining("curl"),
      expect.stringContaining("must begin with a slash"),
    ]);
  });

  test.each([
    "//v1/mass/payout/auth",
    "/v1//mass/payout/auth",
    "/v1/mass/payout/Auth",
    "/V1/mass/payout/auth",
    "/v1/mass/payout/%61uth",
    "/v1/mass/payout/./auth",
    "/v1/mass/payout/init/../auth",
    "/v1/mass/payout/cancel/../auth",
    "/v1/mass/payout/cancel/..%2fauth",
    "/v1/mass/payout/retrieve/",
    "/v1/x",
  ])("has no curl line for a POST to %s, which may be read as that of an auth", async (path) => {
    const { run } = await simulateMerchant();
    const { exitCode, stdout, stderr } = await run(["sign", "POST", path]);
    expect([exitCode, stdout]).toEqual([0, expect.not.stringContaining("curl")]);
    expect(stderr).toContain("must be exactly the path of retrieve, init or cancel");
  });

  test("warns of a curl line that changes something", async () => {
    const { stderr } = await runCli(["sign", "POST", "/v1/mass/payout/cancel/r-1"], {
      LANG: "en_US.UTF-8",
      IYZICO_API_KEY: "sandbox-key",
      IYZICO_SECRET_KEY: "secret",
    });
    expect(stderr).toContain("changes something at iyzico (SANDBOX · sandbox-api.iyzipay.com: no real money)");
  });

  test("masks all of a key but its environment", async () => {
    const { stdout } = await runCli(["sign", "GET", "/x"], {
      IYZICO_API_KEY: "sandbox-CANARY",
      IYZICO_SECRET_KEY: "CANARY-secret",
      IYZICO_BASE_URL: "https://api.iyzipay.com",
    });
    expect(stdout).toContain("\napiKey:sandbox-…&randomKey:");
  });

  test.each([
    [["PATCH", "/x"], "METHOD must be GET or POST."],
    [["GET", "/x", "--body", "x"], "--body must be left out with GET"],
    [["POST", "/x", "--body", "/does/not/exist"], "/does/not/exist cannot be read (ENOENT)."],
    [["POST", "https://x"], "path must be the part of the URL after the host"],
    [["POST", "/x", "--random-key", "a:b"], "randomKey must return one or more letters"],
  ])("refuses %j", async (args, message) => {
    const { run } = await simulateMerchant();
    const { exitCode, stderr } = await run(["sign", ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

/** Runs the curl line of a signed request in a shell, and parses the answer. */
async function curl(signed: string): Promise<unknown> {
  const line = JSON.parse(signed).curl.replace(/^curl/, "curl --silent --noproxy '*'");
  const { stdout } = await promisify(execFile)("sh", ["-c", line]);
  return JSON.parse(stdout);
}
