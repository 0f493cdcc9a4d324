import { stringify } from "yaml";
import type { Document } from "../../document/object.ts";
import { isSameOperation } from "../../document/operation.ts";
import { pointerOf } from "../../document/pointer.ts";
import { alignDocuments, type Compared } from "../diff/align.ts";
import { compareDocuments, type Difference } from "../diff/compare-documents.ts";
import { placeAt } from "../diff/place.ts";
import { indexUsage, type Usage } from "../diff/usage.ts";
import type { Change } from "./change.ts";
import { rateComposition } from "./rate-alternatives.ts";
import { isConstraint, isNumeric, rateConstraint } from "./rate-bounds.ts";
import { rateDefault } from "./rate-default.ts";
import { rateDescription, rateReferenceWords } from "./rate-description.ts";
import { descriptionsKey, rateMeanings } from "./rate-meanings.ts";
import { rateOperation } from "./rate-operation.ts";
import { rateSchema } from "./rate-schema.ts";
import { openListKey, rateValues } from "./rate-values.ts";
import { type Case, placeWithoutKey, type Rating, subjectOf } from "./rating.ts";

/**
 * Rates the changes between two documents by the policy of docs/spec-changes.md. The ratings of `redocly diff` are not
 * enough: it treats every list of values as closed, rates requests and answers alike in places, and does not know which
 * fields the client uses. Several differences can be one change, and one difference can be several changes.
 */
export async function rateDocuments(documents: Compared): Promise<Change[]> {
  const compared = alignDocuments(documents);
  const [base, revision] = [compared.base, compared.revision].map((document) =>
    stringify(document, { aliasDuplicateObjects: false }),
  ) as [string, string];
  const differences = await compareDocuments(base, revision);
  const usageInBase = indexUsage(documents.base);
  const usageInRevision = indexUsage(documents.revision);
  const changes = withoutConsequences(differences.flatMap(splitProperties)).flatMap((difference) => {
    const { base, revision } = difference;
    const place = placeAt(
      (revision ?? base)?.pointer ?? "",
      revision === undefined ? compared.base : compared.revision,
    );
    const usage: Usage = revision === undefined ? usageInBase(place.keys) : usageInRevision(place.keys);
    const ratingCase = {
      difference,
      place,
      directions: usage.directions,
      before: base?.value,
      after: revision?.value,
      compared,
    };
    const places = { base: base?.pointer, revision: revision?.pointer };
    return rateCase(ratingCase).map((rating): Change => ({ operations: usage.operations, place: places, ...rating }));
  });
  const words = rateReferenceWords(documents).map(({ place, rating }): Change => {
    const pointer = pointerOf(place.keys);
    const { operations } = usageInRevision(place.keys);
    return { operations, place: { base: pointer, revision: pointer }, ...rating };
  });
  return [
    ...changes.map((change) => withNameAlone(change, changes)),
    ...words,
    ...rateMeanings(compared, usageInRevision),
  ];
}

/** Splits the difference of all fields of a schema, or of all schemas, into those of each. */
function splitProperties(difference: Difference): Difference[] {
  const { typeName, kind, base, revision } = difference;
  if (!/^(SchemaProperties|NamedSchemas)$/.test(typeName) || kind === "modified") return [difference];
  const names = Object.keys(((revision ?? base)?.value ?? {}) as object);
  const sideOf = (side: Difference["base"], name: string) =>
    side && { pointer: `${side.pointer}/${pointerOf([name]).slice(2)}`, value: (side.value as Document)[name] };
  return names.map((name) => {
    const sides = { base: sideOf(base, name), revision: sideOf(revision, name) };
    return { ...difference, typeName: "Schema", verdicts: [], ...(sides as Pick<Difference, "base" | "revision">) };
  });
}

/** A new type that only names what was there before, for users a name that they need not know. */
function withNameAlone(change: Change, changes: readonly Change[]): Change {
  const { key, operations } = change;
  const isOther = (other: Change) => other.types !== "patch" && other.key[0] !== "type-added";
  const isUsedByOther = changes.some(
    (other) => isOther(other) && other.operations.some((operation) => operations.includes(operation)),
  );
  if (key[0] !== "type-added" || operations.length === 0 || isUsedByOther) return change;
  return { ...change, text: `There is a new type, ${key[1]}, for a part that had no name.`, types: "patch" };
}

/** Removes differences of a field whose type changed, and inside it: they follow from the change of the type. */
function withoutConsequences(differences: readonly Difference[]): Difference[] {
  const isRetyped = ({ property, base, revision }: Difference) =>
    property === "type" && !(isNumeric(base?.value) && isNumeric(revision?.value));
  const retyped = differences.filter(isRetyped);
  return differences.filter(
    (difference) =>
      isRetyped(difference) ||
      isDocumentation(difference.property) ||
      !retyped.some(({ path }) => difference.path === path || difference.path.startsWith(`${path}/`)),
  );
}

function rateCase(ratingCase: Case): Rating[] {
  const { difference, place } = ratingCase;
  const { typeName, kind, property } = difference;
  // A component other than a schema is only a name: where it is used, the comparison follows the reference.
  const isName = kind !== "modified" && place.keys[0] === "components" && place.keys.length <= 3;
  if (isName && typeName !== "Schema") return [];
  // Of path parameters in a path, the parameter's own name is rated.
  if (typeName === "PathItem" && property === "key" && isSamePath(ratingCase)) return [];
  if (typeName.startsWith("Server")) return [rateOperation(ratingCase)];
  if (property === "enum" || [property, place.keys.at(-1)].includes(openListKey)) return rateValues(ratingCase);
  if (typeName === "SpecExtension" || property?.startsWith("x-")) {
    return [property, place.keys.at(-1)].includes(descriptionsKey) ? [] : [rateDescription(ratingCase)];
  }
  if (
    isDocumentation(property) ||
    (kind !== "modified" && /^(Example|ExamplesMap|Examples|Tag|ExternalDocs)$/.test(typeName))
  ) {
    return [rateDescription(ratingCase)];
  }
  if (property === "deprecated") return [rateDeprecation(ratingCase)];
  if (property === "default") return [rateDefault(ratingCase)];
  if (isConstraint(ratingCase)) return [rateConstraint(ratingCase)];
  if (typeName === "Schema") return rateSchema(ratingCase);
  if (/^(AllOf|OneOf|AnyOf)$/.test(typeName)) return [rateComposition(ratingCase)];
  return [rateOperation(ratingCase)];
}

function isSamePath({ difference: { base }, place, compared }: Case): boolean {
  return isSameOperation(placeAt(base?.pointer ?? "", compared.base).keys[1] ?? "", place.keys[1] ?? "");
}

/** Whether a key only informs readers. */
function isDocumentation(property: string | undefined): boolean {
  return /^(description|summary|title|version|examples?|value|externalDocs|tags)$/.test(property ?? "");
}

function rateDeprecation(ratingCase: Case): Rating {
  const words = ratingCase.after === true ? "is deprecated" : "is no longer deprecated";
  const deprecated = placeWithoutKey(ratingCase, "deprecated");
  return {
    key: ["deprecation-changed", subjectOf(deprecated), words],
    text: `${deprecated.label} ${words}.`,
    types: "minor",
    client: "none",
    ...(ratingCase.after === true && { affected: "Affects code that uses it, once it is removed." }),
  };
}
