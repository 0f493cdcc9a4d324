import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { undecided } from "@iyzico-mass-payout/spec/undecided";
import { afterAll, describe, expect, test } from "vitest";
import { argumentsOf, completeChangeset, parseChangesetArguments } from "../src/add-changeset.ts";

const packages = ["auth", "client"].map((name) => ({
  folder: `packages/${name}`,
  manifest: { name: `@acme/${name}`, version: "0.3.1" },
}));
const parse = (...args: readonly string[]) => parseChangesetArguments(args, packages);

describe("the arguments of pnpm changeset", () => {
  test("name packages with or without scope, once or several times", () => {
    const changeset = { minor: ["@acme/client"], patch: [], summary: "It reads more." };
    expect(parse("--minor", "client", "-m", "It reads more.")).toEqual(changeset);
    expect(parse("--minor=@acme/client", "--message=It reads more. ")).toEqual(changeset);
    expect(parse("--patch", "client, auth").patch).toEqual(["@acme/client", "@acme/auth"]);
    expect(parse("--patch", "client", "--patch", "auth").patch).toEqual(["@acme/client", "@acme/auth"]);
    expect(parse()).toEqual({ minor: [], patch: [], summary: "" });
  });

  test.each([["--major", "client"], ["--major=client"]])("must not be %s", (...args) => {
    expect(() => parse(...args)).toThrow("--major must not be used: before 1.0.0 a breaking change is --minor.");
  });

  test("must be known", () => {
    expect(() => parse("--minor", "clients")).toThrow("Package must be one of auth, client, not clients.");
    expect(() => parse("--minr", "client")).toThrow("--minr");
  });

  test("become those of changesets", () => {
    expect(argumentsOf({ minor: ["@acme/client"], patch: ["@acme/auth"], summary: "More." })).toEqual([
      ...["add", "--minor", "@acme/client", "--patch", "@acme/auth", "--message", "More."],
    ]);
  });
});

describe("the questions of pnpm changeset", () => {
  const answer = async (given: string[], ...answers: string[]) => {
    const questions: string[] = [];
    const changeset = await completeChangeset(parse(...given), packages, async (question) => {
      questions.push(question);
      return answers.shift() ?? "none left";
    });
    return { changeset, questions };
  };

  test("offer minor and patch for each package, and never major", async () => {
    const { changeset, questions } = await answer([], "p", "major", "Minor", " It reads more.\n");
    expect(changeset).toEqual({ minor: ["@acme/client"], patch: ["@acme/auth"], summary: "It reads more." });
    expect(questions).toHaveLength(4);
    expect(questions[1]).toBe("@acme/client 0.3.1: minor, patch or none? [none] ");
    expect(questions.join()).not.toContain("major");
  });

  test("are repeated until a package is named and the summary is not empty", async () => {
    const { changeset } = await answer([], "", "none", "", "patch", "", "More.");
    expect(changeset).toEqual({ minor: [], patch: ["@acme/client"], summary: "More." });
  });

  test("leave out what the arguments say", async () => {
    expect((await answer(["--minor", "client"], "More.")).questions).toHaveLength(1);
    expect((await answer(["-m", "More."], "patch", "")).questions).toHaveLength(2);
  });
});

describe("pnpm changeset", () => {
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-changeset-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const published = {
    license: "MIT",
    exports: { ".": { import: { default: "./dist/index.js" } } },
    files: ["dist", "src"],
  };
  const files = {
    "package.json": { name: "acme", private: true, packageManager: "pnpm@12.21.0" },
    "pnpm-lock.yaml": {},
    "pnpm-workspace.yaml": { packages: ["packages/*"] },
    "packages/auth/package.json": { name: "@acme/auth", version: "0.1.0", ...published },
    "packages/client/package.json": {
      name: "@acme/client",
      version: "0.1.0",
      ...published,
      dependencies: { "@acme/auth": "workspace:^" },
    },
    ".changeset/config.json": { baseBranch: "main" },
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
  const command = fileURLToPath(new URL("../src/changeset-command.ts", import.meta.url));
  const run = (...args: string[]) => promisify(execFile)(process.execPath, [command, ...args], { cwd: folder });
  const written = () => readdirSync(join(folder, ".changeset")).filter((name) => name.endsWith(".md"));

  test("writes a changeset without questions when its arguments say all", async () => {
    await run("--minor", "client", "--patch", "auth", "-m", "It reads more.");
    const [name = "", ...others] = written();
    expect(others).toEqual([]);
    expect(readFileSync(join(folder, ".changeset", name), "utf8")).toBe(
      '---\n"@acme/client": minor\n"@acme/auth": patch\n---\n\nIt reads more.\n',
    );
  });

  test("writes nothing, and says what is required, without a terminal and a summary", async () => {
    const before = written();
    await expect(run("--minor", "client")).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching("required"),
    });
    await expect(run("add", "--major", "client", "-m", "Less.")).rejects.toMatchObject({ code: 2 });
    expect(written()).toEqual(before);
  });

  test("makes no versions while a changeset has a line that is not decided", async () => {
    const path = join(folder, ".changeset/undecided.md");
    const text = `---\n"@acme/auth": minor\n---\n\nIt signs.\n\n- ${undecided} It signs in another way.\n`;
    writeFileSync(path, text);
    await expect(run("version")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^\.changeset\/undecided\.md: It has a line that is not decided/),
    });
    expect(readFileSync(path, "utf8")).toBe(text);
    rmSync(path);
  });

  test("passes other commands on to changesets", async () => {
    expect((await run("version", "--help")).stdout).toContain("changeset version");
    expect(existsSync(join(folder, "packages/client/jsr.json"))).toBe(false);
  });

  test("makes the versions, and writes them into the configuration of JSR", async () => {
    await run("version");
    const [client, auth] = ["client", "auth"].map((name) =>
      JSON.parse(readFileSync(join(folder, `packages/${name}/jsr.json`), "utf8")),
    );
    expect(client).toMatchObject({
      name: "@acme/client",
      version: "0.2.0",
      imports: { "@acme/auth": "jsr:@acme/auth@^0.1.1" },
    });
    expect(auth).toMatchObject({ version: "0.1.1", exports: { ".": "./src/index.ts" } });
  });
});
