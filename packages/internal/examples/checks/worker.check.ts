import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { expect, inject, onTestFinished, test } from "vitest";
import { createPlan, expectNoSecret, type Iyzico, startIyzico } from "../src/iyzico.ts";
import { installed } from "../src/project.ts";
import { testTypes } from "../src/types.ts";

testTypes("worker");

const require = createRequire(join(installed, "package.json"));

/** Runs the example in workerd, as Cloudflare does. */
async function startWorker({ env }: Pick<Iyzico, "env">) {
  const { build } = require("esbuild");
  const { Miniflare } = require("miniflare");
  const bundle = await build({
    entryPoints: [join(inject("project"), "worker/worker.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker"],
    // Modules that import Node's are loaded on demand, which does not happen here.
    external: ["node:*", "@iyzico-mass-payout/client/file-store"],
  });
  const miniflare = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.js", contents: bundle.outputFiles[0].text }],
    compatibilityDate: "2024-09-23",
    bindings: env,
    // Only this machine can be reached.
    outboundService: { network: { allow: ["127.0.0.0/8"] } },
    cf: false,
  });
  onTestFinished(() => miniflare.dispose());
  return (path: string, init: object = {}): Promise<Response> => miniflare.dispatchFetch(`http://worker${path}`, init);
}

async function setUp() {
  const iyzico = await startIyzico();
  const { IYZICO_API_KEY: apiKey, IYZICO_SECRET_KEY: secretKey, IYZICO_BASE_URL: baseUrl } = iyzico.env;
  const { key, items } = createPlan("november");
  const client = createMassPayoutClient({ credentials: { apiKey, secretKey }, baseUrl });
  await client.init({ externalId: key, items });
  return { iyzico, fetchWorker: await startWorker(iyzico) };
}

test("the Worker says how far a payout is, and shows nothing of a recipient", async () => {
  const { fetchWorker } = await setUp();
  const answer = await fetchWorker("/payouts/november");
  const body = await answer.text();
  expect(JSON.parse(body)).toMatchObject({ status: "INIT", state: "open", paid: "none" });
  expectNoSecret(body);
  const absent = await fetchWorker("/payouts/december");
  expect([absent.status, await absent.json()]).toEqual([
    expect.any(Number),
    { code: expect.any(String), message: expect.any(String) },
  ]);
  expect(absent.ok).toBe(false);
  expect((await fetchWorker("/payouts/%E0%A4%A")).status).toBe(404);
});

test("the Worker answers GET alone", async () => {
  const { iyzico, fetchWorker } = await setUp();
  const before = iyzico.simulator.history.length;
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    expect((await fetchWorker("/payouts/november", { method })).status).toBe(405);
  }
  expect((await fetchWorker("/")).status).toBe(404);
  expect(iyzico.simulator.history).toHaveLength(before);
});

test("the Worker cannot write: its client has no auth, and its fetch lets no write through", async () => {
  const { iyzico } = await setUp();
  const before = iyzico.simulator.history.length;
  const file = pathToFileURL(join(inject("project"), "worker/worker.ts")).href;
  const { createReader, createReadingClient } = await import(/* @vite-ignore */ file);
  expect(Object.keys(createReader(iyzico.env))).toEqual(["snapshot", "balance"]);
  const client = createReadingClient(iyzico.env);
  const [payout] = iyzico.simulator.payouts;
  const writes = [
    () => client.auth(payout?.requestId),
    () => client.cancel(payout?.requestId),
    () => client.init({ ...createPlan("december"), externalId: "december" }),
    () => client.raw.POST("/v1/mass/payout/auth", { body: { requestId: payout?.requestId } }),
  ];
  for (const write of writes) await expect(write()).rejects.toThrow();
  expect(iyzico.simulator.history).toHaveLength(before);
  expect(iyzico.timesPaid()).toEqual([0, 0]);
});
