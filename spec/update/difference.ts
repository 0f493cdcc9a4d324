import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const redocly = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");

/** One difference of two documents, as `redocly diff` tells it. */
export interface Difference {
  /** Where it was found first; `typeName` is the kind of thing that stands there. */
  path: string;
  typeName: string;
  kind: "added" | "removed" | "modified";
  /** What the tool makes of it; our own policy decides. */
  impact: "major" | "minor" | "patch" | "none";
  /** What the tool objects to, in words. */
  verdicts: readonly { message: string }[];
  /** Which property of the thing was modified. */
  property?: string;
  base?: Side;
  revision?: Side;
}

interface Side {
  /** The place in the document, a JSON pointer behind "#". */
  pointer: string;
  value?: unknown;
}

/** What is different in the second of two documents, given as YAML. */
export async function differencesOf(base: string, revision: string): Promise<Difference[]> {
  const folder = await mkdtemp(join(tmpdir(), "mass-payout-spec-"));
  try {
    await writeFile(join(folder, "base.yaml"), base);
    await writeFile(join(folder, "revision.yaml"), revision);
    const args = ["diff", "base.yaml", "revision.yaml", "--format", "json", "--fail-on", "none", "-o", "diff.json"];
    // Neither telemetry nor a look for newer versions: the command works without a network.
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    await run(process.execPath, [redocly, ...args], { cwd: folder, env }).catch((error: { stderr?: string }) => {
      throw new Error(`The two documents can't be compared: ${error.stderr?.trim() ?? error}`);
    });
    const { reportVersion, changes } = JSON.parse(await readFile(join(folder, "diff.json"), "utf8"));
    if (reportVersion !== "1")
      throw new Error(`redocly diff reports in another form (${reportVersion}) than this reads.`);
    return changes as Difference[];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
