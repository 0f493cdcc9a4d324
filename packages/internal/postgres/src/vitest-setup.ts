import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The connection string of the server that all test files share. */
    postgres: string;
  }
}

/** For `globalSetup`: one server for all test files of a package, which `createTestDatabase` uses. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  provide("postgres", postgres.connectionString());
  return () => postgres.stop();
}
