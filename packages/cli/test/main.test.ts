import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { pageJson, withServer } from "./support/http-server.ts";
import { readUntil, startCli, waitForExit } from "./support/process.ts";

const keys = { IYZICO_API_KEY: "sandbox-key", IYZICO_SECRET_KEY: "sandbox-secret" };

test.concurrent("a command that worked prints its result and ends by itself with 0", async () => {
  const json = pageJson({ massPayout: { externalId: "m-1" }, items: [{ itemStatus: "SUCCESS" }] });
  const { stdout, stderr, exitCode } = await withServer(json, (url) =>
    waitForExit(startCli(["retrieve", "--external-id", "m-1", "--locale", "en"], { ...keys, IYZICO_BASE_URL: url })),
  );
  expect(stderr).toBe("");
  expect(stdout).toContain("Mass payout m-1");
  expect(exitCode).toBe(0);
});

test.concurrent("a command without credentials names their variables and ends with 2", async () => {
  const { stdout, stderr, exitCode } = await waitForExit(startCli(["retrieve", "--external-id", "m-1"]));
  expect(stderr).toContain("IYZICO_API_KEY and IYZICO_SECRET_KEY must be set");
  expect(stderr).toContain("IYZICO_BASE_URL");
  expect(stdout).toBe("");
  expect(exitCode).toBe(2);
});

test.concurrent("a pipe that its reader closes early is not a failure", async () => {
  const json = pageJson({ items: Array.from({ length: 2_000 }, () => ({ recipientName: "x".repeat(50) })) });
  const { stderr, exitCode } = await withServer(json, async (url) => {
    const child = startCli(["retrieve", "--external-id", "m-1"], { ...keys, IYZICO_BASE_URL: url });
    child.stdout.once("data", () => child.stdout.destroy());
    const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    return { stderr: errors, exitCode: code };
  });
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
});

test.concurrent.each(["SIGINT", "SIGTERM"] as const)(
  "simulate answers until %s, and then ends with 0",
  async (signal) => {
    const simulate = startCli(["simulate", "--balance", "7.50"]);
    const exports = await readUntil(simulate.stdout, "IYZICO_SECRET_KEY");
    const [, url = ""] = /^export IYZICO_BASE_URL=(.*)$/m.exec(exports) ?? [];
    expect((await fetch(url)).status).toBe(404);
    simulate.kill(signal);
    expect(await waitForExit(simulate)).toMatchObject({ exitCode: 0 });
    await expect(fetch(url)).rejects.toThrow();
  },
);

test.concurrent("a command that a proxy never answers ends when it is stopped", async () => {
  const proxy = createServer();
  const connected = once(proxy, "connect");
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  const child = startCli(["balance"], {
    ...keys,
    NODE_USE_ENV_PROXY: "1",
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
    IYZICO_BASE_URL: "https://sandbox-api.iyzipay.com",
  });
  const [, socket] = await connected;
  child.kill("SIGINT");
  expect((await waitForExit(child)).exitCode).not.toBe(0);
  socket.destroy();
  proxy.close();
});

/** Makes a process print the file of each module that it loads, to stderr. */
const printModules = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({
    load(url, context, load) {
      if (url.startsWith("file:")) process._rawDebug("loaded", url);
      return load(url, context);
    },
  });
`)}`;

test.concurrent.each([
  [["--help"], 0],
  [["pay", "--help"], 0],
  [["--version"], 0],
  [["nope"], 2],
  [["retrieve", "--nope"], 2],
  [["pay", "plan.json"], 2],
  [["simulate", "--port", "x"], 2],
])("%j loads only what it prints: no client, no simulator, no command", async (args, expected) => {
  const { stderr, exitCode } = await waitForExit(startCli(args, { NODE_OPTIONS: `--import=${printModules}` }));
  expect(exitCode).toBe(expected);
  expect([...stderr.matchAll(/^loaded .*\/cli\/(.*)$/gm)].map(([, file]) => file)).toEqual([
    "dist/main.js",
    "dist/run.js",
    "dist/catalogs.js",
    "dist/messages/en/help.js",
    "dist/messages/en/usage.js",
  ]);
});

test.concurrent("a command loads the messages of one language", async () => {
  const environment = { ...keys, IYZICO_BASE_URL: "http://127.0.0.1:1", NODE_OPTIONS: `--import=${printModules}` };
  const { stderr } = await waitForExit(startCli(["retrieve", "--external-id", "m-1", "--locale", "en"], environment));
  expect(stderr).toContain("dist/messages/en/retrieve.js");
  expect(stderr).not.toContain("dist/messages/tr/");
});
