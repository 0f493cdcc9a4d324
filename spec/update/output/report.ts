import type { Files } from "../../build/document.ts";
import { type Change, type Impact, maxImpact } from "../policy/change.ts";
import { printable } from "./printable.ts";
import { type Release, ratedPackages } from "./release.ts";

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

/** Formats an update for a terminal. */
export function formatReport(update: Update, releases: readonly Release[]): string {
  const { operations, files, changes, notes } = update;
  if (Object.keys(files).length === 0) {
    return [`No changes in ${operations.join(", ")}.`, ...formatList("Notes:", notes)].join("\n");
  }
  const groups = Map.groupBy(changes, (change) => change.operations.join("\n"));
  return [
    ...[...groups].flatMap(([names, each]) => [
      ...(names === "" ? ["The document"] : names.split("\n")),
      ...each.flatMap(formatChange),
      "",
    ]),
    ...(changes.length === 0 ? ["No changes for users of the packages.", ""] : []),
    ...formatList("Notes:", notes),
    ...Object.values(ratedPackages).map((name) => {
      const release = releases.find((each) => each.name === name);
      if (release === undefined) return `${name}: no release`;
      const { type, isBreaking } = release;
      const reason = isBreaking && type === "minor" ? " (before 1.0.0, a breaking change is a minor release)" : "";
      return `${name}: a ${type} release${reason}`;
    }),
  ].join("\n");
}

function formatChange({ text, types, client, affected, byHand }: Change): string[] {
  const indent = " ".repeat(12);
  return [
    `  ${labels[maxImpact([types, client])].padEnd(indent.length - 2)}${printable(text)}`,
    `${indent}types: ${labels[types]}, client: ${labels[client]}. ${printable(affected ?? "No code is affected.")}`,
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
