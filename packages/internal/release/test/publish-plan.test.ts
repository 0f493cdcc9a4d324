import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { afterAll, beforeEach, expect, test } from "vitest";
import { integrityOf } from "../src/packument.ts";
import { readPublishPlan, selectUnpublished } from "../src/publish-plan.ts";

const folder = mkdtempSync(join(tmpdir(), "mass-payout-plan-"));
/** The packuments of the registry, by the path of the request. */
const packuments = new Map<string, object>();
const server = await startLoopbackServer((request, response) => {
  const packument = packuments.get(request.url ?? "");
  response.writeHead(packument === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(packument ?? {}));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const planned = (name: string, version = "0.9.1") => ({
  name: `@acme/${name}`,
  version,
  tarball: { path: `${name}.tgz` },
});
const [auth, client] = [planned("auth"), planned("client")];
for (const { tarball } of [auth, client]) writeFileSync(join(folder, tarball.path), `bytes of ${tarball.path}`);
writeFileSync(join(folder, "publish-plan.json"), JSON.stringify({ version: 1, plan: [[auth], [client]] }));

beforeEach(() => packuments.clear());

function addToRegistry(name: string, version: string, bytes: string): void {
  const integrity = integrityOf(Buffer.from(bytes));
  packuments.set(`/@acme%2f${name}`, {
    "dist-tags": { latest: version },
    versions: { [version]: { dist: { integrity } } },
  });
}

const select = () => selectUnpublished(folder, readPublishPlan(folder), `${server.url}/`);

test("what the registry does not have is published, in the plan's order", async () => {
  expect(await select()).toEqual([[auth], [client]]);
  addToRegistry("auth", "0.8.12", "bytes of an older version");
  expect(await select()).toEqual([[auth], [client]]);
});

test("what the registry has with the same bytes is left out, and so is a group with nothing left", async () => {
  addToRegistry("auth", "0.9.1", "bytes of auth.tgz");
  expect(await select()).toEqual([[client]]);
  addToRegistry("client", "0.9.1", "bytes of client.tgz");
  expect(await select()).toEqual([]);
});

test("a version that the registry has with other bytes is an error", async () => {
  addToRegistry("client", "0.9.1", "bytes of another tarball");
  await expect(select()).rejects.toThrow(
    /^@acme\/client 0\.9\.1 is published with other content: sha512-.* was packed/,
  );
});

test("an older release is not run again once a newer version is the latest", async () => {
  addToRegistry("auth", "0.10.0", "bytes of a newer version");
  await expect(select()).rejects.toThrow("@acme/auth 0.10.0 is published, and 0.9.1 would replace it as the latest");
});

test("a release is newer than its prereleases, and a prerelease than the one before it", async () => {
  const selectVersion = (version: string) => selectUnpublished(folder, [[planned("auth", version)]], `${server.url}/`);
  addToRegistry("auth", "1.0.0-rc.9", "bytes of a prerelease");
  expect(await selectVersion("1.0.0")).toEqual([[planned("auth", "1.0.0")]]);
  expect(await selectVersion("1.0.0-rc.10")).toEqual([[planned("auth", "1.0.0-rc.10")]]);
  await expect(selectVersion("1.0.0-beta.10")).rejects.toThrow("@acme/auth 1.0.0-rc.9 is published");
  addToRegistry("auth", "1.0.0", "bytes of the release");
  await expect(selectVersion("1.0.0-rc.10")).rejects.toThrow("@acme/auth 1.0.0 is published");
});

test("nothing is published when the registry can't be asked", async () => {
  const broken = await startLoopbackServer((_, response) => response.writeHead(503).end());
  await expect(selectUnpublished(folder, [[auth]], `${broken.url}/`)).rejects.toThrow("HTTP status 503");
  await broken.close();
});
