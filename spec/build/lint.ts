import { fileURLToPath } from "node:url";
import { lintFromString, loadConfig } from "@redocly/openapi-core";

const configPath = fileURLToPath(new URL("../redocly.yaml", import.meta.url));

/** A finding of the linter. */
export interface LintProblem {
  /** The location, as a JSON pointer. */
  pointer: string;
  message: string;
  rule: string;
  /** `true` if the document is invalid; `false` if only its style is unusual. */
  isError: boolean;
}

/** Lints a document with the rules of spec/redocly.yaml. */
export async function lintDocument(source: string): Promise<LintProblem[]> {
  const problems = await lintFromString({ source, config: await loadConfig({ configPath }) });
  return problems.map(({ message, ruleId, severity, location }) => ({
    pointer: location[0]?.pointer ?? "",
    message,
    rule: ruleId,
    isError: severity === "error",
  }));
}

/** Formats problems for a terminal, one a line. A problem that the linter finds for every example is formatted once. */
export function formatProblems(problems: readonly LintProblem[]): string {
  return [...new Set(problems.map(({ pointer, message, rule }) => `${pointer} ${message} (${rule})`))].join("\n");
}
