import { isDeepStrictEqual } from "node:util";
import type { Compared } from "../diff/align.ts";
import { compareTypes } from "../diff/compare-types.ts";
import { applyTypeDifferences } from "./apply-type-differences.ts";
import type { Change } from "./change.ts";
import { rateDocuments } from "./policy.ts";

/**
 * Rates the changes between two documents, including a change that the comparison of documents does not find.
 *
 * @param types the types that each document generates.
 */
export async function rateAllChanges(compared: Compared, types: { base: string; revision: string }): Promise<Change[]> {
  const changes = applyTypeDifferences(await rateDocuments(compared), compareTypes(types.base, types.revision));
  // Documents that differ only in the order of keys are equal.
  if (changes.length > 0 || isDeepStrictEqual(compared.base, compared.revision)) return changes;
  const text = "The document changed in a part that is not compared, or is written in another way.";
  return [{ operations: [], key: ["other"], text, types: "patch", client: "none" }];
}
