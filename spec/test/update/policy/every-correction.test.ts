import { describe, expect, test, vi } from "vitest";
import { buildUncorrectedDocument, parseOverlays } from "../../../build/document.ts";
import { applyAction, applyOverlay } from "../../../build/overlay.ts";
import type { Document } from "../../../document/object.ts";
import { alignDocuments } from "../../../update/diff/align.ts";
import { differingPlaces, isSamePart, pointersOf } from "../../../update/diff/replay.ts";
import { type Change, type Impact, maxImpact } from "../../../update/policy/change.ts";
import { weighCorrections } from "../../../update/policy/corrections.ts";
import { rateDocuments } from "../../../update/policy/policy.ts";
import { type Mutation, mutateWhatIsReplaced } from "../../support/mutations.ts";
import { tree } from "../../support/pages.ts";

// The library reports a copy without a source, which stops the build anyway.
vi.spyOn(console, "error").mockImplementation(() => {});

const overlays = parseOverlays(tree.overlays);
const published = buildUncorrectedDocument(tree.upstream);
const actions = await mutateWhatIsReplaced(published, overlays);
const mutations = [
  ...new Map(actions.flatMap(({ mutations }) => mutations.map((each) => [each.name, each] as const))).values(),
];

/** The document after all actions, or undefined if one of them changes nothing, which stops the build. */
async function correct(document: Document): Promise<Document | undefined> {
  let corrected = structuredClone(document);
  let text = JSON.stringify(corrected);
  for (const overlay of Object.values(overlays)) {
    for (const index of overlay.actions.keys()) {
      corrected = await applyAction(corrected, overlay, index);
      const next = JSON.stringify(corrected);
      if (next === text) return undefined;
      text = next;
    }
  }
  return corrected;
}

/** The error that stops the build. */
async function refusalOf(document: Document): Promise<string | undefined> {
  try {
    let corrected = document;
    for (const [name, overlay] of Object.entries(overlays)) corrected = await applyOverlay(corrected, overlay, name);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function mutate(mutations: readonly Mutation[]): Document {
  const document = structuredClone(published);
  for (const { apply } of mutations) apply(document);
  return document;
}

const base = (await correct(published)) as Document;
const refusals = new Map<string, string>();
/** The places of the corrected document that a mutation changes. */
const places = new Map<string, string[]>();
for (const mutation of mutations) {
  const document = mutate([mutation]);
  const corrected = await correct(document);
  const refusal = corrected === undefined || mutation.isStructural ? await refusalOf(document) : undefined;
  if (refusal !== undefined) refusals.set(mutation.name, refusal);
  else {
    const aligned = alignDocuments({ base, revision: corrected as Document });
    places.set(mutation.name, differingPlaces(aligned.base, aligned.revision));
  }
}

/** Mutations that are different changes of the vendor also if they come together. */
const rounds: Mutation[][] = [];
for (const mutation of mutations.filter(({ name }) => !refusals.has(name))) {
  const round = rounds.find((others) => others.every((other) => areIndependent(mutation, other)));
  if (round === undefined) rounds.push([mutation]);
  else round.push(mutation);
}

function areIndependent(one: Mutation, other: Mutation): boolean {
  const parentOf = ({ place }: Mutation) => place.slice(0, place.lastIndexOf("/"));
  // Another type, another field: what else changes there follows from it.
  const isOfParent = ({ place, isStructural }: Mutation) => isStructural || place.endsWith("/type");
  const partsOf = (mutation: Mutation) => [
    isOfParent(mutation) ? parentOf(mutation) : mutation.place,
    ...(mutation.reference === undefined ? [] : [mutation.reference]),
  ];
  return partsOf(one).every((part) => partsOf(other).every((otherPart) => !isSamePart(part, otherPart)));
}

const verdictOf = (changes: readonly Change[]): Impact[] => [
  maxImpact(changes.map(({ types }) => types)),
  maxImpact(changes.map(({ client }) => client)),
];

/** The verdicts of a mutation, without corrections and with them. */
const verdicts = new Map<string, { vendors: Impact[]; told: Impact[] }>();
for (const round of rounds) {
  const vendors = { base: published, revision: mutate(round) };
  const revision = (await correct(vendors.revision)) as Document;
  const [vendorsChanges, corrected] = await Promise.all([rateDocuments(vendors), rateDocuments({ base, revision })]);
  const { changes } = await weighCorrections(vendors, vendorsChanges, corrected, tree.overlays);
  for (const { name, place } of round) {
    const isAt = (change: Change, all: readonly string[]) =>
      pointersOf(change.place ?? {}).some((pointer) => all.some((other) => isSamePart(pointer, other)));
    verdicts.set(name, {
      vendors: verdictOf(vendorsChanges.filter((change) => isAt(change, [place]))),
      told: verdictOf(
        changes.filter((change) => isAt(change, change.hiddenBy === undefined ? (places.get(name) ?? []) : [place])),
      ),
    });
  }
}

describe("what a correction replaces is rated at least as without corrections", () => {
  test.each(actions.filter(({ mutations }) => mutations.length > 0))("$name", ({ mutations }) => {
    const rated = mutations.filter(({ name }) => !refusals.has(name));
    const understated = rated.flatMap(({ name }) => {
      const { vendors = [], told = [] } = verdicts.get(name) ?? {};
      const isEnough = vendors.every((impact, index) => maxImpact([impact, told[index] ?? "none"]) === told[index]);
      return isEnough ? [] : [`${name}: ${vendors} without corrections, ${told} with them`];
    });
    expect(understated).toEqual([]);
  });

  test("and is seen without corrections", () => {
    const unseen = [...verdicts].filter(([, { vendors }]) => vendors.every((impact) => impact === "none"));
    expect(unseen.map(([name]) => name)).toEqual([]);
  });

  test("or stops the build with an error that names the correction and what to do", () => {
    for (const refusal of refusals.values()) {
      expect(refusal).toMatch(
        /^[0-9]{2}-[a-z-]+\.yaml, action [0-9]+ \(target .*\) .*(Change the action or remove it|correct it)\.$/,
      );
    }
  });
});

test("a correction without such changes only adds", () => {
  expect(actions.filter(({ mutations, isAddition }) => mutations.length === 0 && !isAddition)).toEqual([]);
});
