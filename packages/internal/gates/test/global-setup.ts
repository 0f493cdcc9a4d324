import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { installConsumer } from "../src/consumer.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder with the installed tarballs and the programs of `consumer/`. */
    consumer: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = installConsumer();
  const programs = fileURLToPath(new URL("../consumer/", import.meta.url));
  cpSync(programs, folder, { recursive: true });
  // The same programs in a project of CommonJS.
  cpSync(programs, join(folder, "commonjs"), { recursive: true });
  writeFileSync(join(folder, "commonjs/package.json"), JSON.stringify({ private: true, type: "commonjs" }));
  project.provide("consumer", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
