import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { afterAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { renderTypes } from "../../generate/generate.ts";
import { type Impact, maxImpact } from "../../update/policy/change.ts";
import { rateAllChanges } from "../../update/policy/rate-all-changes.ts";
import { type Mutation, mutationsOf, operationsIn } from "../support/every-mutation.ts";
import {
  documentsIn,
  joinDocuments,
  nameIn,
  numberDocument,
  pathIn,
  reduceDocuments,
  reduceToPaths,
} from "../support/many-documents.ts";
import { type Json, tree } from "../support/pages.ts";
import { type UsingPrograms, writeUsingPrograms } from "../support/using-program.ts";

// MUTATIONS=all runs every mutation, in minutes; SEED=… chooses others. By default every kind of mutation runs, in places
// that the seed chooses.
const { MUTATIONS, SEED = "1" } = process.env;
const placesOfKind = 1;
const mutationsInBatch = 200;

const folder = mkdtempSync(join(tmpdir(), "mass-payout-mutations-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Trial {
  name: string;
  before: Json;
  after: Json;
  /** The programs against the types of the document before, which has a number. */
  programsOf: (numbered: Json, index: number) => UsingPrograms;
}

/** A program of the gates. Its imports and paths are those of the types under test. */
const consumer = readFileSync(
  new URL("../../../packages/internal/gates/consumer/with-openapi-fetch.ts", import.meta.url),
  "utf8",
);
const pathsOfConsumer = new Set([...consumer.matchAll(/"(\/v1\/[^"]+)"/g)].map(([, path = ""]) => path));

function programsOfConsumer(_: Json, index: number): UsingPrograms {
  const using = consumer
    .replaceAll(/"(\/v1\/[^"]+)"/g, (__, path) => JSON.stringify(pathIn(path, index)))
    .replace("@iyzico-mass-payout/types", "./types.js")
    .replace("@iyzico-mass-payout/auth", "./auth.js");
  return { using, assigning: "export {};" };
}

/** The document without examples: they would be most of it, and have no types. */
const document = JSON.parse(
  JSON.stringify(parse(tree.document), (key, value) => (key === "examples" ? undefined : value)),
);

/** Both directions of a mutation: what is added one way is removed the other way. */
function trialsOf({ kind, place, prepare, apply }: Mutation): Trial[] {
  const one = structuredClone(document);
  prepare?.(one);
  const other = structuredClone(one);
  apply(other);
  const [before, after] = reduceDocuments(one, other);
  if (operationsIn(before).length + operationsIn(after).length === 0) return [];
  const programsOf = (numbered: Json) => writeUsingPrograms(numbered, "./types.js");
  const [ofConsumer, ofConsumerAfter] = reduceToPaths(one, other, pathsOfConsumer);
  const isOfConsumer = !isDeepStrictEqual(ofConsumer, ofConsumerAfter);
  return [
    { name: `${kind}: ${place}`, before, after, programsOf },
    { name: `${kind}, the other way: ${place}`, before: after, after: before, programsOf },
    ...(isOfConsumer && MUTATIONS !== "all"
      ? [
          {
            name: `${kind}: ${place}, with the program of the gates`,
            before: ofConsumer,
            after: ofConsumerAfter,
            programsOf: programsOfConsumer,
          },
        ]
      : []),
  ];
}

function chooseMutations(): Mutation[] {
  const all = mutationsOf(document);
  if (MUTATIONS === "all") return all;
  return [...Map.groupBy(all, ({ kind }) => kind).values()].flatMap((ofKind) => {
    const start = (Number(SEED) * 7919) % ofKind.length;
    const step = Math.max(1, Math.floor(ofKind.length / placesOfKind));
    return ofKind.filter((_, index) => (index + start) % step === 0).slice(0, placesOfKind);
  });
}

function batchesOf<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / mutationsInBatch);
  return Array.from({ length: count }, (_, index) => list.filter((__, at) => at % count === index));
}

const textOf = (value: Json) => stringify(value, { aliasDuplicateObjects: false });

/** The highest rating of the types for each trial. */
async function rateTrials(
  before: string,
  after: string,
  types: { base: string; revision: string },
): Promise<Map<number, Impact>> {
  const ratings = new Map<number, Impact>();
  for (const change of await rateAllChanges({ base: parse(before), revision: parse(after) }, types)) {
    for (const index of new Set(documentsIn([...change.operations, change.text, ...change.key].join(" ")))) {
      ratings.set(index, maxImpact([ratings.get(index) ?? "none", change.types]));
    }
  }
  return ratings;
}

