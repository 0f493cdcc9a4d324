import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installConsumer } from "@iyzico-mass-payout/gates/consumer";
import { examples } from "./examples.ts";

/** A separate project with the frameworks as its dependencies; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

/** The folder of this package. */
export const here: string = fileURLToPath(new URL("..", import.meta.url));

/**
 * Creates a folder with the packed packages as a user installs them, the frameworks beside them, and a copy of each example.
 * No other package of the workspace can be resolved from there.
 */
export function createProject(): string {
  const folder = installConsumer();
  const modules = join(installed, "node_modules");
  for (const name of listModules(modules)) {
    const link = join(folder, "node_modules", name);
    // The consumer has some of them by itself, and programs must have one of each.
    rmSync(link, { recursive: true, force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(modules, name), link);
  }
  for (const { name } of examples) cpSync(join(here, name), join(folder, name), { recursive: true });
  return folder;
}

function listModules(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(folder, name)).map((inScope) => `${name}/${inScope}`) : [name],
    );
}
