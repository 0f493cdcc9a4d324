import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { manifestOf, readContents } from "../src/contents.ts";
import { tarballs } from "../src/tarballs.ts";

const run = promisify(execFile);
const cwd = inject("consumer");

const modules = tarballs.flatMap(({ name, tarball }) =>
  Object.entries(manifestOf(readContents(tarball)).exports).map(([subpath, target]) => ({
    specifier: join(name, subpath),
    isJson: typeof target === "string",
  })),
);

async function runImport(specifier: string, attributes: string): Promise<string> {
  const code = `await import("${specifier}"${attributes}); console.log("imported")`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd });
  return stdout;
}

test("a program that imports every entry point runs", async () => {
  const { stdout } = await run(process.execPath, ["program.ts"], { cwd });
  expect(JSON.parse(stdout)).toEqual({
    first: "initiating",
    outcome: "all: 42251.25",
    unpaid: [],
    status: "COMPLETED",
    known: true,
    balance: "57748.75",
    minor: "10050",
    header: null,
  });
});

test.each(modules)("$specifier can be imported alone", async ({ specifier, isJson }) => {
  expect(await runImport(specifier, isJson ? ', { with: { type: "json" } }' : "")).toBe("imported\n");
});

test.each([
  "@iyzico-mass-payout/client/dist/money/amount.js",
  "@iyzico-mass-payout/auth/src/hmac.ts",
  "@iyzico-mass-payout/cli",
])("%s can't be imported", async (specifier) => {
  await expect(runImport(specifier, "")).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
});

test("the installed command runs", async () => {
  const { stdout } = await run(join(cwd, "node_modules/.bin/mass-payout"), ["--help"], { cwd });
  expect(stdout).toContain("mass-payout retrieve");
});
