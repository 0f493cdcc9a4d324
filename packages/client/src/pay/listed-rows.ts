import type { MassPayoutItem } from "../operations/retrieve.js";

/**
 * The rows of a listing. Identical rows are one row: pages drift while a payout changes. Two rows are of the same identity if
 * both ids are the same, and a placeholder may stand for the referenceCode: such rows are kept beside each other as long as
 * they differ.
 */
export class ListedRows {
  /** The rows of each identity, by their content. */
  readonly #rows = new Map<string, Map<string, MassPayoutItem>>();
  #hasRepeats = false;

  /** Whether an identity was shown more than once: another one may have been missed. */
  get hasRepeats(): boolean {
    return this.#hasRepeats;
  }

  /** Adds a row and returns whether it differs from all before. */
  add(row: MassPayoutItem): boolean {
    const { itemExternalId, referenceCode } = row;
    const identity = JSON.stringify([itemExternalId, referenceCode]);
    const rows = this.#rows.get(identity);
    const content = JSON.stringify(row);
    if (rows === undefined) {
      this.#rows.set(identity, new Map([[content, row]]));
      return true;
    }
    this.#hasRepeats = true;
    const isNew = !rows.has(content);
    rows.set(content, row);
    return isNew;
  }

  /** Takes the rows of a later reading: they are in place of those of the same identities. */
  unite(later: ListedRows): void {
    for (const [identity, rows] of later.#rows) this.#rows.set(identity, rows);
  }

  *[Symbol.iterator](): Generator<MassPayoutItem, void, undefined> {
    for (const rows of this.#rows.values()) yield* rows.values();
  }
}
