import type { TestProject } from "vitest/node";
import { startMock } from "../src/mock.ts";

declare module "vitest" {
  interface ProvidedContext {
    mock: { url: string; credentials: { apiKey: string; secretKey: string } };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const credentials = { apiKey: "sandbox-contract", secretKey: "sandbox-contract-secret" };
  const mock = await startMock(credentials);
  project.provide("mock", { url: mock.url, credentials });
  return () => mock.close();
}
