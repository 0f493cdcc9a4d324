import type { Document } from "../build/overlay.ts";
import type { Change } from "./change.ts";
import { clientDescribes } from "./client-fields.ts";
import { type Compared, shown } from "./rating.ts";
import type { Usage } from "./usage.ts";

/** Where a document says what the values of a list mean. */
export const tables = "x-enum-descriptions";

interface ExplainedList {
  enum?: string[];
  [tables]?: Record<string, { en?: string; tr?: string }>;
}

/** What the values of lists mean, which the tool does not compare. A new value is a change of its own already. */
export function meaningChanges({ base, revision }: Compared, usage: (keys: readonly string[]) => Usage): Change[] {
  const before = listsOf(base);
  return Object.entries(listsOf(revision)).flatMap(([schema, { enum: values = [], [tables]: meanings }]) =>
    values
      .filter((value) => before[schema]?.enum?.includes(value))
      .filter((value) => JSON.stringify(before[schema]?.[tables]?.[value]) !== JSON.stringify(meanings?.[value]))
      .map(
        (value): Change => ({
          operations: usage(["components", "schemas", schema]).operations,
          text: `What ${shown(value)} of ${schema} means reads differently: ${meaningIn(revision, schema, value) ?? "nothing any more."}`,
          types: "patch",
          client: clientDescribes.includes(schema) ? "patch" : "none",
          affected: "It concerns whoever shows the text to people.",
        }),
      ),
  );
}

/** What there is to translate: texts that are new or read differently, beside a Turkish one that is missing or old. */
export function untranslated(base: Document, revision: Document): string[] {
  const before = listsOf(base);
  return Object.entries(listsOf(revision)).flatMap(([schema, { [tables]: meanings = {} }]) => {
    const values = Object.entries(meanings).flatMap(([value, { en, tr }]) => {
      const old = before[schema]?.[tables]?.[value];
      return en !== undefined && en !== old?.en && tr === old?.tr ? [value] : [];
    });
    return values.length === 0
      ? []
      : [`By hand: translate in spec/overlays/70-statuses.yaml, of ${schema}: ${values.join(", ")}.`];
  });
}

/** What the vendor says that a value of a named list means. */
export function meaningIn(document: Document, schema: string, value: unknown): string | undefined {
  return listsOf(document)[schema]?.[tables]?.[String(value)]?.en;
}

function listsOf({ components }: Document): Record<string, ExplainedList> {
  return (components as { schemas?: Record<string, ExplainedList> } | undefined)?.schemas ?? {};
}
