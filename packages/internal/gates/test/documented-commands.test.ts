import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { expect, inject, test } from "vitest";
import { actionReasons } from "../src/action-reasons.ts";
import { commandNamesIn, commandsIn } from "../src/documented-commands.ts";

const pages = globSync(["*.md", "docs/*.md", "docs/tr/*.md", "packages/*/README.md"], { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));
const runbook = pages.find(({ path }) => path === "docs/runbook.md")?.text ?? "";

const run = promisify(execFile);
const program = join(inject("consumer"), "node_modules/@iyzico-mass-payout/cli/dist/main.js");

/**
 * What the installed command says of each command line. One option is made wrong, so that nothing is run: the scanner names every
 * fault of a call, and of a right one this fault alone. In one process for all, because starting processes takes most of the time.
 */
async function faultsOf(lines: readonly (readonly string[])[]): Promise<string[]> {
  const wrong = lines.map((args) => {
    const [before, after] = [args.slice(0, args.indexOf("--locale")), args.slice(args.indexOf("--locale") + 2)];
    return args.includes("--locale") ? [...before, ...after, "--locale", "none"] : [...args, "--locale", "none"];
  });
  const code = `
    for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);
    process.exit = () => {}; // a command ends its process
    const answers = [];
    for (const [index, args] of ${JSON.stringify(wrong)}.entries()) {
      process.argv = ["node", "mass-payout", ...args];
      let printed = "";
      const write = process.stderr.write;
      process.stderr.write = (text) => (printed += text);
      await import(${JSON.stringify(program)} + "?" + index);
      process.stderr.write = write;
      answers.push([process.exitCode, printed]);
    }
    process.exitCode = 0;
    console.log(JSON.stringify(answers));`;
  const env = { ...process.env, LC_ALL: "en_US.UTF-8" };
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { env });
  return (JSON.parse(stdout) as [number, string][]).map(([exitCode, printed]) => {
    expect(exitCode).toBe(2);
    return printed.split("\n").slice(0, -2).join("\n");
  });
}

const onlyOurs = "mass-payout: --locale must be one of tr, en.";

test.each(actionReasons)(
  "the runbook says of %s what it means for the money, what to ask iyzico, and the command",
  (reason) => {
    const [, entry = ""] = new RegExp(`^### ${reason}\n(.*?)(?=^##)`, "ms").exec(runbook) ?? [];
    for (const part of ["Money", "Ask iyzico", "Do"]) expect(entry, reason).toContain(`**${part}.** `);
    expect(commandsIn("docs/runbook.md", entry), reason).not.toEqual([]);
  },
);

const commands = pages.flatMap(({ path, text }) => commandsIn(path, text));

test("every command line of a page is one that the installed command takes", async () => {
  expect(commands.length).toBeGreaterThan(60);
  const faults = await faultsOf(commands.map(({ args }) => args));
  const wrong = commands.flatMap(({ page, line }, index) =>
    faults[index] === onlyOurs ? [] : [`${page}: ${line}: ${faults[index]}`],
  );
  expect(wrong).toEqual([]);
});

test("every command that the sentences of a page name exists", async () => {
  const names = [...new Set(pages.flatMap(({ text }) => commandNamesIn(text)))];
  const faults = await faultsOf(names.map((name) => [name]));
  expect(names.filter((_, index) => faults[index]?.includes("is not a command"))).toEqual([]);
});

test("a command line with a wrong option, without a required one, or of no command is found", async () => {
  expect(
    await faultsOf([
      ["status", "KEY", "--sotre", "F"],
      ["pay", "plan.json", "--locale", "tr"],
      ["approve", "KEY", "--by", "me", "--digest", "xyz"],
      ["pya", "plan.json"],
    ]),
  ).toEqual([
    expect.stringContaining("--sotre is not an option"),
    expect.stringContaining("--store is required."),
    expect.stringContaining("--digest must be a digest"),
    expect.stringContaining("pya is not a command"),
  ]);
});

test("command lines are read from a page as a shell reads them", () => {
  const text =
    "```sh\n# mass-payout none\nmass-payout deny KEY --reason \"wrong list\" --by 'a b' # why\n" +
    "mass-payout repay KEY > again.json && mass-payout list \\\n  --store F\n" +
    "mass-payout simulate --failed 20 -- mass-payout check plan.csv\nnpm ci\n```\n\nThen `mass-payout status`.\n";
  expect(commandsIn("page.md", text).map(({ args }) => args)).toEqual([
    ["deny", "KEY", "--reason", "wrong list", "--by", "a b"],
    ["repay", "KEY"],
    ["list", "--store", "F"],
    ["simulate", "--failed", "20"],
    ["check", "plan.csv"],
  ]);
  expect(commandNamesIn(text)).toEqual(["status"]);
});
