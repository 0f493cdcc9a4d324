import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { afterAll, beforeEach, expect, test } from "vitest";
import { integrityOf } from "../src/packument.ts";

const folder = mkdtempSync(join(tmpdir(), "mass-payout-packed-"));
const tree = join(folder, "tree");
const temporary = join(folder, "temporary");
const requests: string[] = [];
let packument: object | undefined;
/** Called before the registry answers a request that publishes. */
let beforeAnswer = () => {};
const registry = await startLoopbackServer((request, response) => {
  requests.push(`${request.method} ${request.url}`);
  request.resume().on("end", () => {
    if (request.method === "PUT") beforeAnswer();
    const status = request.method === "PUT" ? 201 : packument === undefined ? 404 : 200;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(packument ?? {}));
  });
});
afterAll(async () => {
  await registry.close();
  rmSync(folder, { recursive: true });
});

const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const files: Record<string, string> = {
  "package.json": JSON.stringify({ name: "tree", private: true, packageManager }),
  "pnpm-workspace.yaml": "packages:\n  - one\n",
  "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
  // Port 9 is closed: the default registry can't be asked.
  ".npmrc": `registry=http://127.0.0.1:9/\n@acme:registry=${registry.url}/\n${registry.url.replace("http:", "")}/:_authToken=token\n`,
  ".changeset/config.json": JSON.stringify({ access: "public" }),
  "one/package.json": JSON.stringify({ name: "@acme/one", version: "1.0.0" }),
  "packages/internal/release/dist/publish-plan.json": JSON.stringify({
    version: 1,
    plan: [
      [
        {
          kind: "publish",
          name: "@acme/one",
          version: "1.0.0",
          access: "public",
          tag: "latest",
          tarball: { path: "one.tgz" },
        },
      ],
    ],
  }),
};
mkdirSync(temporary);
for (const [path, text] of Object.entries(files)) {
  mkdirSync(join(tree, path, ".."), { recursive: true });
  writeFileSync(join(tree, path), text);
}
const tarball = join(tree, "packages/internal/release/dist/one.tgz");
execFileSync("pnpm", ["pack", "--out", tarball], { cwd: join(tree, "one"), stdio: "ignore" });

beforeEach(() => {
  requests.length = 0;
  packument = undefined;
  beforeAnswer = () => {};
});

const program = `import { publishPacked, selectPacked } from ${JSON.stringify(new URL("../src/publish-packed.ts", import.meta.url))};
process.exitCode = publishPacked(${JSON.stringify(tree)}, await selectPacked(${JSON.stringify(tree)}));`;
const publish = () =>
  runProcess(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: tree,
    env: { ...process.env, TMPDIR: temporary },
  });

test("the registry of the packages' scope is asked, not the default one", async () => {
  packument = {
    "dist-tags": { latest: "1.0.0" },
    versions: { "1.0.0": { dist: { integrity: integrityOf(readFileSync(tarball)) } } },
  };
  const { stdout, problem } = await publish();
  expect(problem).toBeUndefined();
  expect(stdout).toBe("@acme/one 1.0.0 is published, with the bytes that were packed.\n");
  expect(requests).toEqual(["GET /@acme%2fone"]);
});

test("a temporary folder that is removed meanwhile does not fail a publication that succeeded", async () => {
  beforeAnswer = () => {
    for (const name of readdirSync(temporary)) rmSync(join(temporary, name), { recursive: true });
  };
  const { stdout, stderr, problem } = await publish();
  expect(`${stdout}${stderr}`).toContain("Successfully published");
  expect(requests).toContain("PUT /@acme%2fone");
  expect(problem).toBeUndefined();
});