/** Compiles the programs, and returns the errors of each. */
async function compile(files: Readonly<Record<string, string>>): Promise<Map<string, string>> {
  const place = mkdtempSync(join(folder, "program-"));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ["es2022", "dom"],
    module: "preserve",
    paths: { "openapi-fetch": [fileURLToPath(import.meta.resolve("openapi-fetch")).replace(/\.mjs$/, ".d.mts")] },
    target: "es2022",
  };
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const output = await new Promise<string>((resolve) => {
    const options = { cwd: place, maxBuffer: 1e9 };
    execFile(process.execPath, [tsc, "--pretty", "false"], options, (_, stdout) => resolve(stdout));
  });
  const errors = new Map<string, string>();
  for (const [, file = "", message = ""] of output.matchAll(/^(\S+\.ts)\(\d+,\d+\): (error .*)$/gm)) {
    errors.set(file, [errors.get(file) ?? [], message].flat().join("\n"));
  }
  return errors;
}

/** A program that compiles if the types of an operation, and every alias, have the same structure. */
function writeEqualProgram({ before, after }: Trial, index: number): string {
  const operations = operationsIn(before).map(([path, method]) => `["paths"]["${pathIn(path, index)}"]["${method}"]`);
  const names = Object.keys(before.components.schemas).map(
    (name) => `["components"]["schemas"]["${nameIn(name, index)}"]`,
  );
  const isLonger =
    operationsIn(after).length > operationsIn(before).length ||
    Object.keys(after.components.schemas).length > Object.keys(before.components.schemas).length;
  return [
    'import type * as Old from "./old.js";',
    'import type * as New from "./new.js";',
    "type Types<M extends { paths: unknown; components: unknown }> = M;",
    "type Before = Types<{ paths: Old.paths; components: Old.components }>;",
    "type After = Types<{ paths: New.paths; components: New.components }>;",
    "type Expand<T> = T extends object ? { [K in keyof T]: Expand<T[K]> } : T;",
    "type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;",
    ...[...operations, ...names].map(
      (at, line) => `export const e${line}: Equal<Expand<Before${at}>, Expand<After${at}>> = true;`,
    ),
    ...(isLonger ? ["export const longer: true = false;"] : []),
  ].join("\n");
}

const batches = batchesOf(chooseMutations().flatMap(trialsOf)).map((trials, index) => ({ index: index + 1, trials }));

test.each(batches)("no rating is lower than what the types show, batch $index", async ({ trials }) => {
  const before = textOf(joinDocuments(trials.map((trial) => trial.before)));
  const after = textOf(joinDocuments(trials.map((trial) => trial.after)));
  const types = { base: await renderTypes(before), revision: await renderTypes(after) };
  const programs = trials.map(({ before: old, programsOf }, index) => programsOf(numberDocument(old, index), index));
  const usingOf = (api: string) => ({
    "types.ts": api,
    "auth.ts":
      'import type { Middleware } from "openapi-fetch";\nexport declare function iyzwsv2(credentials: object): Middleware;',
    ...Object.fromEntries(
      programs.flatMap(({ using, assigning }, index) => [
        [`p${index}.ts`, using],
        [`a${index}.ts`, assigning],
      ]),
    ),
  });
  const equal = {
    "old.ts": types.base,
    "new.ts": types.revision,
    ...Object.fromEntries(trials.map((trial, index) => [`e${index}.ts`, writeEqualProgram(trial, index)])),
  };
  const [ratings, withOld, withNew, differing] = await Promise.all([
    rateTrials(before, after, types),
    compile(usingOf(types.base)),
    compile(usingOf(types.revision)),
    compile(equal),
  ]);
  expect(withNew.size).toBeGreaterThan(0);
  expect(differing.size).toBeGreaterThan(0);
  // A program that does not compile with the types that it was written for shows nothing: no value fits some mutations.
  const useless = [...withOld.keys()].filter((file) => /^p\d/.test(file));
  expect(useless.length).toBeLessThan(trials.length / 20);
  const tooLow = trials.flatMap(({ name }, index) => {
    const rating = ratings.get(index) ?? "none";
    const readonlyError = withNew.get(`a${index}.ts`)?.match(/.*TS2540.*/)?.[0];
    const error = withOld.has(`p${index}.ts`) ? undefined : (withNew.get(`p${index}.ts`) ?? readonlyError);
    if (error !== undefined && rating !== "breaking")
      return [`${name} is rated ${rating}, but: ${error.split("\n")[0]}`];
    const isDifferent = differing.has(`e${index}.ts`);
    return isDifferent && maxImpact([rating, "patch"]) === "patch"
      ? [`${name} is rated ${rating}, but the types differ`]
      : [];
  });
  expect(tooLow).toEqual([]);
});
