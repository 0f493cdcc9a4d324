import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { installConsumer } from "../src/consumer.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder with the tarballs installed in it. */
    consumer: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = installConsumer();
  project.provide("consumer", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
