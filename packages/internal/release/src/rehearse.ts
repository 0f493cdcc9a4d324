// `pnpm release:rehearse` rehearses a release on this machine; see rehearsal.ts. Nothing leaves the machine, the checkout
// stays as it is, and nothing is left behind.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rehearse } from "./rehearsal.ts";

const stopping = new AbortController();
// Each time: a terminal's interrupt can come twice, from it and by way of pnpm, and the second must not end the cleaning.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => stopping.abort(new Error(`Stopped by ${signal}.`)));
}

const started = performance.now();
const folder = await mkdtemp(join(await realpath(tmpdir()), "mass-payout-release-"));
let end: string;
try {
  const packages = await rehearse({
    root: fileURLToPath(new URL("../../../../", import.meta.url)),
    folder,
    signal: stopping.signal,
    say: (line) => console.log(`✓ ${line}`),
  });
  const list = packages.map(({ manifest }) => `${manifest.name}@${manifest.version}`).join(", ");
  end = `Rehearsed: ${list}.
Not rehearsed: provenance. It needs an identity of GitHub; the release asks for it and fails without.`;
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 1;
  end = "The rehearsal failed.";
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`\n${end}\nIt took ${((performance.now() - started) / 1000).toFixed(1)} s, and nothing was left behind.`);
