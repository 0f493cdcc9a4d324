import type { Difference } from "../diff/compare-documents.ts";
import { placeAt } from "../diff/place.ts";
import { indexUsage, type Usage } from "../diff/usage.ts";
import type { Change } from "./change.ts";
import { descriptionsKey, rateMeanings } from "./rate-meanings.ts";
import { rateOperation } from "./rate-operation.ts";
import { rateSchema } from "./rate-schema.ts";
import { rateValues } from "./rate-values.ts";
import { type Case, type Compared, placeWithoutKey, type Rating, subjectOf } from "./rating.ts";

/**
 * Rates the differences between two documents by the policy of docs/spec-changes.md. The ratings of `redocly diff` are
 * not enough: it treats every list of values as closed, rates requests and answers alike in places, and does not know
 * which fields the client uses. Several differences can be one change, and one difference can be several changes.
 */
export function rateDifferences(differences: readonly Difference[], compared: Compared): Change[] {
  const usageInBase = indexUsage(compared.base);
  const usageInRevision = indexUsage(compared.revision);
  const changes = withoutConsequences(differences).flatMap((difference) => {
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
    return rateCase(ratingCase).map((rating): Change => ({ operations: usage.operations, ...rating }));
  });
  return [...changes, ...rateMeanings(compared, usageInRevision)];
}

/** Removes differences inside a field whose type changed: they follow from the change of the type. */
function withoutConsequences(differences: readonly Difference[]): Difference[] {
  const retyped = differences.flatMap(({ property, base, revision }) =>
    property === "type" ? [`${(revision ?? base)?.pointer.replace(/\/type$/, "")}/`] : [],
  );
  return differences.filter(({ property, base, revision }) => {
    const pointer = (revision ?? base)?.pointer ?? "";
    return property === "type" || !retyped.some((field) => pointer.startsWith(field) && !isDocumentation(property));
  });
}

function rateCase(ratingCase: Case): Rating[] {
  const { difference, place } = ratingCase;
  const { typeName, kind, property } = difference;
  if (typeName === "SpecExtension" || property?.startsWith("x-")) {
    return [property, place.keys.at(-1)].includes(descriptionsKey) ? [] : [rateDocumentation(ratingCase)];
  }
  if (property === "enum") return rateValues(ratingCase);
  if (isDocumentation(property) || (kind !== "modified" && /^Examples?$|^Tag$|^ExternalDocs$/.test(typeName))) {
    return [rateDocumentation(ratingCase)];
  }
  if (property === "deprecated") return [rateDeprecation(ratingCase)];
  if (typeName === "Schema") return rateSchema(ratingCase);
  return [rateOperation(ratingCase)];
}

/** Whether a key only informs readers. */
function isDocumentation(property: string | undefined): boolean {
  return /^(description|summary|title|version|examples?|value|externalDocs|tags|default)$/.test(property ?? "");
}

function rateDocumentation(ratingCase: Case): Rating {
  const { difference, place, after } = ratingCase;
  const key = difference.property ?? place.keys.at(-1) ?? "";
  const value = typeof after === "string" && after.length < 300 ? `: ${after}` : ".";
  const documented = placeWithoutKey(ratingCase, key);
  return {
    key: ["documentation-changed", subjectOf(documented), key, difference.kind, value],
    text: `${documented.label}: ${key} ${difference.kind === "modified" ? `changed${value}` : `was ${difference.kind}.`}`,
    types: "patch",
    client: "none",
  };
}

function rateDeprecation(ratingCase: Case): Rating {
  const words = ratingCase.after === true ? "is deprecated" : "is no longer deprecated";
  const deprecated = placeWithoutKey(ratingCase, "deprecated");
  return {
    key: ["deprecation-changed", subjectOf(deprecated), words],
    text: `${deprecated.label} ${words}.`,
    types: "minor",
    client: "none",
    affected: "Affects code that uses it, once it is removed.",
  };
}
