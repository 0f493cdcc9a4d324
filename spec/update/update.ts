import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { buildDocument, buildUncorrectedDocument, type Files, notesOnWords } from "../build/document.ts";
import { describeGeneration, type Generation, logGeneration } from "../build/generation-log.ts";
import { formatProblems, type LintProblem, lintDocument } from "../build/lint.ts";
import type { Document } from "../document/object.ts";
import { keysOf } from "../document/pointer.ts";
import { checkCompiles } from "../generate/compile.ts";
import { generateTypes, renderTypes } from "../generate/generate.ts";
import { notesOnTypes } from "../generate/uncarried.ts";
import type { Change } from "./policy/change.ts";
import { checkAddedFields, checkCorrectedSchemas, checkSchemaNames } from "./policy/check-corrections.ts";
import { weighCorrections } from "./policy/corrections.ts";
import { rateDocuments } from "./policy/policy.ts";
import { rateAllChanges } from "./policy/rate-all-changes.ts";
import { notesOnTranslations } from "./policy/rate-meanings.ts";
import { readPage } from "./read/page.ts";
import type { Source } from "./read/source.ts";
import { applyPages } from "./read/upstream.ts";

/** The current files of the repository. */
export interface Tree {
  /** The files of spec/upstream and of spec/overlays, by name. */
  upstream: Files;
  overlays: Files;
  /** spec/openapi.yaml and spec/generation-log.json. */
  document: string;
  log: readonly Generation[];
}

/** The result of importing pages, before anything is written. */
export interface Update {
  /** The operations that the pages describe. */
  operations: readonly string[];
  /** The files to write, by path in the repository; empty if the pages have no changes. */
  files: Files;
  changes: readonly Change[];
  /** Remarks for the maintainer. */
  notes: readonly string[];
}

/**
 * Imports pages of the vendor: replaces documents of spec/upstream, rebuilds the document and the generated files, and
 * rates the changes. Writes nothing.
 *
 * @param today the date of the update, as 2026-11-24.
 * @throws if a page is malformed or can't be assigned to an operation, if a correction no longer applies or
 *   applies to a schema that nothing uses any more, if the resulting document is invalid, or if the types can't be generated from it.
 */
export async function prepareUpdate(sources: readonly Source[], tree: Tree, today: string): Promise<Update> {
  const pages = sources.map((source) => ({ source, ...readPage(source) }));
  const { files: upstream, operations, notes } = applyPages(tree.upstream, pages, today);
  if (isDeepStrictEqual(upstream, tree.upstream)) return { operations, files: {}, changes: [], notes };

  const published = { base: buildUncorrectedDocument(tree.upstream), revision: buildUncorrectedDocument(upstream) };
  const base: Document = parse(tree.document);
  checkSchemaNames(published.base, published.revision, base);
  const document = await buildDocument(upstream, tree.overlays);
  const problems = await lintDocument(document);
  // Examples can't be validated at all if their schema is invalid: then the vendor's document is at fault, not an example.
  const isOfExample = ({ rule, message }: LintProblem) =>
    /^no-invalid-.*examples$/.test(rule) && !message.startsWith("Example validation errored");
  const errors = problems.filter((problem) => problem.isError && !isOfExample(problem));
  if (errors.length > 0) {
    const hint =
      "If a correction of spec/overlays adds what iyzico now documents, change it and run the command again.";
    throw new Error(`The resulting document is invalid:\n${formatProblems(errors)}\n${hint}`);
  }
  const revision: Document = parse(document);
  checkCorrectedSchemas(base, revision, tree.overlays);
  await checkAddedFields(published, tree.overlays);
  const generated = await generateTypes(document);
  const log = logGeneration(tree.log, describeGeneration(document, upstream, tree.overlays, today));
  const files: Files = {
    ...Object.fromEntries(Object.entries(upstream).map(([name, text]) => [`spec/upstream/${name}`, text])),
    "spec/openapi.yaml": document,
    "spec/generation-log.json": `${JSON.stringify(log, null, 2)}\n`,
    ...generated,
  };
  const types = { base: await renderTypes(tree.document), revision: await renderTypes(document) };
  const [correctedChanges, publishedChanges] = await Promise.all([
    rateAllChanges({ base, revision }, types),
    rateDocuments(published),
    checkCompiles(generated),
  ]);
  const weighed = await weighCorrections(published, publishedChanges, correctedChanges, tree.overlays);
  const warnings = problems.filter(({ isError }) => !isError);
  return {
    operations,
    files,
    changes: weighed.changes,
    notes: [
      ...notes,
      ...newNotes(notesOnWords(tree.upstream), notesOnWords(upstream)),
      ...newNotes(notesOnTypes(base), notesOnTypes(revision)),
      ...weighed.notes,
      ...notesOnTranslations(base, revision),
      ...notesOnExamples(problems.filter(isOfExample)),
      ...(warnings.length === 0 ? [] : formatProblems(warnings).split("\n")),
    ],
  };
}

/** The notes that were not already true before the update. */
function newNotes(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((note) => !before.includes(note));
}

/** Notes about examples of spec/overlays that no longer match the vendor's schemas. Maintainers decide their new values. */
function notesOnExamples(problems: readonly LintProblem[]): string[] {
  const examples = Map.groupBy(
    problems.map(({ pointer }) => keysOf(pointer)),
    (keys) => `${keys[2]?.toUpperCase()} ${keys[1]}, ${keys[3] === "responses" ? "answers" : "requests"}`,
  );
  return [...examples].map(([where, places]) => {
    const names = new Set(places.map((keys) => keys[keys.indexOf("examples") + 1]));
    return `By hand: correct examples of spec/overlays that are no longer valid (${where}): ${[...names].join(", ")}.`;
  });
}
