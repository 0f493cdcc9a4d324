import type { MassPayoutItem } from "../operations/retrieve.js";

/** The rows of one identity, by their content: the row, and how often one page has shown it at most. */
type SameIdentity = Map<string, { row: MassPayoutItem; count: number }>;

/**
 * The rows of a listing. Identical rows of two pages are one row: pages drift while a payout changes. Two rows are of the
 * same identity if both ids are the same, and a placeholder may stand for the referenceCode: such rows are kept beside each
 * other as long as they differ.
 */
export class ListedRows {
  readonly #rows = new Map<string, SameIdentity>();
  #hasRepeats = false;

  /** Whether two pages have shown one identity: another row may have been missed. */
  get hasRepeats(): boolean {
    return this.#hasRepeats;
  }

  /** The number of rows. Identical rows of one page count each. */
  get count(): number {
    let count = 0;
    for (const rows of this.#rows.values()) for (const row of rows.values()) count += row.count;
    return count;
  }

  /** Adds the rows of a page and returns whether one of them differs from all before. */
  addPage(items: readonly MassPayoutItem[]): boolean {
    const page = new Map<string, SameIdentity>();
    for (const row of items) {
      const identity = JSON.stringify([row.itemExternalId, row.referenceCode]);
      const content = JSON.stringify(row);
      const rows: SameIdentity = page.get(identity) ?? new Map();
      page.set(identity, rows.set(content, { row, count: (rows.get(content)?.count ?? 0) + 1 }));
    }
    let isNew = false;
    for (const [identity, shown] of page) {
      const rows = this.#rows.get(identity);
      this.#hasRepeats ||= rows !== undefined;
      for (const [content, { row, count }] of shown) {
        const before = rows?.get(content)?.count ?? 0;
        isNew ||= before === 0;
        rows?.set(content, { row, count: Math.max(before, count) });
      }
      if (rows === undefined) this.#rows.set(identity, shown);
    }
    return isNew;
  }

  /** Takes the rows of a later reading: they are in place of those of the same identities. */
  unite(later: ListedRows): void {
    for (const [identity, rows] of later.#rows) this.#rows.set(identity, rows);
  }

  *[Symbol.iterator](): Generator<MassPayoutItem, void, undefined> {
    for (const rows of this.#rows.values()) for (const { row } of rows.values()) yield row;
  }
}
