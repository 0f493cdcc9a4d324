import { promises as dns } from "node:dns";
import { once } from "node:events";
import { chmodSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { join } from "node:path";
import tls from "node:tls";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { checkNode } from "../../src/commands/doctor.ts";
import { doctor } from "../../src/messages/en/doctor.ts";
import { certificate, key } from "../support/certificate.ts";
import { closedServer } from "../support/http-server.ts";
import { joinLines, keys, runCli } from "../support/run-cli.ts";
import { createSettableClock, simulateMerchant } from "../support/simulated-merchant.ts";

/** The checks of `doctor --json`, by name. */
async function checksOf(environment: NodeJS.ProcessEnv, ...args: string[]) {
  const { exitCode, stdout } = await runCli(["doctor", "--json", ...args], { LANG: "en_US.UTF-8", ...environment });
  const { ok, checks } = JSON.parse(stdout) as {
    ok: boolean;
    checks: { name: string; status: string; detail: string }[];
  };
  expect(exitCode).toBe(ok ? 0 : 1);
  return Object.fromEntries(checks.map(({ name, status, detail }) => [name, `${status}: ${detail}`]));
}

describe("doctor", () => {
  test("finds all well, with a line for each check", async () => {
    const { run, environment, store } = await simulateMerchant();
    environment["IYZICO_API_KEY"] = keys.IYZICO_API_KEY;
    const { exitCode, stdout, stderr } = await run(["doctor", "--store", store]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^ok +Node\.js +v\d+/);
    expect(stdout).toMatch(/\nok +credentials +API key … \(10 characters\) and a secret key, from the environment\n/);
    expect(stdout).toMatch(/\nok +address +http:\/\/127\.0\.0\.1:\d+ \(a test address\)\n/);
    expect(stdout).toMatch(/\nok +connection +127\.0\.0\.1:\d+ answers\n/);
    expect(stdout).toMatch(/\nskipped +TLS +not used: an address of this machine\n/);
    expect(stdout).toMatch(/\nok +clock +differs from the server's by [01] s\n/);
    expect(stdout).toMatch(/\nok +signed request +iyzico accepted the signature/);
    expect(stdout).toMatch(/\nok +store +.*\n\nEverything is ok\.\n$/);
  });

  test("speaks Turkish", async () => {
    const { run } = await simulateMerchant();
    const { stdout } = await run(["doctor", "--locale", "tr"]);
    expect(stdout).toMatch(/\ntamam +imzalı istek +iyzico imzayı kabul etti/);
  });

  test("names missing keys, and checks what can be checked without them", async () => {
    const checks = await checksOf({});
    expect(checks["credentials"]).toMatch(/^failed: IYZICO_API_KEY and IYZICO_SECRET_KEY must be set/);
    expect(checks["balance"]).toBe("skipped: not checked: a check above failed");
  });

  test.each([
    ["'CANARY-api'", "A key has quotation marks in it"],
    ["CANARY-api ", "A key has blanks"],
  ])("finds what copying added to a key (%j)", async (apiKey, detail) => {
    const { environment } = await simulateMerchant();
    const checks = await checksOf({ ...environment, IYZICO_API_KEY: apiKey });
    expect(checks["credentials"]).toContain(`failed: ${detail}`);
  });

  test.each([
    ["https://api.iyzipay.com", "sandbox-CANARY", "The API key is one of the sandbox, and the address is production."],
    ["https://sandbox-api.iyzipay.com", "CANARY", "The API key does not begin with sandbox-"],
    ["https://sandbox-api.iyzipay.com/v2/masspayout", "sandbox-CANARY", "There is no /v2/masspayout at iyzico"],
    ["https://sandbox-api.iyzipay.com/v1/mass/payout/", "sandbox-CANARY", "the client adds /v1/mass/payout itself"],
    ["https://sandbox-api.iyzipay.com/api", "sandbox-CANARY", "remove /api from IYZICO_BASE_URL"],
    ["http://sandbox-api.iyzipay.com", "sandbox-CANARY", "baseUrl must be https."],
    ["sandbox-api.iyzipay.com", "sandbox-CANARY", "baseUrl must be a URL."],
  ])("finds a wrong address (%s, %s), and sends nothing there", async (baseUrl, apiKey, detail) => {
    const checks = await checksOf({ ...keys, IYZICO_API_KEY: apiKey, IYZICO_BASE_URL: baseUrl });
    expect(checks["address"]).toContain(detail);
    expect(checks["address"]).toMatch(/^failed/);
    expect(checks["dns"]).toMatch(/^skipped/);
  });

  test("finds a server that does not listen", async () => {
    const checks = await checksOf({ ...keys, IYZICO_BASE_URL: await closedServer() });
    expect(checks["tcp"]).toMatch(/^failed: 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/);
    expect([checks["clock"], checks["balance"]]).toEqual(Array(2).fill("skipped: not checked: a check above failed"));
  });

  test("takes the usual port if the address has none", async () => {
    const checks = await checksOf({ ...keys, IYZICO_BASE_URL: "http://127.0.0.1" });
    expect(checks["tcp"]).toContain("127.0.0.1:80 ");
  });

  test("finds a name without an address", async () => {
    const checks = await checksOf({ ...keys, IYZICO_BASE_URL: "https://iyzico.invalid" });
    expect(checks["dns"]).toMatch(/^failed: iyzico\.invalid has no address/);
    expect([checks["tcp"], checks["tls"]]).toEqual(Array(2).fill("skipped: not checked: a check above failed"));
  });

  test("finds a certificate that is valid, and one that ends soon", async () => {
    const { setDefaultCACertificates, getCACertificates } = tls;
    const trusted = getCACertificates();
    setDefaultCACertificates([...trusted, certificate]);
    onTestFinished(() => setDefaultCACertificates(trusted));
    const url = await startServer(() => ({}), createTlsServer({ key, cert: certificate }));
    const environment = { ...keys, IYZICO_BASE_URL: url.replace("http:", "https:") };
    expect((await checksOf(environment))["tls"]).toMatch(
      /^ok: TLSv1\.3, the certificate is valid for \d{5} more days$/,
    );
    const clock = createSettableClock();
    clock.advance(Date.UTC(2119, 11, 28) - clock.now());
    const { stdout } = await runCli(["doctor", "--locale", "en"], environment, { clock });
    expect(stdout).toMatch(/\nFAILED +TLS +The certificate ends in 4 days\./);
  });

  test("finds a certificate that is not trusted", async () => {
    const url = await startServer(() => ({}), createTlsServer({ key, cert: certificate }));
    const checks = await checksOf({ ...keys, IYZICO_BASE_URL: url.replace("http:", "https:") });
    expect(checks["tls"]).toMatch(/^failed: No secure connection \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
  });

  test("finds a server that speaks no TLS", async () => {
    const url = await startServer(() => ({}));
    const checks = await checksOf({ ...keys, IYZICO_BASE_URL: url.replace("http:", "https:") });
    expect(checks["tls"]).toMatch(/^failed: No secure connection \(\w+\)/);
  });

  test.each([
    ["1000", "The secret key is probably wrong or incomplete"],
    ["1001", "iyzico does not know the API key at this address."],
    ["2000", "mass payout is not enabled for this merchant"],
    ["11", "The request failed: balance: iyzico rejected the request"],
  ])("explains iyzico's error %s without a secret", async (errorCode, explanation) => {
    const { environment, simulator } = await simulateMerchant();
    simulator.fault({ kind: "rejection", errorCode, operation: "balance", times: 2 });
    const checks = await checksOf(environment);
    expect(checks["balance"]).toContain(explanation);
  });

  test("explains it in Turkish", async () => {
    const { environment, simulator } = await simulateMerchant();
    simulator.fault({ kind: "rejection", errorCode: "1000", operation: "balance", times: 2 });
    const checks = await checksOf(environment, "--locale", "tr");
    expect(checks["balance"]).toContain("Gizli anahtar büyük olasılıkla yanlış ya da eksik");
  });

  test("finds a wrong secret", async () => {
    const { environment } = await simulateMerchant();
    const checks = await checksOf({ ...environment, IYZICO_SECRET_KEY: "CANARY-wrong" });
    expect(checks["balance"]).toMatch(/^failed: iyzico rejected the signature/);
  });

  test("finds that iyzico expects the query to be signed", async () => {
    // Accepts what comes second: that is how the two ways of signing are told apart here.
    let balances = 0;
    const { environment } = await simulateMerchant({}, ({ target }) => {
      if (!target.includes("/balance")) return undefined;
      balances += 1;
      return balances === 1
        ? { status: "failure", errorCode: "1000", errorMessage: "x" }
        : { status: "success", balance: "1" };
    });
    const checks = await checksOf(environment);
    expect(checks["balance"]).toBe(
      "failed: iyzico accepts the signature over the path and query: set IYZICO_SIGNED_TARGET=path-and-query.",
    );
  });

  test.each([
    [-7_200_000, /^failed: This machine's clock differs from the server's by (719\d|720\d) s/],
    [0, /^ok: differs from the server's by [01] s/],
  ])("compares the clock with the server's date (%d ms)", async (difference, expected) => {
    const url = await startServer(() => ({ date: new Date(Date.now() + difference).toUTCString() }));
    expect((await checksOf({ ...keys, IYZICO_BASE_URL: url }))["clock"]).toMatch(expected);
  });

  test("does not check the clock of a server that sends no date", async () => {
    const url = await startServer(() => ({ date: "" }));
    expect((await checksOf({ ...keys, IYZICO_BASE_URL: url }))["clock"]).toBe(
      "skipped: not checked: the server sent no date",
    );
  });

  test("says whether a proxy of the environment is used", async () => {
    const { environment } = await simulateMerchant();
    const proxy = { HTTPS_PROXY: "http://user:CANARY@proxy.example:3128" };
    const unused = await checksOf({ ...environment, ...proxy });
    expect(unused["proxy"]).toMatch(/^skipped: HTTPS_PROXY is set and not used\./);
    const used = await checksOf({ ...environment, ...proxy, NODE_USE_ENV_PROXY: "1" });
    expect(used["proxy"]).toMatch(/^ok: requests go through/);
  });

  test("says if this version of Node.js does not read the proxy", async () => {
    const { environment } = await simulateMerchant();
    const has = vi.spyOn(process, "allowedNodeEnvironmentFlags", "get").mockReturnValue(new Set());
    onTestFinished(() => has.mockRestore());
    const checks = await checksOf({ ...environment, HTTPS_PROXY: "http://proxy", NODE_USE_ENV_PROXY: "1" });
    expect(checks["proxy"]).toMatch(/^failed: HTTPS_PROXY is set, and this version of Node\.js does not read it/);
  });

  test.each([
    ["v18.19.0", "failed"],
    ["v20.11.1", "failed"],
    ["v20.12.0", "ok"],
    ["v24.0.0", "ok"],
  ])("finds that Node.js %s is %s", (version, status) => {
    expect(checkNode(version, doctor).status).toBe(status);
  });

  test("explains a request without an answer", async () => {
    const { environment, simulator } = await simulateMerchant();
    for (const locale of ["en", "tr"]) {
      simulator.fault({ kind: "reset-before", operation: "balance", times: 3 });
      const checks = await checksOf(environment, "--locale", locale);
      expect(checks["balance"]).toMatch(/^failed: (The request failed: balance: |İstek başarısız oldu: )/);
    }
  });

  test("does not check the clock of a server that does not answer over HTTP", async () => {
    const server = createTcpServer((socket) => socket.destroy());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await checksOf({ ...keys, IYZICO_BASE_URL: url }))["clock"]).toBe(
      "skipped: not checked: the server sent no date",
    );
  });

  test("has the system's error for a store that it may not read", async () => {
    const { environment, folder } = await simulateMerchant();
    const checks = await checksOf(environment, "--store", join(folder, "x".repeat(300)));
    expect(checks["store"]).toMatch(/^failed: /);
  });

  test("takes the sandbox if no address is given", async () => {
    const lookup = vi.spyOn(dns, "lookup").mockRejectedValue(Object.assign(new Error("x"), { code: "ENOTFOUND" }));
    onTestFinished(() => lookup.mockRestore());
    const checks = await checksOf({ IYZICO_API_KEY: "sandbox-CANARY", IYZICO_SECRET_KEY: "CANARY" });
    expect(checks["address"]).toBe("ok: https://sandbox-api.iyzipay.com (SANDBOX)");
    expect(checks["dns"]).toMatch(/^failed: sandbox-api\.iyzipay\.com has no address \(ENOTFOUND\)/);
  });

  test("checks a store that is given", async () => {
    const { environment, folder } = await simulateMerchant();
    const checks = await checksOf(environment, "--store", `${folder}/typo`);
    expect(checks["store"]).toMatch(/^failed: /);
  });

  test("has the profile as the source of the keys", async () => {
    const { environment, write } = await simulateMerchant();
    const { IYZICO_BASE_URL: baseUrl, IYZICO_API_KEY: apiKey, IYZICO_SECRET_KEY: secretKey } = environment;
    const profiles = write("profiles.json", JSON.stringify({ test: { apiKey, secretKey, baseUrl } }));
    chmodSync(profiles, 0o600);
    const checks = await checksOf({ MASS_PAYOUT_PROFILES: profiles }, "--profile", "test");
    expect(checks["credentials"]).toContain("from profile test");
  });

  test("takes path first if path-and-query is what fails", async () => {
    const { environment, simulator } = await simulateMerchant();
    simulator.fault({ kind: "rejection", errorCode: "1000", operation: "balance" });
    const checks = await checksOf(environment, "--signed-target", "path-and-query");
    expect(checks["balance"]).toContain("set IYZICO_SIGNED_TARGET=path.");
  });

  test("says in the end that something failed", async () => {
    const { stdout } = await runCli(["doctor", "--locale", "en"], {});
    expect(joinLines(stdout)).toContain("Something failed: see above what to do.");
  });
});

/** Starts a server that answers everything with these headers. Returns its address. */
async function startServer(headersOf: () => Record<string, string>, server: Server = createServer()): Promise<string> {
  server.on("request", (_, response: ServerResponse) => {
    const { date, ...headers } = headersOf();
    if (date === "") response.sendDate = false;
    else if (date !== undefined) response.setHeader("date", date);
    response.writeHead(200, headers).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
