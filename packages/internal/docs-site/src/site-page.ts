import { posix } from "node:path";

/** Where the files of the repository are on the site. */
export interface SiteMap {
  /** The place of a file that is a page, such as `errors/` of `docs/errors.md`. */
  pathOf(source: string): string | undefined;
  /** The heading of such a page. */
  titleOf(source: string): string;
  /** Whether a folder of the repository has this name: a link to it leads to its README. */
  isFolder(path: string): boolean;
  /** Where the repository can be read, such as `https://github.com/owner/name`; without it, links to other files become text. */
  repository?: string | undefined;
}

/**
 * A page of the repository as a page of the site: links to pages lead to their place on the site. A link whose text is a file name
 * has the page's heading instead, because a reader of the site sees no files.
 */
export function toSitePage(source: string, text: string, site: SiteMap): string {
  // Code is matched first, so that it stays as it is.
  const links = /^ *```.*?^ *```$|`[^`\n]*`|\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]*)\)/gms;
  return text.replaceAll(links, (match, label, link) => {
    if (link === undefined || /^(#|[a-z]+:)/.test(link)) return match;
    const [path = "", anchor] = link.split("#");
    const linked = posix.join(posix.dirname(source), path).replace(/\/$/, "");
    const file = site.isFolder(linked) ? posix.join(linked, "README.md") : linked;
    const target = site.pathOf(file);
    const hash = anchor === undefined ? "" : `#${anchor}`;
    if (target === undefined) {
      return site.repository === undefined ? label : `[${label}](${site.repository}/blob/main/${linked}${hash})`;
    }
    const isFileName = [path, linked, file, `packages/${posix.basename(linked)}`].includes(label.replaceAll("`", ""));
    return `[${isFileName ? site.titleOf(file) : label}](${relativePath(site.pathOf(source) ?? "", target)}${hash})`;
  });
}

/** The way from one page to another, as a link between their files. */
function relativePath(from: string, to: string): string {
  const path = posix.relative(`/${from}`, `/${to}`);
  return path === "" ? "index.md" : `${path}/index.md`;
}

/** The heading of a page, without its marks. */
export function titleOf(text: string): string {
  const [, title = ""] = /^# (.*)$/m.exec(text) ?? [];
  return title.replaceAll("`", "");
}
