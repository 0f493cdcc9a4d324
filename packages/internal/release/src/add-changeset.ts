import { parseArgs } from "node:util";
import type { Package } from "@iyzico-mass-payout/harness/workspace";

/** A changeset before it is written. */
export interface NewChangeset {
  /** The full names of packages. */
  readonly minor: readonly string[];
  readonly patch: readonly string[];
  readonly summary: string;
}

/** Asks a question and returns the answer. */
export type Ask = (question: string) => Promise<string>;

/**
 * Reads `--minor PACKAGE`, `--patch PACKAGE` and `-m SUMMARY`. A package may be named without its scope, and an option may
 * be repeated or have several packages, separated by commas.
 *
 * @throws {Error} for an unknown option or package, `--major` included: before 1.0.0 a breaking change is minor.
 */
export function parseChangesetArguments(args: readonly string[], packages: readonly Package[]): NewChangeset {
  if (args.some((arg) => /^--major\b/.test(arg))) {
    throw new Error("--major must not be used: before 1.0.0 a breaking change is --minor.");
  }
  const options = {
    minor: { type: "string", multiple: true, default: [] as string[] },
    patch: { type: "string", multiple: true, default: [] as string[] },
    message: { type: "string", short: "m", default: "" },
  } as const;
  const { minor, patch, message } = parseArgs({ args: [...args], options }).values;
  const fullNames = (names: readonly string[]) =>
    names.flatMap((list) => list.split(",")).map((name) => fullNameOf(name.trim(), packages));
  return { minor: fullNames(minor), patch: fullNames(patch), summary: message.trim() };
}

/** Asks for what `given` lacks: the kind of the change for each package, if it names none, and the summary. */
export async function completeChangeset(
  given: NewChangeset,
  packages: readonly Package[],
  ask: Ask,
): Promise<NewChangeset> {
  const minor = [...given.minor];
  const patch = [...given.patch];
  while (minor.length + patch.length === 0) {
    for (const { manifest } of packages) {
      const kind = await askKind(`${manifest.name} ${manifest.version}: minor, patch or none? [none] `, ask);
      if (kind === "minor") minor.push(manifest.name);
      if (kind === "patch") patch.push(manifest.name);
    }
  }
  let { summary } = given;
  while (summary === "") summary = (await ask("What will users notice? It becomes the changelog's text: ")).trim();
  return { minor, patch, summary };
}

async function askKind(question: string, ask: Ask): Promise<"minor" | "patch" | "none"> {
  for (;;) {
    const answer = (await ask(question)).trim().toLowerCase() || "none";
    const kind = (["minor", "patch", "none"] as const).find((kind) => kind.startsWith(answer));
    if (kind !== undefined) return kind;
  }
}

/** The arguments with which changesets writes a changeset. */
export function argumentsOf({ minor, patch, summary }: NewChangeset): string[] {
  const names = [...minor.map((name) => ["--minor", name]), ...patch.map((name) => ["--patch", name])];
  return ["add", ...names.flat(), "--message", summary];
}

function fullNameOf(name: string, packages: readonly Package[]): string {
  const names = packages.map(({ manifest }) => manifest.name);
  const found = names.find((full) => full === name || full.endsWith(`/${name}`));
  if (found !== undefined) return found;
  throw new Error(`Package must be one of ${names.map((full) => full.split("/").at(-1)).join(", ")}, not ${name}.`);
}
