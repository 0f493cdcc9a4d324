import { fileURLToPath } from "node:url";
import { lintFromString, loadConfig } from "@redocly/openapi-core";

const configPath = fileURLToPath(new URL("../redocly.yaml", import.meta.url));

/** Something that the linter finds. */
export interface Fault {
  /** Where, as a JSON pointer. */
  pointer: string;
  message: string;
  rule: string;
}

/** Every fault that the linter finds in a document, warnings included. */
export async function lintDocument(source: string): Promise<Fault[]> {
  const problems = await lintFromString({ source, config: await loadConfig({ configPath }) });
  return problems.map(({ message, ruleId, location }) => ({
    pointer: location[0]?.pointer ?? "",
    message,
    rule: ruleId,
  }));
}

/** Faults for people, one a line. */
export function linesOf(faults: readonly Fault[]): string {
  return faults.map(({ pointer, message, rule }) => `${pointer} ${message} (${rule})`).join("\n");
}
