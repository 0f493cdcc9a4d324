import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { expect, inject, onTestFinished, test } from "vitest";
import { pagesOf, writeExamples } from "../src/examples.ts";
import { published, root } from "../src/published.ts";
import { typescript7 } from "../src/typescript-7.ts";

const run = promisify(execFile);
const consumer = inject("consumer");
const pages = pagesOf(consumer);
const examples = writeExamples(consumer, pages);

/** The options with which the packages are built: the strictest that there are. */
function projectOf(files: readonly string[], name: string): string {
  const compilerOptions = { noEmit: true, noUnusedLocals: false, isolatedDeclarations: false, types: ["node"] };
  const project = join(consumer, `tsconfig.${name}.json`);
  writeFileSync(project, JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, files }));
  return project;
}

test("every example of the documentation compiles with what is installed", async () => {
  expect(examples.length).toBeGreaterThan(40);
  expect(await typescript7(projectOf(examples, "examples"))).toEqual([]);
});

test("an example that names what is not exported is refused", async () => {
  const text =
    '/**\n * ```ts\n * import { payTwice } from "@iyzico-mass-payout/client";\n * payTwice();\n * ```\n */\n';
  const [example = ""] = writeExamples(consumer, [{ path: "client/src/careless.ts", text }]);
  expect(await typescript7(projectOf([example], "careless"))).toEqual([
    expect.stringMatching(/^examples\/client-src-careless-ts-1\.ts.*has no exported member 'payTwice'/),
  ]);
});

test("every module that a page names is there to be imported", () => {
  const names = published.map(({ name }) => name);
  const { resolve } = createRequire(join(consumer, "package.json"));
  for (const { path, text } of pages.filter(({ path }) => path.endsWith(".md"))) {
    for (const [specifier] of text.matchAll(/@iyzico-mass-payout\/[\w./-]*\w/g)) {
      if (!names.includes(specifier)) expect(() => resolve(specifier), `${specifier} in ${path}`).not.toThrow();
    }
  }
});

test("the README's example runs with what is installed, and pays", async () => {
  const credentials = { apiKey: "sandbox-readme", secretKey: "sandbox-readme-secret" };
  const lags = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0 };
  const simulator = createSimulator({ credentials, clock: Date, lags });
  const server = await simulator.listen();
  onTestFinished(() => server.close());
  const cwd = join(consumer, "readme");
  mkdirSync(cwd);
  const { stdout } = await run(process.execPath, [join(consumer, "examples/README-md-1.ts")], {
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
