import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const redocly = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");

/** A difference between two documents, as `redocly diff` reports it. */
export interface Difference {
  /** The first place where it was found, and the kind of node there. */
  path: string;
  typeName: string;
  kind: "added" | "removed" | "modified";
  /** The tool's own rating; spec/update/policy decides instead. */
  impact: "major" | "minor" | "patch" | "none";
  /** The rules of the tool that it violates. */
  verdicts: readonly { message: string }[];
  /** The property of the node that was modified. */
  property?: string;
  base?: Side;
  revision?: Side;
}

interface Side {
  /** The place in the document: "#" and a JSON pointer. */
  pointer: string;
  value?: unknown;
}

/** Finds the differences between two documents, given as YAML. */
export async function compareDocuments(base: string, revision: string): Promise<Difference[]> {
  const folder = await mkdtemp(join(tmpdir(), "mass-payout-spec-"));
  try {
    await writeFile(join(folder, "base.yaml"), base);
    await writeFile(join(folder, "revision.yaml"), revision);
    const args = ["diff", "base.yaml", "revision.yaml", "--format", "json", "--fail-on", "none", "-o", "diff.json"];
    // No telemetry and no update check: the command works offline.
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    await run(process.execPath, [redocly, ...args], { cwd: folder, env }).catch((error: { stderr?: string }) => {
      throw new Error(`The two documents can't be compared: ${error.stderr?.trim() ?? error}`);
    });
    const { reportVersion, changes } = JSON.parse(await readFile(join(folder, "diff.json"), "utf8"));
    if (reportVersion !== "1") throw new Error(`redocly diff must report in version 1, not ${reportVersion}.`);
    return changes as Difference[];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
