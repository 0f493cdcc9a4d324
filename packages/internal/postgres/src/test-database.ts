import { inject } from "vitest";
import { createDatabase } from "./session.ts";
import type {} from "./vitest-setup.ts";

/** Creates an empty database on the server of the `globalSetup`, and resolves with its connection string. */
export function createTestDatabase(): Promise<string> {
  return createDatabase(inject("postgres"));
}
