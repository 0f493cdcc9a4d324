import { execFile } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { errorCodes } from "@iyzico-mass-payout/client";
import { root } from "@iyzico-mass-payout/harness/workspace";
import {
  massPayoutItemStatusDescriptions,
  massPayoutItemStatuses,
  massPayoutStatusDescriptions,
  massPayoutStatuses,
} from "@iyzico-mass-payout/types";
import { describe, expect, inject, test } from "vitest";
import { actionReasons } from "../src/action-reasons.ts";
import { printMonth } from "../src/printed-month.ts";
import { missingIn } from "../src/translations.ts";

const program = join(inject("consumer"), "node_modules/@iyzico-mass-payout/cli/dist/main.js");
const translated = globSync("docs/tr/*.md", { cwd: root }).map((path) => path.slice("docs/tr/".length));
const readPage = (path: string) => readFileSync(join(root, "docs", path), "utf8");
const languages = ["en", "tr"] as const;
const pageIn = (language: "en" | "tr", name: string) => readPage(language === "en" ? name : `tr/${name}`);

describe("a Turkish page", () => {
  test("is one that finance people read, and there is no other", () => {
    expect(translated.sort()).toEqual(["cli.md", "errors.md", "paying.md", "statuses.md"]);
  });

  test.each(translated)("has the sections, the code, the names and the numbers of the English %s", (name) => {
    expect(existsSync(join(root, "docs", name))).toBe(true);
    expect(missingIn(readPage(`tr/${name}`), readPage(name))).toEqual([]);
  });

  // GitHub keeps the dot of a lower-case İ in an anchor, and other renderers don't: no link would lead there from both.
  test.each(translated)("has no İ in a heading of %s", (name) => {
    expect(readPage(`tr/${name}`).match(/^#+ .*İ.*$/gm)).toBeNull();
  });
});

const english = `# A page

It waits 3 days, or \`notFoundGraceMs\`, at most two times.

## payment_lost

| a | b |
| - | - |
| 1.5 | 10,000 |

\`\`\`ts
const a = "x"; // why
\`\`\`

\`\`\`sh
mass-payout status salaries-2026-11 # how
\`\`\`
`;
const turkish = `# Bir sayfa

3 gün ya da \`notFoundGraceMs\` kadar, en çok iki kez bekler.

## payment_lost

| a | b |
| - | - |
| 1,5 | 10.000 |

\`\`\`ts
const a = "x"; // neden
\`\`\`

\`\`\`sh
mass-payout status maas-2026-11 # nasıl
\`\`\`
`;

test("a translation that has all of the page misses nothing", () => {
  expect(missingIn(turkish, english)).toEqual([]);
});

test.each([
  ["a number that differs", "3 gün", "30 gün", "Bir sayfa (A page) lacks the number 3"],
  ["a number that is a word", "en çok iki kez", "en çok birkaç kez", "Bir sayfa (A page) lacks the number 2"],
  ["an amount that differs", "10.000", "10.00", "payment_lost (payment_lost) lacks the number 10000"],
  ["a name that is left out", "`notFoundGraceMs`", "bir süre", "Bir sayfa (A page) lacks `notFoundGraceMs`"],
  ["a row that is left out", "| 1,5 | 10.000 |", "1,5 10.000", "payment_lost (payment_lost) lacks a row of a table"],
  ["other code", 'const a = "x"', 'const a = "y"', "payment_lost (payment_lost) has other code"],
  ["another command", "status maas", "list maas", "payment_lost (payment_lost) has other code"],
  ["a heading of another code", "## payment_lost", "## payment_locked", expect.stringContaining("has other headings")],
  ["a heading that is left out", "## payment_lost", "payment_lost", expect.stringContaining("has other headings")],
])("%s in a translation is found", (_, from, to, problem) => {
  expect(turkish).toContain(from);
  expect(missingIn(turkish.replace(from, to), english)).toEqual([problem]);
});

describe.each(languages)("in %s", (language) => {
  test.each(Object.keys(errorCodes))("errors.md has a section and a row for %s", (code) => {
    const page = pageIn(language, "errors.md");
    expect(page).toMatch(new RegExp(`^## ${code}$`, "m"));
    expect(page).toMatch(new RegExp(`^\\| \\[${code}\\]\\(#${code}\\)`, "m"));
  });

  test.each(actionReasons)("paying.md and cli.md say what to do for %s", (reason) => {
    expect(pageIn(language, "paying.md")).toMatch(new RegExp(`^\\| \`${reason}\` +\\|`, "m"));
    expect(pageIn(language, "cli.md")).toContain(`\`${reason}\``);
  });

  test("statuses.md has a section for every status, with iyzico's words", () => {
    const page = pageIn(language, "statuses.md").replaceAll(/\s+/g, " ");
    for (const status of massPayoutItemStatuses) {
      const words = massPayoutItemStatusDescriptions[status][language].replace(/\.?$/, ".");
      expect(page).toContain(`### ${status} "${words}"`);
    }
    for (const status of massPayoutStatuses) {
      expect(page).toContain(`### ${status} "${massPayoutStatusDescriptions[status][language]}"`);
    }
  });
});

test("the tables of statuses have the words that the installed command prints, in both languages", async () => {
  const run = promisify(execFile);
  const [en = [], tr = []] = await Promise.all(
    languages.map(async (locale) => {
      const { stdout } = await run(process.execPath, [program, "statuses", "--locale", locale]);
      return [...stdout.matchAll(/^([A-Z_]+) · ([^·\n]+?)( · .+)?$/gm)];
    }),
  );
  expect(en).toHaveLength(massPayoutStatuses.length + massPayoutItemStatuses.length);
  const rowsOf = (name: string) =>
    [...readPage(name).matchAll(/^\| `([A-Z_]+)` +\|(.*)\|$/gm)]
      .map(([, status = "", cells = ""]) => [status, ...cells.split("|").map((cell) => cell.trim())].slice(0, 4))
      .map((cells) => cells.join(" | "))
      .sort();
  const printed = en.map(([, status, word, final], index) => ({ status, word, final, turkish: tr[index]?.[2] }));
  expect(rowsOf("statuses.md")).toEqual(
    printed
      .map(({ status, word, final, turkish }) => `${status} | ${word} | ${turkish} | ${final ? "yes" : "no"}`)
      .sort(),
  );
  expect(rowsOf("tr/statuses.md")).toEqual(
    printed
      .map(({ status, word, final, turkish }) => `${status} | ${turkish} | ${word} | ${final ? "evet" : "hayır"}`)
      .sort(),
  );
});

test.each(languages)(
  "what cli.md says in %s that the command prints, it prints, with the exit codes",
  async (language) => {
    const printed = await printMonth(program, language, join(inject("consumer"), "months"));
    expect(printed.map(({ exitCode }) => exitCode)).toEqual([2, 4, 3, 0, 5, 5]);
    const comparable = (text: string) =>
      text
        .replaceAll(/[0-9a-f]{12,}…?/g, "…")
        .replaceAll(/\s+/g, " ")
        .trim();
    const all = comparable(printed.map(({ text }) => text).join("\n"));
    const page = pageIn(language, "cli.md");
    const lines = [...page.matchAll(/^ *```text\n(.*?)^ *```$/gms)].flatMap(([, block = ""]) =>
      block.trim().split("\n"),
    );
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(all).toContain(comparable(line));
    // The balance of the page's example, and the words for a simulator.
    expect(page).toContain(language === "en" ? "918,939.25" : "918.939,25");
    expect(all).toContain(language === "en" ? "918,939.25" : "918.939,25");
    expect(all).toContain(language === "en" ? "TEST · " : "DENEME · ");
  },
  120_000,
);
