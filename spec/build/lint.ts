import { fileURLToPath } from "node:url";
import { lintFromString, loadConfig } from "@redocly/openapi-core";

const configPath = fileURLToPath(new URL("../redocly.yaml", import.meta.url));

/** Something that the linter finds. */
export interface Fault {
  /** Where, as a JSON pointer. */
  pointer: string;
  message: string;
  rule: string;
  /** Whether the document is wrong, and not only unusual. */
  isError: boolean;
}

/** Everything that the linter finds in a document. */
export async function lintDocument(source: string): Promise<Fault[]> {
  const problems = await lintFromString({ source, config: await loadConfig({ configPath }) });
  return problems.map(({ message, ruleId, severity, location }) => ({
    pointer: location[0]?.pointer ?? "",
    message,
    rule: ruleId,
    isError: severity === "error",
  }));
}

/** Faults for people, one a line. */
export function linesOf(faults: readonly Fault[]): string {
  return faults.map(({ pointer, message, rule }) => `${pointer} ${message} (${rule})`).join("\n");
}
