import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { tarballs } from "./tarballs.ts";

/** A page of the documentation, or a source file with docstrings. */
export interface Page {
  /** Such as `docs/errors.md` or `client/src/money.ts`. */
  path: string;
  text: string;
}

/** Reads all documentation for users: the repository's pages, and the pages and sources of the installed packages. */
export function readPages(consumer: string): Page[] {
  const repository = globSync(["*.md", "docs/*.md", "docs/tr/*.md", "spec/*.md"], { cwd: root }).map((path) => [
    root,
    path,
    path,
  ]);
  const packages = tarballs.flatMap(({ name }) => {
    const folder = join(consumer, "node_modules", name);
    const [, short = ""] = name.split("/");
    return globSync(["README.md", "src/**/*.ts"], { cwd: folder, exclude: ["**/generated/**"] }).map((path) => [
      folder,
      path,
      join(short, path),
    ]);
  });
  return [...repository, ...packages].map(([folder = "", path = "", name = ""]) => ({
    path: name,
    text: readFileSync(join(folder, path), "utf8"),
  }));
}

/** Writes each TypeScript block of the pages into the consumer's folder `examples`, in a file named after page and position. */
export function writeExamples(consumer: string, pages: readonly Page[]): string[] {
  const folder = join(consumer, "examples");
  mkdirSync(folder, { recursive: true });
  return pages.flatMap(({ path, text }) => {
    const prose = path.endsWith(".ts") ? text.replace(/^ *\* ?/gm, "") : text;
    return [...prose.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], index) => {
      const file = `${path.replaceAll(/[/.]/g, "-")}-${index + 1}.ts`;
      writeFileSync(join(folder, file), `${code}\nexport {};\n`);
      return join("examples", file);
    });
  });
}
