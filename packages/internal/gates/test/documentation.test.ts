import { execFile } from "node:child_process";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { expect, inject, onTestFinished, test } from "vitest";
import { readPages, writeExamples } from "../src/examples.ts";
import { deadLinksOf } from "../src/page-links.ts";
import { tarballs } from "../src/tarballs.ts";
import { checkWithTypeScript7 } from "../src/typescript-7.ts";

const run = promisify(execFile);
const consumer = inject("consumer");
const pages = readPages(consumer);
const examples = writeExamples(consumer, pages);

/** Writes a tsconfig.json with the options that the packages are built with, which are the strictest. */
function writeStrictTsconfig(files: readonly string[], name: string): string {
  const compilerOptions = { noEmit: true, noUnusedLocals: false, isolatedDeclarations: false, types: ["node"] };
  const project = join(consumer, `tsconfig.${name}.json`);
  writeFileSync(project, JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, files }));
  return project;
}

test("every example of the documentation compiles with the installed packages", async () => {
  expect(examples.length).toBeGreaterThan(40);
  expect(await checkWithTypeScript7(writeStrictTsconfig(examples, "examples"))).toEqual([]);
});

test("an example with an import that is not exported does not compile", async () => {
  const text =
    '/**\n * ```ts\n * import { payTwice } from "@iyzico-mass-payout/client";\n * payTwice();\n * ```\n */\n';
  const [example = ""] = writeExamples(consumer, [{ path: "client/src/careless.ts", text }]);
  expect(await checkWithTypeScript7(writeStrictTsconfig([example], "careless"))).toEqual([
    expect.stringMatching(/^examples\/client-src-careless-ts-1\.ts.*has no exported member 'payTwice'/),
  ]);
});

test("every module that a page names can be imported", () => {
  const names = tarballs.map(({ name }) => name);
  const { resolve } = createRequire(join(consumer, "package.json"));
  for (const { path, text } of pages.filter(({ path }) => path.endsWith(".md"))) {
    for (const [specifier] of text.matchAll(/@iyzico-mass-payout\/[\w./-]*\w/g)) {
      if (!names.includes(specifier)) expect(() => resolve(specifier), `${specifier} in ${path}`).not.toThrow();
    }
  }
});

test("every link of a page leads to a file of the repository, and to a heading that the file has", () => {
  const paths = globSync(["*.md", "docs/*.md", "docs/tr/*.md", "spec/*.md", "packages/*/README.md"], { cwd: root });
  const dead = paths.flatMap((path) => deadLinksOf(path, readFileSync(join(root, path), "utf8")));
  expect(dead).toEqual([]);
});

test("a link to a file or a heading that does not exist is a problem", () => {
  const text =
    "## One thing, `two`\n\n[a](#one-thing-two) [b](#two) [c](none.md) [d](errors.md#timeout) [e](errors.md#none)\n";
  expect(deadLinksOf("docs/page.md", text)).toEqual([
    "docs/page.md has the link #two",
    "docs/page.md has the link none.md",
    "docs/page.md has the link errors.md#none",
  ]);
});

test("the README's examples run with the installed packages, and pay", async () => {
  const credentials = { apiKey: "sandbox-readme", secretKey: "sandbox-readme-secret" };
  const delays = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0 };
  const simulator = createSimulator({ credentials, clock: Date, delays });
  const server = await simulator.listen();
  onTestFinished(() => server.close());
  const cwd = join(consumer, "readme");
  mkdirSync(cwd);
  const env = {
    ...process.env,
    IYZICO_API_KEY: credentials.apiKey,
    IYZICO_SECRET_KEY: credentials.secretKey,
    IYZICO_BASE_URL: server.url,
  };
  const runExample = (number: number) =>
    run(process.execPath, [join(consumer, `examples/README-md-${number}.ts`)], { cwd, env });
  // Creates the store. A second time it fails.
  await runExample(1);
  await expect(runExample(1)).rejects.toThrow("is a payment store already");
  const { stdout } = await runExample(2);
  expect(stdout).toBe("settled all { TRY: { paid: '42150.75' } }\n");
  expect(simulator.payouts).toMatchObject([{ externalId: "salaries-2026-11", items: [{ received: "42150.75" }] }]);
});
