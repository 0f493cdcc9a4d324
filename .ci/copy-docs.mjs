// Copies pages of docs into the package that it runs in, before it is packed: its errors name them (`error.docs`).
//   node ../../.ci/copy-docs.mjs errors paying
//
// A relative link to a copied page or to a file of the package leads there. Any other would lead nowhere in the tarball:
// its text stays, without the link.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const packageFolder = relative(docs, process.cwd()).replaceAll(sep, "/");
const { files } = JSON.parse(readFileSync("package.json", "utf8"));
const pages = process.argv.slice(2).map((name) => `${name}.md`);

mkdirSync("docs", { recursive: true });
for (const page of pages) writeFileSync(`docs/${page}`, copyOf(readFileSync(docs + page, "utf8")));

function copyOf(page) {
  // Code is matched first, so that it stays as it is.
  return page.replaceAll(/^```.*?^```$|`[^`\n]*`|\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]*)\)/gms, (match, text, link) => {
    if (link === undefined || /^(#|[a-z]+:)/.test(link)) return match;
    const [path, ...anchor] = link.split("#");
    const target = targetOf(posix.normalize(path));
    return target === undefined ? text : `[${text}](${[target, ...anchor].join("#")})`;
  });
}

/** The path from the copied pages to what `path` names from docs; undefined if it is not packed. */
function targetOf(path) {
  if (pages.includes(path)) return path;
  const inside = posix.relative(packageFolder, path);
  const isPacked = files.some((packed) => inside === packed || inside.startsWith(`${packed}/`));
  return isPacked && existsSync(inside) ? `../${inside}` : undefined;
}
