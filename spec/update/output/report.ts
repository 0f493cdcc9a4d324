import { type Change, type Impact, maxImpact } from "../policy/change.ts";
import { printable } from "./printable.ts";
import { type Release, ratedPackages } from "./release.ts";

/** Formats, for a terminal, that the pages of operations have no changes. */
export function formatNoChanges(operations: readonly string[], notes: readonly string[]): string {
  return [`No changes in ${operations.join(", ")}.`, ...formatList("Notes:", notes)].join("\n");
}

/** Formats the changes of pages for a terminal, by operation. */
export function formatChanges(
  changes: readonly Change[],
  notes: readonly string[],
  releases: readonly Release[],
): string {
  const groups = Map.groupBy(changes, (change) => change.operations.join("\n"));
  return [
    ...[...groups].flatMap(([names, ofOperations]) => [
      ...(names === "" ? ["The document"] : names.split("\n")),
      ...ofOperations.flatMap(formatChange),
      "",
    ]),
    ...(changes.length === 0 ? ["No changes for users of the packages.", ""] : []),
    ...formatList("Notes:", notes),
    ...Object.values(ratedPackages).map((name) => {
      const release = releases.find((planned) => planned.name === name);
      if (release === undefined) return `${name}: no release`;
      const { type, isBreaking } = release;
      const reason = isBreaking && type === "minor" ? " (before 1.0.0, a breaking change is a minor release)" : "";
      return `${name}: a ${type} release${reason}`;
    }),
  ].join("\n");
}

function formatChange({ text, types, client, affected, byHand, hiddenBy }: Change): string[] {
  const indent = " ".repeat(12);
  const label = labels[maxImpact([types, client])];
  const heading =
    hiddenBy === undefined
      ? [`  ${label.padEnd(indent.length - 2)}${printable(text)}`]
      : [`  ${label} (hidden by ${printable(hiddenBy)})`, `${indent}${printable(text)}`];
  const impacts = `types: ${labels[types]}, client: ${labels[client]}${hiddenBy === undefined ? "" : " without the correction"}`;
  return [
    ...heading,
    `${indent}${impacts}. ${printable(affected ?? "No code is affected.")}`,
    ...(byHand === undefined ? [] : [`${indent}By hand: ${byHand}`]),
  ];
}

const labels: Readonly<Record<Impact, string>> = {
  breaking: "BREAKING",
  minor: "minor",
  patch: "patch",
  none: "none",
};

function formatList(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${printable(line)}`), ""];
}
