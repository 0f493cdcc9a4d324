import { cpSync, rmSync } from "node:fs";
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
  cpSync(fileURLToPath(new URL("../consumer/", import.meta.url)), folder, { recursive: true });
  project.provide("consumer", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
