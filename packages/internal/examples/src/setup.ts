import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { createProject } from "./project.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder with the packed packages, the frameworks and the examples. */
    project: string;
  }
}

export default function setup({ provide }: TestProject): () => void {
  const folder = createProject();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when the command is stopped.
  process.on("exit", remove);
  provide("project", folder);
  return remove;
}
