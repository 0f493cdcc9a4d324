// `pnpm changeset` adds a changeset. changesets itself offers `major` first, and has no setting for it; before 1.0.0 the
// policy rejects `major` (see changeset.ts). `pnpm changeset version` makes no versions while a pending changeset has
// problems, and writes those that it makes into JSR's configuration. Every other command is passed on.
import { createInterface } from "node:readline/promises";
import { listPackages, listPublishedPackages } from "@iyzico-mass-payout/harness/workspace";
import { argumentsOf, completeChangeset, parseChangesetArguments } from "./add-changeset.ts";
import { problemsOfChangeset, readPendingChangesets } from "./changeset.ts";
import { runChangesets } from "./changesets.ts";
import { writeJsrFiles } from "./jsr.ts";

const usage = `pnpm changeset                                                   asks for packages and summary
pnpm changeset [--minor PACKAGE] [--patch PACKAGE] -m SUMMARY    adds it without questions
pnpm changeset version | status | …                              commands of changesets

minor: a new feature, and before 1.0.0 also a breaking change; patch: all other changes.`;

const [command = "add", ...rest] = process.argv.slice(2);
if (command === "add" || command.startsWith("-")) {
  const args = command === "add" ? rest : [command, ...rest];
  if (args.includes("--help") || args.includes("-h")) console.log(usage);
  else {
    try {
      process.exitCode = await addChangeset(args);
    } catch (error) {
      console.error(`${(error as Error).message}\n\n${usage}`);
      process.exitCode = 2;
    }
  }
} else {
  const problems = command === "version" ? problemsOfPending(process.cwd()) : [];
  if (problems.length > 0) console.error(problems.join("\n"));
  process.exitCode = problems.length > 0 ? 1 : runChangesets([command, ...rest]);
  // changesets knows package.json only.
  if (command === "version" && process.exitCode === 0 && !rest.includes("--help")) writeJsrFiles(process.cwd());
}

async function addChangeset(args: readonly string[]): Promise<number> {
  const packages = listPublishedPackages(process.cwd());
  const given = parseChangesetArguments(args, packages);
  const isComplete = given.minor.length + given.patch.length > 0 && given.summary !== "";
  if (isComplete) return runChangesets(argumentsOf(given));
  if (!process.stdin.isTTY) throw new Error("Outside a terminal, --minor or --patch, and -m are required.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return runChangesets(
      argumentsOf(await completeChangeset(given, packages, (question) => terminal.question(question))),
    );
  } finally {
    terminal.close();
  }
}

/** The problems of the changesets that wait for a release, each with its file. */
function problemsOfPending(root: string): string[] {
  const manifests = listPackages(root).map(({ manifest }) => manifest);
  return [...readPendingChangesets(root)].flatMap(([file, text]) =>
    problemsOfChangeset(text, manifests).map((problem) => `.changeset/${file}: ${problem}`),
  );
}
