import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { buildUncorrectedDocument } from "../../../build/document.ts";
import { maxImpact } from "../../../update/policy/change.ts";
import { rateDocuments } from "../../../update/policy/policy.ts";
import { type Json, tree } from "../../support/pages.ts";
import { rewriteAt, rewrites, schemaPlaces } from "./rewrites.ts";

const corrected = parse(readFileSync(new URL("../../../openapi.yaml", import.meta.url), "utf8"));
/** With fields that can be null: the vendor's documents have none. */
const withNulls = (document: Json): Json => {
  const { MassPayoutSummary, MassPayoutItemDetail } = document.components.schemas;
  for (const { properties } of [MassPayoutSummary, MassPayoutItemDetail]) {
    for (const field of Object.values<Json>(properties)) if (field.type === "string") field.nullable = true;
  }
  const { properties } = document.components.schemas.MassPayoutRetrieveResponse;
  properties.massPayout = { type: "object", nullable: true, allOf: [properties.massPayout] };
  return document;
};
const documents = {
  "the corrected document": withNulls(structuredClone(corrected)),
  "the vendor's documents": withNulls(buildUncorrectedDocument(tree.upstream)),
};

/** Every rewrite of every document that has a place for it. */
const cases = Object.entries(documents).flatMap(([name, document]) =>
  rewrites.flatMap((rewrite): [string, string, Json, Json][] => {
    const { document: revision, count } = rewriteAt(document, rewrite, schemaPlaces(document));
    return count === 0 ? [] : [[name, rewrite.name, document, revision]];
  }),
);

/** The changes that a document which is only written in another way must not have: a new name is not one. */
async function findUntrueChanges(base: Json, revision: Json) {
  const changes = await rateDocuments({ base, revision });
  return changes
    .filter(({ key: [kind], operations, types, client }) => {
      const isName = kind === "type-added" && (operations.length === 0 || types === "patch");
      const isPatch = /^(documentation-changed|values-reordered)$/.test(kind) && maxImpact([types, client]) === "patch";
      return !isName && !isPatch;
    })
    .map(({ text, types, client }) => [text, types, client]);
}

test.each(cases)("%s is the same for users where %s", async (_, __, document, revision) => {
  expect(await findUntrueChanges(document, revision)).toEqual([]);
});

test("a document is the same for users if parameters, addresses and signatures are written at another level", async () => {
  const base = documents["the corrected document"];
  const revision = structuredClone(base);
  const items = Object.values<Json>(revision.paths);
  for (const item of items) {
    for (const method of ["get", "post"].filter((each) => each in item)) {
      item.parameters = item[method].parameters;
      delete item[method].parameters;
      item[method].servers = revision.servers;
      item[method].security = revision.security;
    }
  }
  delete revision.servers;
  delete revision.security;
  expect(await findUntrueChanges(base, revision)).toEqual([]);
});

test("every rewrite applies to a document", () => {
  expect(new Set(cases.map(([, name]) => name))).toEqual(new Set(rewrites.map(({ name }) => name)));
});

test("documents are the same for users where several rewrites are mixed", async () => {
  const base = documents["the corrected document"];
  const places = schemaPlaces(base);
  const step = fc.tuple(fc.integer({ min: 0, max: places.length - 1 }), fc.constantFrom(...rewrites));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
      let revision = base;
      for (const [place, rewrite] of steps) revision = rewriteAt(revision, rewrite, [places[place] ?? []]).document;
      expect(await findUntrueChanges(base, revision)).toEqual([]);
    }),
    { seed: Number(process.env["SEED"] ?? 1), numRuns: Number(process.env["RUNS"] ?? 4) },
  );
}, 600_000);
