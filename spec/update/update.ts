import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "yaml";
import { generate } from "../../packages/types/generator/generate.ts";
import { buildDocument, type Files, uncorrectedDocument } from "../build/document.ts";
import { type Generation, generationOf, logGeneration } from "../build/generation-log.ts";
import { type Fault, linesOf, lintDocument } from "../build/lint.ts";
import type { Document } from "../build/overlay.ts";
import type { Change } from "./change.ts";
import { notesOnCorrections } from "./corrected.ts";
import { differencesOf } from "./difference.ts";
import { takeIn } from "./incoming.ts";
import { readPage } from "./page.ts";
import { placeAt, valueAt } from "./place.ts";
import { changesOf } from "./policy.ts";
import { untranslated } from "./rated-meanings.ts";
import type { Source } from "./source.ts";

/** What the repository has now. */
export interface Tree {
  /** The files of spec/upstream and of spec/overlays under their names. */
  upstream: Files;
  overlays: Files;
  /** spec/openapi.yaml and spec/generation-log.json. */
  document: string;
  log: readonly Generation[];
}

/** What the pages make of it. Nothing of it is written yet. */
export interface Update {
  /** The operations that the pages describe. */
  operations: readonly string[];
  /** The files to write, under their paths in the repository; empty when the pages say nothing new. */
  files: Files;
  changes: readonly Change[];
  /** What a person should look at. */
  notes: readonly string[];
}

/**
 * Takes pages of the vendor in: puts them in the place of what spec/upstream says, makes the document and all that is
 * generated from it anew, and judges what is different. Throws when a page is broken or its place unclear, when a
 * correction no longer fits, and when the document that comes out has faults.
 *
 * @param today the day of the update, as 2026-11-24.
 */
export async function updateFrom(sources: readonly Source[], tree: Tree, today: string): Promise<Update> {
  const pages = sources.map((source) => ({ source, ...readPage(source) }));
  const { files: upstream, operations, notes } = takeIn(tree.upstream, pages, today);
  if (isDeepStrictEqual(upstream, tree.upstream)) return { operations, files: {}, changes: [], notes };

  const published = { base: uncorrectedDocument(tree.upstream), revision: uncorrectedDocument(upstream) };
  checkNames(published.base, published.revision, parse(tree.document));
  const document = await buildDocument(upstream, tree.overlays);
  const faults = await lintDocument(document);
  const isOfExample = ({ rule }: Fault) => /^no-invalid-.*examples$/.test(rule);
  const ownFaults = faults.filter((fault) => fault.isError && !isOfExample(fault));
  if (ownFaults.length > 0) {
    const hint = "If a correction of spec/overlays adds what iyzico says itself now, mend it and run this again.";
    throw new Error(`The document that comes out has faults:\n${linesOf(ownFaults)}\n${hint}`);
  }
  const log = logGeneration(tree.log, generationOf(document, upstream, tree.overlays, today));
  const files: Files = {
    ...under("spec/upstream/", upstream),
    "spec/openapi.yaml": document,
    "spec/generation-log.json": `${JSON.stringify(log, null, 2)}\n`,
    ...under("packages/types/", await generate(document)),
  };
  const [changes, publishedChanges] = await Promise.all([
    judged(tree.document, document),
    compared(stringify(published.base), stringify(published.revision)),
  ]);
  const remarks = faults.filter(({ isError }) => !isError);
  return {
    operations,
    files,
    changes,
    notes: [
      ...notes,
      ...notesOnCorrections(publishedChanges, changes),
      ...untranslated(parse(tree.document), parse(document)),
      ...unfitExamples(faults.filter(isOfExample)),
      ...(remarks.length === 0 ? [] : linesOf(remarks).split("\n")),
    ],
  };
}

/** A schema of the vendor's with a name that a correction has given to something else would become part of that. */
function checkNames(before: Document, after: Document, corrected: Document): void {
  const isThere = (document: Document, name: string) =>
    valueAt(document, ["components", "schemas", name]) !== undefined;
  for (const name of Object.keys(valueAt(after, ["components", "schemas"]) ?? {})) {
    if (!isThere(before, name) && isThere(corrected, name)) {
      throw new Error(`The page has a schema ${name}, and spec/overlays gives this name to something else.`);
    }
  }
}

/** The examples of spec/overlays that contradict what the vendor says now. What they should say is for a person to find. */
function unfitExamples(faults: readonly Fault[]): string[] {
  const examples = Map.groupBy(
    faults.map(({ pointer }) => placeAt(pointer, {}).keys),
    (keys) => `${keys[2]?.toUpperCase()} ${keys[1]}, ${keys[3] === "responses" ? "answers" : "requests"}`,
  );
  return [...examples].map(([where, places]) => {
    const names = new Set(places.map((keys) => keys[keys.indexOf("examples") + 1]));
    return `By hand: examples of spec/overlays no longer fit (${where}): ${[...names].join(", ")}.`;
  });
}

async function judged(base: string, revision: string): Promise<Change[]> {
  const changes = await compared(base, revision);
  // In another order it is the same document.
  if (changes.length > 0 || isDeepStrictEqual(parse(base), parse(revision))) return changes;
  const text = "The document reads differently in what nobody compares.";
  return [{ operations: [], text, types: "patch", client: "none" }];
}

async function compared(base: string, revision: string): Promise<Change[]> {
  const documents = { base: parse(base), revision: parse(revision) };
  return changesOf(await differencesOf(base, revision), documents);
}

function under(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [folder + name, text]));
}
