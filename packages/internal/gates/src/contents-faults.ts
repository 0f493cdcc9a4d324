import { homedir } from "node:os";
import { posix } from "node:path";
import { type Contents, manifestOf } from "./contents.ts";
import { root } from "./published.ts";

const wanted = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|openapi\.json)$/,
  /^dist\/.*\.(js|d\.ts)(\.map)?$/,
  /^src\/.*\.ts$/,
];
const unwanted = /\.(test|test-d|fuzz)\.|(^|\/)(test|api|coverage|reports|\.turbo)\//;

/** Everything about the files of a package that must not be published so. */
export function contentsFaults(contents: Contents): string[] {
  return [
    ...missingFiles(contents),
    ...strayFiles(contents),
    ...protocolFaults(contents),
    ...machinePaths(contents),
    ...mapFaults(contents),
    ...unmarkedFiles(contents),
  ];
}

function missingFiles(contents: Contents): string[] {
  const { exports, bin = {}, files = [] } = manifestOf(contents);
  const targets = [...Object.values(exports), ...Object.values(bin)].flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target),
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
    .filter((path) => unwanted.test(path) || !wanted.some((pattern) => pattern.test(path)))
    .map((path) => `${path} does not belong here`);
}

/** Only pnpm knows these versions. */
function protocolFaults(contents: Contents): string[] {
  const versions = contents.get("package.json")?.matchAll(/"(workspace|catalog|file|link):[^"]*"/g) ?? [];
  return [...versions].map(([version]) => `package.json says ${version}`);
}

function machinePaths(contents: Contents): string[] {
  const places = [root, homedir()].map((place) => place.replace(/\/$/, ""));
  return [...contents].flatMap(([path, text]) =>
    places.filter((place) => place !== "" && text.includes(`${place}/`)).map((place) => `${path} says ${place}`),
  );
}

/** Debuggers and editors go from what runs to what was written, and there must be something there. */
function mapFaults(contents: Contents): string[] {
  const compiled = [...contents].filter(([path]) => /^dist\/.*\.(js|d\.ts)$/.test(path));
  return compiled.flatMap(([path]) => {
    const map = contents.get(`${path}.map`);
    if (map === undefined) return [`${path} has no source map`];
    const sources: string[] = JSON.parse(map).sources;
    return sources
      .map((source) => posix.join(posix.dirname(path), source))
      .filter((source) => !contents.has(source))
      .map((source) => `${path}.map refers to ${source}, which is missing`);
  });
}

/** Generated files say in their first line what they are made of and how to make them again. */
function unmarkedFiles(contents: Contents): string[] {
  return [...contents]
    .filter(([path]) => /^src\/generated\/.*\.ts$|^openapi\.json$/.test(path))
    .filter(([, text]) => !/Generated from spec\/openapi\.yaml.*pnpm generate/.test(text.slice(0, 200)))
    .map(([path]) => `${path} does not say that it is generated`);
}
