import { execFile } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));
// Inside this package, whose dependencies are all that an example may import.
const folder = fileURLToPath(new URL("../.documentation/", import.meta.url));

/** Every TypeScript block of the Markdown files and of the docstrings, under a file name that tells where it stands. */
function examples(): [name: string, code: string][] {
  const markdown = globSync("{README.md,docs/*.md,spec/*.md,packages/*/README.md}", { cwd: root });
  const sources = globSync("packages/*/src/**/*.ts", { cwd: root, exclude: ["**/generated/**"] });
  return [...markdown, ...sources].sort().flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const prose = path.endsWith(".ts") ? text.replace(/^ *\* ?/gm, "") : text;
    return [...prose.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], index): [string, string] => [
      `${path.replaceAll(/[/.]/g, "-")}-${index + 1}.ts`,
      code,
    ]);
  });
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  for (const [name, code] of examples()) writeFileSync(join(folder, name), `${code}\nexport {};\n`);
  const compilerOptions = { noEmit: true, noUnusedLocals: false, isolatedDeclarations: false, types: ["node"] };
  const config = { extends: "../../../tsconfig.base.json", compilerOptions, include: ["*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every example of the documentation compiles", async () => {
  expect(examples().length).toBeGreaterThan(10);
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", folder]).catch((failure: { stdout: string }) => failure);
  expect(stdout).toBe("");
});

describe("the README", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");

  test("has an example that runs, and pays", async () => {
    const credentials = { apiKey: "sandbox-readme", secretKey: "sandbox-readme-secret" };
    const lags = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0 };
    const simulator = createSimulator({ credentials, clock: Date, lags });
    const server = await simulator.listen();
    const cwd = mkdtempSync(join(tmpdir(), "mass-payout-readme-"));
    onTestFinished(async () => {
      await server.close();
      rmSync(cwd, { recursive: true });
    });
    const { stdout } = await run(process.execPath, [join(folder, "README-md-1.ts")], {
      cwd,
      env: {
        ...process.env,
        IYZICO_API_KEY: credentials.apiKey,
        IYZICO_SECRET_KEY: credentials.secretKey,
        IYZICO_BASE_URL: server.url,
      },
    });
    expect(stdout).toBe("settled everyone { TRY: { paid: '42150.75' } }\n");
    expect(simulator.payouts).toMatchObject([{ externalId: "salaries-2026-11", items: [{ received: "42150.75" }] }]);
  });

  test("names the commands by the package manager's own version", () => {
    const { packageManager, scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const script of ["demo", "test"]) {
      expect(readme).toContain(`npx -y ${packageManager} ${script}`);
      expect(scripts).toHaveProperty(script);
    }
  });

  test("links only to what is there", () => {
    for (const [, target = ""] of readme.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(globSync(target, { cwd: root }), target).toHaveLength(1);
    }
  });

  test("fits on one screen", () => {
    expect(readme.split("\n").length).toBeLessThan(60);
  });
});
