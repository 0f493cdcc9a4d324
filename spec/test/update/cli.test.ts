import { execFile } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parseChangesetFile } from "@changesets/parse";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Json, pageOf, published } from "../support/pages.ts";

const run = promisify(execFile);
const repository = fileURLToPath(new URL("../../../", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "mass-payout-update-"));
const trial = join(copy, "trial");

/** Copies what the command reads and writes, and links the dependencies of the repository. */
beforeEach(() => {
  rmSync(trial, { recursive: true, force: true });
  mkdirSync(join(trial, ".changeset"), { recursive: true });
  for (const path of [
    "spec/document",
    "spec/build",
    "spec/generate",
    "spec/update",
    "spec/upstream",
    "spec/overlays",
    "packages/types/src",
  ]) {
    cpSync(join(repository, path), join(trial, path), { recursive: true });
  }
  for (const path of [
    "spec/package.json",
    "spec/redocly.yaml",
    "spec/openapi.yaml",
    "spec/generation-log.json",
    "packages/types/package.json",
    "packages/types/openapi.json",
  ]) {
    cpSync(join(repository, path), join(trial, path));
  }
  mkdirSync(join(trial, "packages/client"));
  cpSync(join(repository, "packages/client/package.json"), join(trial, "packages/client/package.json"));
  symlinkSync(join(repository, "spec/node_modules"), join(trial, "spec/node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true }));

/** The contents of all files of the copy. */
const readFiles = () =>
  Object.fromEntries(
    globSync("{.changeset,spec,packages}/**/*.*", { cwd: trial, exclude: ["**/node_modules"] })
      .sort()
      .map((path) => [path, readFileSync(join(trial, path), "utf8")]),
  );

const runCommand = async (...args: string[]) => {
  const cli = join(trial, "spec/update/cli.ts");
  const options = { cwd: trial, env: { ...process.env, INIT_CWD: copy } };
  const { stdout, stderr, code = 0 } = await run(process.execPath, [cli, ...args], options).catch((failure) => failure);
  return { stdout, stderr, code };
};

const writePage = (change: (schemas: Json, document: Json) => void) => {
  const { document, tables } = published();
  change(document.components.schemas, document);
  writeFileSync(join(copy, "page.md"), pageOf(document, tables));
};
const writePageWithNewField = () =>
  writePage(({ MassPayoutItemDetail }) => {
    MassPayoutItemDetail.properties.trialField = { type: "string" };
  });

describe("a page with a change", () => {
  test("is imported, with a changeset for the package that it affects", async () => {
    writePageWithNewField();
    const before = readFiles();
    const { stdout, code } = await runCommand("page.md");
    expect(code).toBe(0);
    expect(stdout).toContain(`GET /v1/mass/payout/retrieve/items/{referenceCode}
POST /v1/mass/payout/retrieve
  minor     Answers have a new field: MassPayoutItemDetail.trialField (string).
            types: minor, client: none. The client does not read it; \`raw\` returns it.`);
    expect(stdout).toContain("@iyzico-mass-payout/types: a minor release\n@iyzico-mass-payout/client: no release\n");
    const after = readFiles();
    const [changeset = "", ...more] = Object.keys(after).filter((path) => before[path] === undefined);
    expect(more).toEqual([]);
    expect(stdout).toContain(`Written: ${changeset}`);
    expect(parseChangesetFile(after[changeset] ?? "")).toEqual({
      releases: [{ name: "@iyzico-mass-payout/types", type: "minor" }],
      summary:
        "iyzico changed its documentation about `GET /v1/mass/payout/retrieve/items/{referenceCode}`, `POST /v1/mass/payout/retrieve`.\n\n" +
        "- Answers have a new field: MassPayoutItemDetail.trialField (string). The client does not read it; `raw` returns it.",
    });
    expect(Object.keys(before).filter((path) => before[path] !== after[path])).toEqual([
      "packages/types/openapi.json",
      "packages/types/src/generated/api.ts",
      "spec/generation-log.json",
      "spec/openapi.yaml",
      "spec/upstream/retrieve-mass-payout.json",
      "spec/upstream/sources.json",
    ]);

    // No file is stale, and a second import has no changes.
    await run(process.execPath, [join(trial, "spec/build/cli.ts"), "--check"]);
    await run(process.execPath, [join(trial, "spec/generate/cli.ts"), "--check"]);
    const unchanged = "No changes in POST /v1/mass/payout/retrieve.\n";
    expect(await runCommand("page.md")).toEqual({ stdout: unchanged, stderr: "", code: 0 });
    expect(readFiles()).toEqual(after);
  });
});

test("a change that a correction hides is reported with it, and waits for a decision in the changesets", async () => {
  writePage((_, { components }) => {
    components.parameters.AuthHeader.name = "X-Signature";
  });
  const report = `  BREAKING (hidden by our correction spec/overlays/40-authentication.yaml, action 5: No longer referred to.)
            The header parameter Authorization was removed, and X-Signature is new.
            types: BREAKING, client: BREAKING without the correction.`;
  expect(await runCommand("--check", "page.md")).toMatchObject({ code: 1, stdout: expect.stringContaining(report) });
  const before = readFiles();
  expect(await runCommand("page.md")).toMatchObject({ code: 0, stdout: expect.stringContaining(report) });
  const after = readFiles();
  expect(after["spec/openapi.yaml"]).toBe(before["spec/openapi.yaml"]);
  const changesets = Object.keys(after).filter((path) => before[path] === undefined);
  expect(changesets.map((path) => parseChangesetFile(after[path] ?? ""))).toMatchObject(
    changesets.map(() => ({ releases: [{ type: "minor" }], summary: expect.stringContaining("\n- **Decide:** ") })),
  );
  expect(changesets).toHaveLength(2);
});

describe("no file is changed", () => {
  test("when an option is unknown", async () => {
    expect(await runCommand("--dry-run", "page.md")).toEqual({
      stdout: "",
      stderr: expect.stringMatching(/Unknown option '--dry-run'.*\nNothing was changed\.\n$/),
      code: 2,
    });
  });

  test("when one page of several is invalid", async () => {
    writePageWithNewField();
    writeFileSync(join(copy, "empty.md"), "");
    const before = readFiles();
    expect(await runCommand("page.md", "empty.md")).toMatchObject({
      stderr: expect.stringContaining("is empty"),
      code: 2,
    });
    expect(readFiles()).toEqual(before);
  });
});

test("a write that fails says that files may be written, and how to go back", async () => {
  writePageWithNewField();
  rmSync(join(trial, ".changeset"), { recursive: true });
  writeFileSync(join(trial, ".changeset"), "");
  const { stderr, code } = await runCommand("page.md");
  expect(code).toBe(3);
  expect(stderr).toMatch(/\.changeset.*\nFiles of spec .* may be written.*\nTo go back, .*`git restore`/);
  expect(stderr).not.toContain("Nothing was changed");
  expect(readFileSync(join(trial, "spec/openapi.yaml"), "utf8")).toContain("trialField");
});

test("--check exits with 1 for a change in the recorded pages, and changes no file", async () => {
  writePageWithNewField();
  const page = readFileSync(join(copy, "page.md"));
  const server = createServer((_, response) => response.end(page));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const path = join(trial, "spec/upstream/sources.json");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page.md`;
  writeFileSync(path, readFileSync(path, "utf8").replaceAll(/(?<="page": ")https:[^"]*/g, address));
  const before = readFiles();
  expect(await runCommand("--check")).toMatchObject({ stdout: expect.stringContaining("trialField"), code: 1 });
  expect(readFiles()).toEqual(before);
});
