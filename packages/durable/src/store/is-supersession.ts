import { isDeepStrictEqual } from "node:util";
import type { Payment } from "@iyzico-mass-payout/client/payment";

/** Whether all that a change of a settled payment does is to record which payment pays items of it again. */
export function isSupersession(before: unknown, after: unknown): boolean {
  const [old, changed] = [before, after] as Payment[];
  if (old?.phase !== "settled" || changed?.phase !== "settled") return false;
  const isKept = old.items.every(
    ({ supersededBy }, index) => supersededBy === undefined || supersededBy === changed.items[index]?.supersededBy,
  );
  return isKept && isDeepStrictEqual(withoutSupersession(old), withoutSupersession(changed));
}

function withoutSupersession({ items, history, ...rest }: Payment): unknown {
  return {
    ...rest,
    items: items.map(({ supersededBy: _, ...item }) => item),
    history: history.filter(({ event }) => event !== "superseded"),
  };
}
