// `release:rehearse` rehearses a release on this machine; see rehearsal.ts. Nothing is sent to another machine, the
// checkout stays unchanged, and the temporary folder is removed.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { rehearse } from "./rehearsal.ts";

const stopping = new AbortController();
// `on` and not `once`: an interrupt arrives twice, from the terminal and through pnpm, and the second must not end the
// clean-up.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => stopping.abort(new Error(`Stopped by ${signal}.`)));
}

const started = performance.now();
const folder = await mkdtemp(join(await realpath(tmpdir()), "mass-payout-release-"));
let end: string;
try {
  const packages = await rehearse({
    root,
    folder,
    signal: stopping.signal,
    onStep: (line) => console.log(`✓ ${line}`),
  });
  const list = packages.map(({ manifest }) => `${manifest.name}@${manifest.version}`).join(", ");
  end = `Rehearsed: ${list}.
Not rehearsed: provenance, which requires an identity from GitHub. The release requests it, and fails without it.`;
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 1;
  end = "The rehearsal failed.";
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(
  `\n${end}\nIt took ${((performance.now() - started) / 1000).toFixed(1)} s. The temporary folder was removed.`,
);
