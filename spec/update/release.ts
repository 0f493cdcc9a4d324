import type { Change } from "./change.ts";
import { bumpOf, greatest } from "./impact.ts";
import { printable } from "./printable.ts";

/** A package that changes notice, the bump that they ask for, and what to tell its users. */
export interface Release {
  name: string;
  type: "major" | "minor" | "patch";
  isBreaking: boolean;
  /** Markdown, for the changelog. */
  summary: string;
}

/** The packages that are rated, by their names in a change. */
export const rated = { types: "@iyzico-mass-payout/types", client: "@iyzico-mass-payout/client" } as const;

/**
 * The releases that changes ask for: of every package that notices one of them, and of no other. Those that depend on
 * such a package get their own by changesets.
 *
 * @param versions the versions that the packages have now, under their names.
 */
export function releasesOf(changes: readonly Change[], versions: Readonly<Record<string, string>>): Release[] {
  return (Object.keys(rated) as (keyof typeof rated)[]).flatMap((each) => {
    const noticed = changes.filter((change) => change[each] !== "none");
    const impact = greatest(noticed.map((change) => change[each]));
    if (impact === "none") return [];
    const name = rated[each];
    const lines = noticed.map((change) => {
      const words = change.affected === undefined ? change.text : `${change.text} ${change.affected}`;
      return `- ${change[each] === "breaking" ? "**Breaking:** " : ""}${words}`;
    });
    const operations = [...new Set(noticed.flatMap((change) => change.operations))];
    const about =
      operations.length === 0 ? "" : ` about ${operations.map((operation) => `\`${operation}\``).join(", ")}`;
    const summary = `What iyzico publishes${about} has changed.\n\n${lines.map(printable).join("\n")}`;
    const isBreaking = impact === "breaking";
    return [{ name, isBreaking, type: bumpOf(impact, versions[name] ?? "0.0.0"), summary }];
  });
}
