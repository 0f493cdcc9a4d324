import { parse, stringify } from "yaml";
import { applyOverlay, type Document, type Overlay } from "./overlay.ts";
import { describeStatuses, type StatusTables } from "./status-tables.ts";

/** File contents under their names. */
export type Files = Record<string, string>;

const header = `# Generated from spec/upstream and spec/overlays. Don't edit by hand.
# Made again by: pnpm spec:build
`;

/**
 * Makes spec/openapi.yaml: the vendor's document, its status tables written in, then every overlay in the order of
 * its name.
 */
export async function buildDocument(upstream: Files, overlays: Files): Promise<string> {
  const published = JSON.parse(fileNamed(upstream, "retrieve-mass-payout.json")) as Document;
  const tables = JSON.parse(fileNamed(upstream, "retrieve-mass-payout.status-tables.json")) as StatusTables;
  let document = describeStatuses(published, tables);
  for (const name of Object.keys(overlays).sort()) {
    document = await applyOverlay(document, parse(fileNamed(overlays, name)) as Overlay, name);
  }
  return header + stringify(document, { lineWidth: 120, aliasDuplicateObjects: false });
}

function fileNamed(files: Files, name: string): string {
  const text = files[name];
  if (text === undefined) throw new Error(`${name} is missing.`);
  return text;
}
