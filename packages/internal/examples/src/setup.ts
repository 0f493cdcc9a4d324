import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder with the packed packages, the frameworks and the examples. */
    project: string;
  }
}

export default function setup({ provide }: TestProject): void {
  const folder = process.env["EXAMPLES_PROJECT"];
  if (folder === undefined) throw new Error("`pnpm examples` makes the folder that the checks run in.");
  provide("project", folder);
}
