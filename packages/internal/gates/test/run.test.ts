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

/** The names that each module exports, by specifier. */
type Names = Readonly<Record<string, readonly string[]>>;

/** In one process for all, because starting processes would take most of the time of the gates. */
const namesByImport = (specifiers: readonly string[]) =>
  evaluate(
    `const names = async (specifier) => [specifier, Object.keys(await import(specifier)).sort()];
    console.log(JSON.stringify(Object.fromEntries(await Promise.all(${JSON.stringify(specifiers)}.map(names)))));`,
    "module",
  ) as Promise<Names>;

const namesByRequire = (specifiers: readonly string[]) =>
  evaluate(
    `const names = (specifier) => [specifier, Object.keys(require(specifier)).sort()];
    console.log(JSON.stringify(Object.fromEntries(${JSON.stringify(specifiers)}.map(names))));`,
    "commonjs",
  ) as Promise<Names>;

const results = {
  first: "initiating",
  outcome: "all: 42251.25",
  unpaid: [],
  status: "COMPLETED",
  known: true,
  balance: "57748.75",
  minor: "10050",
  header: null,
  away: "Error: away, Error: away",
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

test("every entry point can be imported and required, and exports what its API report has", async () => {
  const specifiers = modules.filter(({ isJson }) => !isJson).map(({ specifier }) => specifier);
  const [imported, required] = await Promise.all([namesByImport(specifiers), namesByRequire(specifiers)]);
  expect(required).toEqual(imported);
  const reported = specifiers.map((specifier) => {
    const [, name = "", entry = "index"] = specifier.split("/");
    const report = readFileSync(join(root, "packages", name, "api", `${entry}.api.md`), "utf8");
    const exported = report.matchAll(/^export (?:abstract )?(?:function|class|const) (\w+)/gm);
    return [specifier, [...new Set([...exported].map(([, each]) => each))].sort()];
  });
  expect(imported).toEqual(Object.fromEntries(reported));
});

test("every JSON document can be imported and required", async () => {
  const documents = modules.filter(({ isJson }) => isJson).map(({ specifier }) => specifier);
  const imports = documents.map((document) => `await import("${document}", { with: { type: "json" } });`);
  await evaluate(`${imports.join("\n")} console.log(true)`, "module");
  expect(Object.keys(await namesByRequire(documents))).toEqual(documents);
});

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
  await expect(namesByImport([specifier])).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
  await expect(namesByRequire([specifier])).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
});

test("the installed command runs", async () => {
  const { stdout } = await run(join(cwd, "node_modules/.bin/mass-payout"), ["--help"], { cwd });
  expect(stdout).toMatch(/^ {2}retrieve +\S/m);
});

test("the installed command finds durable, which it does not install", async () => {
  const env = { ...process.env, MASS_PAYOUT_DATABASE: "postgres://127.0.0.1:1/none" };
  const health = run(join(cwd, "node_modules/.bin/mass-payout"), ["health", "--locale", "en"], { cwd, env });
  await expect(health).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("ECONNREFUSED") });
});
