import type { Change } from "./change.ts";
import type { Difference } from "./difference.ts";
import { placeAt } from "./place.ts";
import { meaningChanges, tables } from "./rated-meanings.ts";
import { ratedOperation } from "./rated-operation.ts";
import { ratedSchema } from "./rated-schema.ts";
import { ratedValues } from "./rated-values.ts";
import { type Case, type Compared, type Rating, withoutKey } from "./rating.ts";
import { type Usage, usagesIn } from "./usage.ts";

/**
 * What differences of two documents mean for people, by the policy of docs/spec-changes.md: the tool that finds them
 * takes every list of values for closed, rates requests and answers alike in places, and knows nothing of the client.
 * Several differences can be one change, and one can be several.
 */
export function changesOf(differences: readonly Difference[], compared: Compared): Change[] {
  const usageInBase = usagesIn(compared.base);
  const usageInRevision = usagesIn(compared.revision);
  const changes = withoutConsequences(differences).flatMap((difference) => {
    const { base, revision } = difference;
    const place = placeAt(
      (revision ?? base)?.pointer ?? "",
      revision === undefined ? compared.base : compared.revision,
    );
    const usage: Usage = revision === undefined ? usageInBase(place.keys) : usageInRevision(place.keys);
    const both = {
      difference,
      place,
      directions: usage.directions,
      before: base?.value,
      after: revision?.value,
      compared,
    };
    return rated(both).map((rating): Change => ({ operations: usage.operations, ...rating }));
  });
  return [...changes, ...meaningChanges(compared, usageInRevision)];
}

/** Without what only follows from another difference: whatever lies beneath a field that has another type now. */
function withoutConsequences(differences: readonly Difference[]): Difference[] {
  const retyped = differences.flatMap(({ property, base, revision }) =>
    property === "type" ? [`${(revision ?? base)?.pointer.replace(/\/type$/, "")}/`] : [],
  );
  return differences.filter(({ property, base, revision }) => {
    const pointer = (revision ?? base)?.pointer ?? "";
    return property === "type" || !retyped.some((field) => pointer.startsWith(field) && !isDocumentation(property));
  });
}

function rated(each: Case): Rating[] {
  const { difference, place } = each;
  const { typeName, kind, property } = difference;
  if (typeName === "SpecExtension" || property?.startsWith("x-")) {
    return [property, place.keys.at(-1)].includes(tables) ? [] : [documented(each)];
  }
  if (property === "enum") return ratedValues(each);
  if (isDocumentation(property) || (kind !== "modified" && /^Examples?$|^Tag$|^ExternalDocs$/.test(typeName))) {
    return [documented(each)];
  }
  if (property === "deprecated") return [deprecated(each)];
  if (typeName === "Schema") return ratedSchema(each);
  return [ratedOperation(each)];
}

/** Keys that only tell people something. */
function isDocumentation(property: string | undefined): boolean {
  return /^(description|summary|title|version|examples?|value|externalDocs|tags|default)$/.test(property ?? "");
}

function documented(each: Case): Rating {
  const { difference, place, after } = each;
  const what = difference.property ?? place.keys.at(-1) ?? "";
  const words = typeof after === "string" && after.length < 300 ? `: ${after}` : ".";
  return {
    text: `${withoutKey(each, what).label}: ${what} ${difference.kind === "modified" ? `reads differently${words}` : `was ${difference.kind}.`}`,
    types: "patch",
    client: "none",
  };
}

function deprecated(each: Case): Rating {
  const words = each.after === true ? "is deprecated" : "is no longer deprecated";
  const text = `${withoutKey(each, "deprecated").label} ${words}.`;
  return { text, types: "minor", client: "none", affected: "It concerns whoever uses it, later." };
}
