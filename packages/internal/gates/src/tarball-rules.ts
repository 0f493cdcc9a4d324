import { homedir } from "node:os";
import { posix } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { type Contents, manifestOf } from "./contents.ts";

const allowed = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|openapi\.json)$/,
  /^dist\/[\w-]+\.(c?js|d\.c?ts)(\.map)?$/,
  // What a command loads on demand.
  /^dist\/(commands|messages\/(en|tr)|sheets|views|views\/report)\/[\w-]+\.c?js(\.map)?$/,
  /^src\/.*\.ts$/,
  // The pages that the errors name, and the guide of the package.
  /^docs\/(durable|errors|paying)\.md$/,
];
const forbidden = /\.(test|test-d|fuzz)\.|(^|\/)test\//;

/** Returns why the files of a package must not be published, as sentences. */
export function problemsOfContents(contents: Contents): string[] {
  return [
    ...missingFiles(contents),
    ...strayFiles(contents),
    ...deadLinks(contents),
    ...workspaceRanges(contents),
    ...machinePaths(contents),
    ...problemsOfSourceMaps(contents),
    ...unmarkedFiles(contents),
  ];
}

function missingFiles(contents: Contents): string[] {
  const { exports, bin = {}, files = [] } = manifestOf(contents);
  const targets = [...Object.values(exports), ...Object.values(bin)].flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target).flatMap((files) => Object.values(files)),
  );
  const paths = [...contents.keys()];
  return [
    ...["LICENSE", "README.md", ...targets].map(posix.normalize).filter((path) => !contents.has(path)),
    // Before the first release there is no changelog.
    ...files
      .filter((file) => file !== "CHANGELOG.md")
      .filter((file) => !paths.some((path) => path === file || path.startsWith(`${file}/`))),
  ].map((path) => `${path} is missing`);
}

function strayFiles(contents: Contents): string[] {
  return [...contents.keys()]
    .filter((path) => forbidden.test(path) || !allowed.some((pattern) => pattern.test(path)))
    .map((path) => `${path} must not be published`);
}

/** The README is left out: npm resolves its links against the repository. */
function deadLinks(contents: Contents): string[] {
  const pages = [...contents].filter(([path]) => /^docs\/.*\.md$/.test(path));
  return pages.flatMap(([page, text]) =>
    [...text.matchAll(/\]\((?![a-z]+:)([^)#\s]+)/g)]
      .filter(([, target = ""]) => !contents.has(posix.join(posix.dirname(page), target)))
      .map(([, target]) => `${page} links to ${target}, which is missing`),
  );
}

/** Only pnpm can resolve these ranges, and only in this workspace. */
function workspaceRanges(contents: Contents): string[] {
  const ranges = contents.get("package.json")?.matchAll(/"(workspace|catalog|file|link):[^"]*"/g) ?? [];
  return [...ranges].map(([range]) => `package.json contains ${range}`);
}

function machinePaths(contents: Contents): string[] {
  const folders = [root, homedir()].map((folder) => folder.replace(/\/$/, ""));
  return [...contents].flatMap(([path, text]) =>
    folders
      .filter((folder) => folder !== "" && text.includes(`${folder}/`))
      .map((folder) => `${path} contains ${folder}`),
  );
}

/** Debuggers and editors go from compiled files to their sources, which must be in the package. */
function problemsOfSourceMaps(contents: Contents): string[] {
  const compiled = [...contents].filter(([path]) => /^dist\/.*\.(c?js|d\.c?ts)$/.test(path));
  return compiled.flatMap(([path, text]) => {
    const map = contents.get(`${path}.map`);
    if (map === undefined) return hasNoSource(text) ? [] : [`${path} has no source map`];
    const sources: string[] = JSON.parse(map).sources;
    return sources
      .map((source) => posix.join(posix.dirname(path), source))
      .filter((source) => !contents.has(source))
      .map((source) => `${path}.map refers to ${source}, which is missing`);
  });
}

/** Whether a module has no code of ours, and so nothing to map: an entry point of shared chunks, or the bundler's own. */
function hasNoSource(text: string): boolean {
  if (text.startsWith("// \\0rolldown/runtime.js\n")) return true;
  return text
    .split("\n")
    .every((line) => /^(import|export) |^const require_|^exports\.|^Object\.defineProperty\(exports, |^$/.test(line));
}

/** A generated file must say in its first line what it was generated from, and by which command. */
function unmarkedFiles(contents: Contents): string[] {
  return [...contents]
    .filter(([path]) => /^src\/generated\/.*\.ts$|^openapi\.json$/.test(path))
    .filter(([, text]) => !/Generated from spec\/openapi\.yaml.*pnpm generate/.test(text.slice(0, 200)))
    .map(([path]) => `${path} does not say that it is generated`);
}
