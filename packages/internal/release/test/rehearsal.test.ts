import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runCommand } from "../src/command.ts";
import { outsideEnvironment } from "../src/environment.ts";
import { copyTree } from "../src/tree.ts";

const folder = mkdtempSync(join(tmpdir(), "mass-payout-rehearsal-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a command", () => {
  const { signal } = new AbortController();
  const options = { cwd: folder, env: process.env, signal };

  test("gives what it printed", async () => {
    expect(await runCommand("echo", ["all is well"], options)).toBe("all is well\n");
  });

  test("that fails says how, with all that it printed", async () => {
    await expect(runCommand("sh", ["-c", "echo first; echo second >&2; exit 7"], options)).rejects.toThrow(
      /^sh -c .* failed \(7\):\nfirst\nsecond$/,
    );
  });

  test("that is not there says so", async () => {
    await expect(runCommand("no-such-command", [], options)).rejects.toThrow("ENOENT");
  });

  test("that is stopped ends with all that it started", async () => {
    const stopping = new AbortController();
    // The sleeper holds the command's output open: that ends only when the sleeper does.
    const running = runCommand("sh", ["-c", "sleep 1000 & touch started; wait"], {
      ...options,
      signal: stopping.signal,
    });
    await vi.waitUntil(() => existsSync(join(folder, "started")), { timeout: 20_000 });
    stopping.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
  });

  test("is not begun when it was stopped before", async () => {
    const stopped = { ...options, signal: AbortSignal.abort(new Error("stopped")) };
    await expect(runCommand("touch", ["begun"], stopped)).rejects.toThrow("stopped");
    expect(existsSync(join(folder, "begun"))).toBe(false);
  });
});

test("a tree is copied as git sees it: as it is, with what is new, without what is deleted or ignored", async () => {
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

describe("a stranger's environment", () => {
  beforeEach(() => {
    const ours = { NPM_TOKEN: "t", npm_config_registry: "r", PNPM_CONFIG_OTP: "o", GITHUB_TOKEN: "g", CI: "true" };
    for (const [name, value] of Object.entries({ ...ours, NODE_EXTRA_CA_CERTS: "/ca" })) vi.stubEnv(name, value);
  });
  afterEach(() => void vi.unstubAllEnvs());

  test("has no setting and no credential of ours, and a home without any", async () => {
    const environment = await outsideEnvironment(folder, "http://127.0.0.1:1/");
    expect(environment).toMatchObject({ npm_config_registry: "http://127.0.0.1:1/", NODE_EXTRA_CA_CERTS: "/ca" });
    for (const name of ["NPM_TOKEN", "PNPM_CONFIG_OTP", "GITHUB_TOKEN", "CI"])
      expect(environment).not.toHaveProperty(name);
    expect(readdirSync(environment["HOME"] ?? "")).toEqual([]);
  });
});
