import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Registry, startRegistry } from "../src/registry.ts";

const storage = mkdtempSync(join(tmpdir(), "mass-payout-registry-"));
const requested: (string | undefined)[] = [];
const uplink = await startLoopbackServer((request, response) => {
  requested.push(request.url);
  response.writeHead(404, { "content-type": "application/json" }).end("{}");
});
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry({ scope: "@acme", storage, uplink: `${uplink.url}/` });
});

afterAll(async () => {
  await registry.close();
  await uplink.close();
  rmSync(storage, { recursive: true });
});

const authorization = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function requestIdentity(audience: string, token = registry.environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "") {
  const url = `${registry.environment["ACTIONS_ID_TOKEN_REQUEST_URL"]}&audience=${encodeURIComponent(audience)}`;
  const response = await fetch(url, authorization(token));
  return { status: response.status, ...((await response.json()) as { value?: string }) };
}

async function requestToken(name: string, identity: string) {
  const url = `${registry.url}-/npm/v1/oidc/token/exchange/package/${encodeURIComponent(name)}`;
  const response = await fetch(url, { method: "POST", ...authorization(identity) });
  return { status: response.status, ...((await response.json()) as { token?: string }) };
}

async function publish(name: string, token: string): Promise<number> {
  const version = { name, version: "0.1.0", dist: { integrity: "", shasum: "", tarball: "" } };
  const body = JSON.stringify({
    _id: name,
    name,
    "dist-tags": { latest: "0.1.0" },
    versions: { "0.1.0": version },
    _attachments: { "package-0.1.0.tgz": { content_type: "application/octet-stream", data: "AAAA", length: 3 } },
  });
  const headers = { "content-type": "application/json", ...authorization(token).headers };
  const response = await fetch(registry.url + encodeURIComponent(name), { method: "PUT", headers, body });
  return response.status;
}

test("a package is published with the token that its publisher got for an identity, and counted", async () => {
  const { value = "" } = await requestIdentity("npm:127.0.0.1");
  const { token = "" } = await requestToken("@acme/client", value);
  expect(await publish("@acme/client", token)).toBe(201);
  expect(registry.published).toEqual(["@acme/client"]);
  const document = (await (await fetch(`${registry.url}@acme%2fclient`)).json()) as { versions: object };
  expect(Object.keys(document.versions)).toEqual(["0.1.0"]);
});

test("nothing is published without a token, with an unknown one, or with that of another package", async () => {
  const before = registry.published.length;
  const { value = "" } = await requestIdentity("npm:127.0.0.1");
  const { token = "" } = await requestToken("@acme/client", value);
  for (const each of ["", "npm_invented", value]) expect(await publish("@acme/auth", each)).toBe(401);
  expect(await publish("@acme/auth", token)).toBe(401);
  expect(registry.published.length).toBe(before);
});

test("only the job gets an identity, only for npm; only an identity gets a token", async () => {
  expect(await requestIdentity("npm:127.0.0.1", "unknown")).toMatchObject({ status: 401 });
  expect(await requestIdentity("another-audience")).toMatchObject({ status: 401 });
  expect(await requestToken("@acme/client", "invented")).toMatchObject({ status: 401 });
});

test("packages of other scopes are requested upstream, its own never are", async () => {
  await fetch(`${registry.url}@acme%2funknown`);
  expect(requested).toEqual([]);
  await fetch(`${registry.url}unknown`);
  expect(requested).toEqual(["/unknown"]);
});

test("a registry that breaks off stores the last package without an answer, and takes no further one", async () => {
  const before = registry.published.length;
  const publishWithToken = async (name: string) => {
    const { token = "" } = await requestToken(name, (await requestIdentity("npm:127.0.0.1")).value ?? "");
    return publish(name, token);
  };
  registry.breakOffAfter(1);
  await expect(publishWithToken("@acme/stored")).rejects.toThrow("fetch failed");
  await expect(publishWithToken("@acme/lost")).rejects.toThrow("fetch failed");
  expect(registry.published.slice(before)).toEqual(["@acme/stored"]);
  expect((await fetch(`${registry.url}@acme%2fstored`)).status).toBe(200);

  registry.breakOffAfter(Number.POSITIVE_INFINITY);
  expect(await publishWithToken("@acme/lost")).toBe(201);
});
