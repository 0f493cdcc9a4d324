import { execFile } from "node:child_process";
import { cpSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { expect, inject, test } from "vitest";
import { manifestOf, readContents } from "../src/contents.ts";
import { tarballs } from "../src/tarballs.ts";
import { folderOf } from "../src/tsconfig.ts";
import { compileToCommonJs } from "../src/typescript-5.9.ts";

const run = promisify(execFile);
const cwd = inject("consumer");

interface Module {
  specifier: string;
  isJson: boolean;
}

const modules: readonly Module[] = tarballs.flatMap(({ name, tarball }) =>
  Object.entries(manifestOf(readContents(tarball)).exports).map(([subpath, target]) => ({
    specifier: join(name, subpath),
    isJson: typeof target === "string",
  })),
);

/** Runs JavaScript in a process of its own and returns what it printed as JSON. */
async function evaluate(code: string, type: "module" | "commonjs"): Promise<unknown> {
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, "--eval", code], { cwd });
  return JSON.parse(stdout);
}

const namesByImport = (specifier: string, isJson = false) =>
  evaluate(
    `console.log(JSON.stringify(Object.keys(await import("${specifier}"${isJson ? ', { with: { type: "json" } }' : ""}))))`,
    "module",
  ) as Promise<string[]>;

const namesByRequire = (specifier: string) =>
  evaluate(`console.log(JSON.stringify(Object.keys(require("${specifier}"))))`, "commonjs") as Promise<string[]>;

const results = {
  first: "initiating",
  outcome: "all: 42251.25",
  unpaid: [],
  status: "COMPLETED",
  known: true,
  balance: "57748.75",
  minor: "10050",
  header: null,
};

test("a program that imports every entry point runs", async () => {
  const { stdout } = await run(process.execPath, ["program.ts"], { cwd });
  expect(JSON.parse(stdout)).toEqual(results);
});

test("the same program runs as CommonJS, and so does a service with the decorators of NestJS", async () => {
  const folder = folderOf(cwd, "commonjs");
  const program = await run(process.execPath, [compileToCommonJs(join(folder, "program.ts"))], { cwd: folder });
  expect(JSON.parse(program.stdout)).toEqual(results);
  const service = await run(process.execPath, [compileToCommonJs(join(folder, "nest-service.ts"))], { cwd: folder });
  expect(service.stdout).toBe("invalid_request function undefined\n");
});

test.each(modules)(
  "$specifier can be imported and required alone, with the same names",
  async ({ specifier, isJson }) => {
    const [imported, required] = await Promise.all([namesByImport(specifier, isJson), namesByRequire(specifier)]);
    if (isJson) expect(imported).toEqual(["default"]);
    else expect(required.sort()).toEqual(imported.sort());
  },
);

test.each(modules.filter(({ isJson }) => !isJson))(
  "$specifier exports what its API report has",
  async ({ specifier }) => {
    const [, name = "", entry = "index"] = specifier.split("/");
    const report = readFileSync(join(root, "packages", name, "api", `${entry}.api.md`), "utf8");
    const reported = report.matchAll(/^export (?:abstract )?(?:function|class|const) (\w+)/gm);
    expect((await namesByImport(specifier)).sort()).toEqual([...new Set([...reported].map(([, each]) => each))].sort());
  },
);

test("isMassPayoutError knows the errors of both copies in one process, and instanceof only its own", async () => {
  const { stdout } = await run(process.execPath, ["two-copies.cjs"], { cwd });
  const [ofRequired, ofImported] = JSON.parse(stdout);
  expect(ofRequired).toEqual([true, true, false, false]);
  expect(ofImported).toEqual([true, true, false, false]);
});

test.each(["js", "cjs"])(
  "a client whose .%s files were removed while it runs says so before it sends anything",
  async (extension) => {
    const client = realpathSync(join(cwd, "node_modules/@iyzico-mass-payout/client"));
    // Beside its dependencies, so that it finds them.
    const copy = `${client}-${extension}`;
    cpSync(client, copy, { recursive: true });
    const { stdout } = await run(process.execPath, ["removed-files.mjs", copy, extension], { cwd });
    expect(JSON.parse(stdout)).toEqual({
      code: "load_failed",
      outcome: "not-sent",
      cause: extension === "js" ? "ERR_MODULE_NOT_FOUND" : "MODULE_NOT_FOUND",
      sent: 0,
      balance: "1000000",
      rejected: "authentication_failed",
    });
  },
);

test.each([
  "@iyzico-mass-payout/client/dist/money/amount.js",
  "@iyzico-mass-payout/auth/src/hmac.ts",
  "@iyzico-mass-payout/cli",
])("%s can't be imported or required", async (specifier) => {
  await expect(namesByImport(specifier)).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
  await expect(namesByRequire(specifier)).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
});

test("the installed command runs", async () => {
  const { stdout } = await run(join(cwd, "node_modules/.bin/mass-payout"), ["--help"], { cwd });
  expect(stdout).toContain("mass-payout retrieve");
});
