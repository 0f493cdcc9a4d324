import { type Change, type Impact, maxImpact } from "../policy/change.ts";
import { migrationOf } from "../policy/migration.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { undecided } from "./undecided.ts";

/** The release of a package that changes require. */
export interface Release {
  name: string;
  type: "major" | "minor" | "patch";
  isBreaking: boolean;
  /** The changelog entry, in Markdown. */
  summary: string;
}

/** The names of the rated packages, by their keys in a change. */
export const ratedPackages = { types: "@iyzico-mass-payout/types", client: "@iyzico-mass-payout/client" } as const;

/** The client hides much of the document. What the document says about code is certain for its `raw` alone. */
const migrationTitles = { types: "How to migrate", client: "How to migrate calls of `raw`" } as const;

/**
 * Plans a release of each package with an impact other than "none". Changesets adds releases of the packages that depend
 * on these.
 *
 * @param versions the current versions of the packages, by name.
 */
export function planReleases(changes: readonly Change[], versions: Readonly<Record<string, string>>): Release[] {
  return (Object.keys(ratedPackages) as (keyof typeof ratedPackages)[]).flatMap((rated) => {
    const noticed = changes.filter((change) => change[rated] !== "none");
    const impact = maxImpact(noticed.map((change) => change[rated]));
    if (impact === "none") return [];
    const name = ratedPackages[rated];
    const lines = noticed.flatMap((change) => {
      const line = `- ${formatLine(change, change[rated])}`;
      // What a hidden change means for users is decided first.
      const isToMigrate = change[rated] === "breaking" && change.hiddenBy === undefined;
      const migration = isToMigrate ? migrationOf(change, changes) : undefined;
      return migration === undefined ? [line] : [line, `  ${migrationTitles[rated]}: ${escapeMarkdown(migration)}`];
    });
    const operations = [...new Set(noticed.flatMap((change) => change.operations))];
    const about =
      operations.length === 0 ? "" : ` about ${operations.map((operation) => `\`${operation}\``).join(", ")}`;
    const summary = `iyzico changed its documentation${about}.\n\n${lines.join("\n")}`;
    const isBreaking = impact === "breaking";
    return [{ name, isBreaking, type: bumpOf(impact, versions[name] ?? "0.0.0"), summary }];
  });
}

function formatLine({ text, affected, hiddenBy }: Change, impact: Impact): string {
  const words = escapeMarkdown(affected === undefined ? text : `${text} ${affected}`);
  if (hiddenBy === undefined) return impact === "breaking" ? `**Breaking:** ${words}` : words;
  const rating = impact === "breaking" ? "breaking" : `a ${impact} change`;
  return `${undecided} ${words} Hidden by ${escapeMarkdown(hiddenBy.replace(/\.?$/, "."))} Without the correction, it is ${rating}.`;
}

/** The version bump of an impact. Before 1.0.0 a breaking change is a minor: a caret range ends at the next minor. */
function bumpOf(impact: Exclude<Impact, "none">, version: string): Release["type"] {
  if (impact !== "breaking") return impact;
  return version.startsWith("0.") ? "minor" : "major";
}
