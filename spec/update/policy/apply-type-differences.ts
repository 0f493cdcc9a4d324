import type { TypeDifference } from "../diff/type-difference.ts";
import { type Change, type Impact, maxImpact } from "./change.ts";
import { clientAccepts, isFieldOfClient } from "./client-fields.ts";
import { clientStep, formatAsCode } from "./rating.ts";

/**
 * Holds the rated changes of the documents against the differences of the generated types. Where the types say more, the
 * stricter rating wins, and the change says why; a difference that no change is about becomes a change.
 */
export function applyTypeDifferences(changes: readonly Change[], differences: readonly TypeDifference[]): Change[] {
  const result = [...changes];
  for (const difference of differences) {
    // An operation may have a change of its own, or share one with others.
    const ofEach =
      difference.operations.length === 0 ? [difference] : difference.operations.map(ofOperation(difference));
    const unknown = ofEach.filter((each) => !isPartOfLarger(each, changes) && !raiseAbout(result, each));
    if (unknown.length > 0) {
      result.push(changeOf({ ...difference, operations: unknown.flatMap(({ operations }) => operations) }));
    }
  }
  return result;
}

function ofOperation(difference: TypeDifference): (operation: string) => TypeDifference {
  return (operation) => ({ ...difference, operations: [operation] });
}

/** Raises the highest of the changes that are about a difference to its impact. Returns false if there is none. */
function raiseAbout(changes: Change[], difference: TypeDifference): boolean {
  const about = changes.filter((change) => isAbout(change, difference));
  const highest = maxImpact(about.map(({ types }) => types));
  const change = about.find(({ types }) => types === highest);
  if (change === undefined) return false;
  if (!isAtLeast(highest, difference.impact)) changes[changes.indexOf(change)] = raise(change, difference);
  return true;
}

/** Whether a change is about the same fact as a difference. */
function isAbout(change: Change, { of, operations, labels, label }: TypeDifference): boolean {
  const [kind, subject] = change.key;
  if (!isOfSameOperation(change, operations)) return false;
  if (of === "operation") return kind.startsWith("operation-") && subject?.split(", ").includes(label) === true;
  if (of === "status") {
    const status = label.replace("HTTP status ", "");
    return kind === "other" ? mentions(change.text, status) : kind.startsWith("status-") && subject === status;
  }
  if (of === "name") {
    const id = /^operations\["(.*)"\]$/.exec(label)?.[1];
    if (id !== undefined) return /operationId/.test(change.text) && mentions(change.text, id);
    return /^type-(added|removed|renamed)$/.test(kind) && mentions(change.text, label);
  }
  return !isDocumentation.test(kind) && labels.some((each) => mentions(change.text, each));
}

const isDocumentation = /^(documentation|meaning|deprecation|address)-changed$|^values-reordered$|^type-added$/;

/** Whether a difference is inside something whose type the documents changed as a whole. */
function isPartOfLarger({ operations, containers, impact }: TypeDifference, changes: readonly Change[]): boolean {
  return changes.some(
    (change) =>
      /^(type-changed|field-renamed|field-removed|type-removed|type-renamed)$/.test(change.key[0]) &&
      isAtLeast(change.types, impact) &&
      isOfSameOperation(change, operations) &&
      containers.some((container) => mentions(change.text, container)),
  );
}

function isOfSameOperation(change: Change, operations: readonly string[]): boolean {
  const isOfAll = change.operations.length === 0 || operations.length === 0;
  return isOfAll || change.operations.some((operation) => operations.includes(operation));
}

/** Whether a text names a place: `A.b` is named in "The field A.b was removed." and not in "A.b.c was removed." */
function mentions(text: string, label: string): boolean {
  const literal = label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w.])${literal}(\\[\\])*(?![\\w[]|\\.\\w)`).test(text);
}

function isAtLeast(one: Impact, other: Impact): boolean {
  return maxImpact([one, other]) === one;
}

function raise(change: Change, difference: TypeDifference): Change {
  const { client, byHand } = impactOnClient(difference);
  const steps = [change.byHand, change.byHand?.includes(clientStep) ? undefined : byHand];
  const allSteps = steps.filter((step) => step !== undefined).join(" ");
  return {
    ...change,
    types: difference.impact,
    client: maxImpact([change.client, client]),
    affected: [change.affected, `${describe(difference)}: rated by that.`]
      .filter((sentence) => sentence !== undefined)
      .join(" "),
    ...(allSteps !== "" && { byHand: allSteps }),
  };
}

function changeOf(difference: TypeDifference): Change {
  const { operations, label, before, after, impact } = difference;
  const { client, byHand } = impactOnClient(difference);
  const use = client === "none" ? "The client does not depend on it." : "The client uses it.";
  return {
    operations,
    key: ["generated-type-changed", label, before ?? "", after ?? ""],
    text: `${describe(difference)}.`,
    types: impact,
    client,
    affected: impact === "breaking" ? `Affects code that uses it, which may no longer compile. ${use}` : undefined,
    ...(byHand !== undefined && { byHand }),
  };
}

function describe({ of, label, change, before, after }: TypeDifference): string {
  const name = label.replace(/^The /, "the ");
  if (of !== "type") {
    const code = of === "status" ? name : formatAsCode(name);
    return change === "removed" ? `The generated types no longer have ${code}` : `The generated types now have ${code}`;
  }
  if (change === "added") return `The generated type of ${name} is new: ${formatAsCode(after)}`;
  if (change === "removed") return `The generated type of ${name} was removed: ${formatAsCode(before)}`;
  return `The generated type of ${name} changes from ${formatAsCode(before)} to ${formatAsCode(after)}`;
}

function impactOnClient(difference: TypeDifference): Pick<Change, "client" | "byHand"> {
  return difference.impact === "breaking" && isUsedByClient(difference)
    ? { client: "breaking", byHand: clientStep }
    : { client: "none" };
}

/**
 * Whether the client uses what differs: of a named schema itself, whether it uses a field that has it; of a whole body,
 * always; of a header of an answer, never.
 */
function isUsedByClient(difference: TypeDifference): boolean {
  const { of, schema, field, location, labels, containers } = difference;
  if (of === "name" || location === "header") return false;
  if (schema === undefined && field === "") return true;
  if (location === "parameter" || (schema !== undefined && clientAccepts.includes(schema))) return true;
  return (field === "" ? containers : labels).some((label) => {
    const [owner = "", name = ""] = label.split(/[.[]/);
    return isFieldOfClient(owner, name);
  });
}
