import type { MassPayoutItem } from "./retrieve.js";

/**
 * Remembers items by both of their ids: an item that shows one of them now and the other later is still the same. One
 * that has neither can't be told from others.
 */
export class SeenItems {
  readonly #ids = new Set<string>();
  #count = 0;

  /** How many different items there were. */
  get count(): number {
    return this.#count;
  }

  /** Adds an item and says whether it is new; `undefined` when it has no id to know it by. */
  add({ referenceCode, itemExternalId }: MassPayoutItem): boolean | undefined {
    const ids = [...(referenceCode ? [`r${referenceCode}`] : []), ...(itemExternalId ? [`e${itemExternalId}`] : [])];
    if (ids.length === 0) return undefined;
    const isNew = !ids.some((id) => this.#ids.has(id));
    for (const id of ids) this.#ids.add(id);
    if (isNew) this.#count += 1;
    return isNew;
  }
}
