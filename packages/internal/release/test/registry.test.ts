import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Registry, startRegistry } from "../src/registry.ts";

const storage = mkdtempSync(join(tmpdir(), "mass-payout-registry-"));
const asked: (string | undefined)[] = [];
const uplink = createServer((request, response) => {
  asked.push(request.url);
  response.writeHead(404, { "content-type": "application/json" }).end("{}");
});
let registry: Registry;

beforeAll(async () => {
  uplink.listen(0, "127.0.0.1");
  await once(uplink, "listening");
  const url = `http://127.0.0.1:${(uplink.address() as AddressInfo).port}/`;
  registry = await startRegistry({ scope: "@acme", storage, uplink: url });
});

afterAll(async () => {
  await registry.close();
  uplink.close();
  rmSync(storage, { recursive: true });
});

const authorization = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function identityFor(audience: string, token = registry.environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "") {
  const url = `${registry.environment["ACTIONS_ID_TOKEN_REQUEST_URL"]}&audience=${encodeURIComponent(audience)}`;
  const answer = await fetch(url, authorization(token));
  return { status: answer.status, ...((await answer.json()) as { value?: string }) };
}

async function tokenFor(name: string, identity: string) {
  const url = `${registry.url}-/npm/v1/oidc/token/exchange/package/${encodeURIComponent(name)}`;
  const answer = await fetch(url, { method: "POST", ...authorization(identity) });
  return { status: answer.status, ...((await answer.json()) as { token?: string }) };
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
  const answer = await fetch(registry.url + encodeURIComponent(name), { method: "PUT", headers, body });
  return answer.status;
}

test("a package is published with the token that its publisher gets for its identity, and counted", async () => {
  const { value = "" } = await identityFor("npm:127.0.0.1");
  const { token = "" } = await tokenFor("@acme/client", value);
  expect(await publish("@acme/client", token)).toBe(201);
  expect(registry.published).toEqual(["@acme/client"]);
  const document = (await (await fetch(`${registry.url}@acme%2fclient`)).json()) as { versions: object };
  expect(Object.keys(document.versions)).toEqual(["0.1.0"]);
});

test("nothing is published without a token, with an invented one, or with that of another package", async () => {
  const before = registry.published.length;
  const { value = "" } = await identityFor("npm:127.0.0.1");
  const { token = "" } = await tokenFor("@acme/client", value);
  for (const each of ["", "npm_invented", value]) expect(await publish("@acme/auth", each)).toBe(401);
  expect(await publish("@acme/auth", token)).toBe(401);
  expect(registry.published.length).toBe(before);
});

test("an identity is for the job alone, and for npm alone; a token is for an identity alone", async () => {
  expect(await identityFor("npm:127.0.0.1", "somebody")).toMatchObject({ status: 401 });
  expect(await identityFor("somewhere")).toMatchObject({ status: 401 });
  expect(await tokenFor("@acme/client", "invented")).toMatchObject({ status: 401 });
});

test("what is not its own is asked for upstream, and its own never is", async () => {
  await fetch(`${registry.url}@acme%2fnobody`);
  expect(asked).toEqual([]);
  await fetch(`${registry.url}somebody`);
  expect(asked).toEqual(["/somebody"]);
});
