import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { anchorOf } from "./anchor.ts";

/**
 * Returns the relative links of a page that lead to no file of the repository, or to a heading that the file does not have.
 *
 * @param path of the page in the repository, such as `docs/errors.md`.
 */
export function deadLinksOf(path: string, text: string): string[] {
  const links = withoutCode(text).matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)/g);
  return [...links].flatMap(([link, target = "", heading]) => {
    const linked = target === "" ? text : readLinked(posix.join(posix.dirname(path), target));
    const isAlive = linked !== undefined && (heading === undefined || anchorsOf(linked).includes(heading));
    return isAlive ? [] : [`${path} has the link ${link.slice(2, -1)}`];
  });
}

/** The text of a file, or of the README that GitHub shows for a folder; undefined if there is nothing. */
function readLinked(path: string): string | undefined {
  const linked = join(root, path);
  if (!existsSync(linked)) return undefined;
  const file = statSync(linked).isDirectory() ? join(linked, "README.md") : linked;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The anchors that GitHub makes of the headings of a page. */
function anchorsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```.*?^```$/gms, "");
}
