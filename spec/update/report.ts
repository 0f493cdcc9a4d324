import type { Change } from "./change.ts";
import { greatest, type Impact } from "./impact.ts";
import { printable } from "./printable.ts";
import { type Release, rated } from "./release.ts";
import type { Update } from "./update.ts";

/** What an update changes, as a person would tell it. */
export function reportOf(update: Update, releases: readonly Release[]): string {
  const { operations, files, changes, notes } = update;
  if (Object.keys(files).length === 0) {
    return [`Nothing new in ${operations.join(", ")}.`, ...listOf("To look at:", notes)].join("\n");
  }
  const groups = Map.groupBy(changes, (change) => change.operations.join("\n"));
  return [
    ...[...groups].flatMap(([names, each]) => [
      ...(names === "" ? ["The document"] : names.split("\n")),
      ...each.flatMap(linesOf),
      "",
    ]),
    ...(changes.length === 0 ? ["Nothing changes for users of the packages.", ""] : []),
    ...listOf("To look at:", notes),
    ...Object.values(rated).map((name) => {
      const release = releases.find((each) => each.name === name);
      if (release === undefined) return `${name}: not affected`;
      const { type, isBreaking } = release;
      const reason = isBreaking && type === "minor" ? ", because what breaks is a minor before 1.0.0" : "";
      return `${name}: a ${type} release${reason}`;
    }),
  ].join("\n");
}

function linesOf({ text, types, client, affected, byHand }: Change): string[] {
  const indent = " ".repeat(12);
  return [
    `  ${words[greatest([types, client])].padEnd(indent.length - 2)}${printable(text)}`,
    `${indent}types: ${words[types]}, client: ${words[client]}. ${printable(affected ?? "Nobody has to do anything.")}`,
    ...(byHand === undefined ? [] : [`${indent}By hand: ${byHand}`]),
  ];
}

const words: Readonly<Record<Impact, string>> = {
  breaking: "BREAKING",
  minor: "minor",
  patch: "patch",
  none: "none",
};

function listOf(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${printable(line)}`), ""];
}
