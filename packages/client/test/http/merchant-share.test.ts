import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { createSigner } from "@iyzico-mass-payout/auth";
import { describe, expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/http/clock.ts";
import { merchantShareOf } from "../../src/http/merchant-share.ts";
import { createMassPayoutClient, type MassPayoutClient, type MassPayoutClientOptions } from "../../src/index.ts";
import { emptyPage, retrieveRequest } from "../support/answers.ts";
import { credentials } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

/** Another copy of the package in the same process, as a program has that loads two versions of it. */
async function loadCopy() {
  const folder = mkdtempSync(join(tmpdir(), "client-copy-"));
  const home = new URL("../../", import.meta.url);
  cpSync(new URL("src", home), join(folder, "src"), { recursive: true });
  symlinkSync(fileURLToPath(new URL("node_modules", home)), join(folder, "node_modules"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const client: typeof import("../../src/create-client.ts") = await import(join(folder, "src/create-client.ts"));
  const clock: typeof import("../../src/http/clock.ts") = await import(join(folder, "src/http/clock.ts"));
  const share: typeof import("../../src/http/merchant-share.ts") = await import(
    join(folder, "src/http/merchant-share.ts")
  );
  return { ...client, ...clock, ...share };
}

/** Makes 60 requests with clients in turn, and returns how long they paused, in milliseconds. */
async function pausedMs(makeClients: (options: MassPayoutClientOptions) => MassPayoutClient[]): Promise<number> {
  await using server = await startAnswering(emptyPage);
  const clock = virtualClock();
  const clients = makeClients({ credentials, baseUrl: server.url, clock });
  for (let request = 0; request < 60; request += 1) {
    await (clients[request % clients.length] as MassPayoutClient).retrieve(retrieveRequest);
  }
  return clock.now();
}

const limited = 60_000;

describe("the default rate limit", () => {
  test("is shared by clients with the same address and API key", async () => {
    expect(await pausedMs((options) => [createMassPayoutClient(options), createMassPayoutClient(options)])).toBe(
      limited,
    );
  });

  test("is shared by clients of two copies of the package", async () => {
    const copy = await loadCopy();
    expect(copy.createMassPayoutClient).not.toBe(createMassPayoutClient);
    expect(await pausedMs((options) => [createMassPayoutClient(options), copy.createMassPayoutClient(options)])).toBe(
      limited,
    );
  });

  test("is shared by clients with the same signer", async () => {
    const signer = createSigner(credentials);
    const withSigner = ({ baseUrl, clock }: MassPayoutClientOptions) =>
      createMassPayoutClient({ signer, baseUrl: baseUrl as string, clock });
    expect(await pausedMs((options) => [withSigner(options), withSigner(options)])).toBe(limited);
  });

  test.each<[string, (options: MassPayoutClientOptions) => MassPayoutClient]>([
    [
      "another API key",
      (options) =>
        createMassPayoutClient({ ...options, credentials: { ...credentials, apiKey: "sandbox-other" } } as never),
    ],
    [
      "a signer",
      ({ baseUrl, clock }) =>
        createMassPayoutClient({ signer: createSigner(credentials), baseUrl: baseUrl as string, clock }),
    ],
    ["another clock", (options) => createMassPayoutClient({ ...options, clock: virtualClock() })],
    ["a limit of its own", (options) => createMassPayoutClient({ ...options, rateLimit: { perMinute: 50 } })],
  ])("is not shared with a client that has %s", async (_, makeOther) => {
    expect(await pausedMs((options) => [createMassPayoutClient(options), makeOther(options)])).toBe(0);
  });
});

describe("what clients of a merchant share", () => {
  const merchant = { origin: "https://merchant-share.test", credentials, signer: undefined };

  test("is the same in two copies of the package, with the runtime's clock too", async () => {
    const copy = await loadCopy();
    expect(copy.systemClock).not.toBe(systemClock);
    const value = merchantShareOf(merchant)("a", () => ({}), systemClock);
    expect(merchantShareOf({ ...merchant })("a", () => ({}))).toBe(value);
    expect(copy.merchantShareOf(merchant)("a", () => ({}), copy.systemClock)).toBe(value);
  });

  test("differs by name, address, API key, signer and clock", () => {
    const signers = [createSigner(credentials), createSigner(credentials)];
    const values = [
      merchantShareOf(merchant)("a", () => ({})),
      merchantShareOf(merchant)("b", () => ({})),
      merchantShareOf({ ...merchant, origin: "https://other.test" })("a", () => ({})),
      merchantShareOf({ ...merchant, credentials: { ...credentials, apiKey: "x" } })("a", () => ({})),
      ...signers.map((signer) => merchantShareOf({ ...merchant, credentials: undefined, signer })("a", () => ({}))),
      merchantShareOf(merchant)("a", () => ({}), virtualClock()),
    ];
    expect(new Set(values).size).toBe(values.length);
  });

  test("shows no API key where the process keeps it", () => {
    const secret = { apiKey: "CANARY-key", secretKey: "CANARY-secret" };
    merchantShareOf({ ...merchant, credentials: secret })("a", () => ({}));
    const key = Symbol.for("@iyzico-mass-payout/client/merchant-share");
    const kept: unknown = Reflect.get(globalThis, key);
    expect(kept).toBeTypeOf("function");
    expect(inspect(kept, { depth: null, showHidden: true, getters: true })).not.toContain("CANARY");
    expect(Object.getOwnPropertyDescriptor(globalThis, key)).toMatchObject({
      enumerable: false,
      writable: false,
      configurable: false,
    });
  });
});
