import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createCleanEnvironment } from "../src/clean-environment.ts";
import { runCommand } from "../src/command.ts";
import { copyTree } from "../src/copy-tree.ts";

const folder = mkdtempSync(join(tmpdir(), "mass-payout-rehearsal-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a command", () => {
  const { signal } = new AbortController();
  const options = { cwd: folder, env: process.env, signal };

  test("returns its stdout", async () => {
    expect(await runCommand("echo", ["done"], options)).toBe("done\n");
  });

  test("that fails is an error with its exit code and its output", async () => {
    await expect(runCommand("sh", ["-c", "echo first; echo second >&2; exit 7"], options)).rejects.toThrow(
      /^sh -c .* failed \(exit code 7\):\nfirst\nsecond$/,
    );
  });

  test("that does not exist is an error", async () => {
    await expect(runCommand("no-such-command", [], options)).rejects.toThrow("ENOENT");
  });

  test("that is stopped is an error with the reason", async () => {
    const stopped = { ...options, signal: AbortSignal.abort(new Error("stopped")) };
    await expect(runCommand("echo", ["done"], stopped)).rejects.toThrow("stopped");
  });
});

test("a tree is copied as git would commit it: with new files, without deleted and ignored ones", async () => {
  const [tree, copy] = [join(folder, "tree"), join(folder, "copy")];
  mkdirSync(join(tree, "packages/çay"), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(tree, path), text);
  execFileSync("git", ["init", "--quiet"], { cwd: tree });
  for (const path of ["kept", "deleted", "packages/çay/kept"]) write(path, "committed");
  write(".gitignore", "dist\n");
  execFileSync("git", ["add", "--all"], { cwd: tree });
  rmSync(join(tree, "deleted"));
  write("new one", "new");
  write("dist", "ignored");
  await copyTree({ cwd: tree, env: process.env, signal: new AbortController().signal }, copy);
  expect(readdirSync(copy).sort()).toEqual([".gitignore", "kept", "new one", "packages"]);
  expect(readdirSync(join(copy, "packages/çay"))).toEqual(["kept"]);
});

describe("a clean environment", () => {
  beforeEach(() => {
    const ours = { NPM_TOKEN: "t", npm_config_registry: "r", PNPM_CONFIG_OTP: "o", GITHUB_TOKEN: "g", CI: "true" };
    for (const [name, value] of Object.entries({ ...ours, NODE_EXTRA_CA_CERTS: "/ca" })) vi.stubEnv(name, value);
  });
  afterEach(() => void vi.unstubAllEnvs());

  test("has none of our settings and credentials, and an empty home", async () => {
    const environment = await createCleanEnvironment(folder, "http://127.0.0.1:1/");
    expect(environment).toMatchObject({ npm_config_registry: "http://127.0.0.1:1/", NODE_EXTRA_CA_CERTS: "/ca" });
    for (const name of ["NPM_TOKEN", "PNPM_CONFIG_OTP", "GITHUB_TOKEN", "CI"])
      expect(environment).not.toHaveProperty(name);
    expect(readdirSync(environment["HOME"] ?? "")).toEqual([]);
  });
});
