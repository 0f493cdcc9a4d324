import type { Document } from "../../document/object.ts";
import type { Compared } from "../diff/align.ts";
import type { Usage } from "../diff/usage.ts";
import type { Change } from "./change.ts";
import { clientDescribes } from "./client-fields.ts";
import { formatAsCode } from "./rating.ts";

/** The key beside an enum that has the descriptions of its values. */
export const descriptionsKey = "x-enum-descriptions";

interface ExplainedList {
  enum?: string[];
  [descriptionsKey]?: Record<string, { en?: string; tr?: string }>;
}

/** Rates changed descriptions of values, which `redocly diff` does not compare. New values are rated by `rateValues`. */
export function rateMeanings({ base, revision }: Compared, usage: (keys: readonly string[]) => Usage): Change[] {
  const before = listsOf(base);
  return Object.entries(listsOf(revision)).flatMap(([schema, { enum: values = [], [descriptionsKey]: meanings }]) =>
    values
      .filter((value) => before[schema]?.enum?.includes(value))
      .filter(
        (value) => JSON.stringify(before[schema]?.[descriptionsKey]?.[value]) !== JSON.stringify(meanings?.[value]),
      )
      .map((value): Change => {
        const meaning = meaningIn(revision, schema, value);
        const what = `The description of ${formatAsCode(value)} of ${schema}`;
        return {
          operations: usage(["components", "schemas", schema]).operations,
          key: ["meaning-changed", schema, value, meaning ?? ""],
          text: meaning === undefined ? `${what} was removed.` : `${what} changed: ${meaning}`,
          types: "patch",
          client: clientDescribes.includes(schema) ? "patch" : "none",
          affected: "Affects code that displays it.",
        };
      }),
  );
}

/** Notes about English descriptions that are new or changed while the Turkish one is missing or unchanged. */
export function notesOnTranslations(base: Document, revision: Document): string[] {
  const before = listsOf(base);
  return Object.entries(listsOf(revision)).flatMap(([schema, { [descriptionsKey]: meanings = {} }]) => {
    const values = Object.entries(meanings).flatMap(([value, { en, tr }]) => {
      const old = before[schema]?.[descriptionsKey]?.[value];
      return en !== undefined && en !== old?.en && tr === old?.tr ? [value] : [];
    });
    return values.length === 0
      ? []
      : [`By hand: translate in spec/overlays/70-statuses.yaml, of ${schema}: ${values.join(", ")}.`];
  });
}

/** The vendor's description of a value of a named list. */
export function meaningIn(document: Document, schema: string, value: unknown): string | undefined {
  return listsOf(document)[schema]?.[descriptionsKey]?.[String(value)]?.en;
}

function listsOf({ components }: Document): Record<string, ExplainedList> {
  return (components as { schemas?: Record<string, ExplainedList> } | undefined)?.schemas ?? {};
}
