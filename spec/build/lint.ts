import { fileURLToPath } from "node:url";
import { lintFromString, loadConfig } from "@redocly/openapi-core";

const configPath = fileURLToPath(new URL("../redocly.yaml", import.meta.url));

/** Every fault that the linter finds in a document, warnings included, one line each. */
export async function lintDocument(source: string): Promise<string[]> {
  const problems = await lintFromString({ source, config: await loadConfig({ configPath }) });
  return problems.map(({ message, ruleId, location }) => `${location[0]?.pointer ?? ""} ${message} (${ruleId})`);
}
