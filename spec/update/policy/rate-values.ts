import type { Document } from "../../document/object.ts";
import { valueAt } from "../../document/pointer.ts";
import type { Place } from "../diff/place.ts";
import { clientAccepts, clientDescribes } from "./client-fields.ts";
import { closedListStep } from "./rate-fields.ts";
import { meaningIn } from "./rate-meanings.ts";
import {
  type Case,
  clientStep,
  formatAsCode,
  formatValue,
  isUsedByClient,
  placeWithoutKey,
  type Rating,
} from "./rating.ts";

/** A list of values that may get further ones; the generated types accept any value. */
export const openListKey = "x-extensible-enum";

/**
 * Rates a list of values. Lists of answers are open sets: code that reads them must accept any value. The keys do not name
 * the list: a correction may name a list that the vendor has in a field.
 */
export function rateValues(ratingCase: Case): Rating[] {
  const { difference, place, directions, before, after, compared } = ratingCase;
  const isOpen = [difference.property, place.keys.at(-1)].includes(openListKey);
  const list = placeWithoutKey(ratingCase, isOpen ? openListKey : "enum");
  const name = list.schema !== undefined && list.field === "" ? list.schema : "";
  const old = Array.isArray(before) ? (before as unknown[]) : undefined;
  const now = Array.isArray(after) ? (after as unknown[]) : undefined;
  const isRequest = directions.includes("request");
  const has = (document: Document, key: string) => Array.isArray(valueAt(document, list.keys)?.[key]);
  const isOpened = has(compared.base, "enum") && !has(compared.revision, "enum") && has(compared.revision, openListKey);
  const isClosed =
    has(compared.base, openListKey) && !has(compared.revision, openListKey) && has(compared.revision, "enum");
  // The change of the other key says it.
  if (isOpen && (isOpened || isClosed)) return [];
  if (old === undefined) {
    return [
      {
        key: ["values-listed", ...(now ?? []).map(formatValue)],
        text: `${list.label} lists its values now: ${formatList(now ?? [])}.`,
        types: isOpen && !isRequest ? "minor" : "breaking",
        client: isRequest && isUsedByClient(list) ? "breaking" : "none",
        affected: isRequest
          ? `Affects code that sends another value${isOpen ? "." : ", which no longer compiles."}`
          : isOpen
            ? undefined
            : "Affects code that compares it with other values, which no longer compiles.",
        ...(!isRequest && !isOpen && { byHand: closedListStep }),
      },
    ];
  }
  const isDescribed = clientDescribes.includes(name);
  // The vendor's own documents have no names for lists: the client accepts those of the fields that it sends.
  const isAccepted = clientAccepts.includes(name) || (isRequest && isUsedByClient(list));
  if (now === undefined) {
    return [
      {
        key: ["values-unlisted"],
        text: `${list.label} no longer lists ${isOpened ? "all of " : ""}its values.`,
        ...(isOpen
          ? { types: "minor", client: "none" }
          : {
              types: "breaking",
              client: isUsedByClient(list) || isAccepted || isDescribed ? "breaking" : "none",
              affected: "Affects code that uses the list by its name, which was removed.",
              byHand: clientStep,
            }),
      },
    ];
  }
  const meaningOf = (value: unknown) => {
    const meaning = meaningIn(compared.revision, name, value);
    return meaning === undefined ? "" : ` It means: ${meaning}`;
  };
  const added = now.filter((value) => !old.includes(value));
  const removed = old.filter((value) => !now.includes(value));
  return [
    ...added.map(
      (value): Rating => ({
        key: ["value-added", formatValue(value)],
        text: `${list.label} has a new value: ${formatAsCode(value)}.${meaningOf(value)}`,
        types: "minor",
        client: isDescribed || isAccepted ? "minor" : "none",
        affected: isDescribed
          ? "Affects code that handles every status by its name. The client describes it; its state is `unknown`, which never counts as paid or final."
          : isAccepted
            ? "Affects code that handles every value by its name. The client accepts it."
            : "Affects code that handles every value by its name.",
        ...(isDescribed && {
          byHand: "Decide in packages/client/src/payouts/status.ts what it means for the money.",
        }),
      }),
    ),
    ...removed.map(
      (value): Rating => ({
        key: ["value-removed", formatValue(value)],
        text: `${list.label} no longer has the value ${formatAsCode(value)}.`,
        types: isOpen && !isRequest ? "minor" : "breaking",
        client:
          isAccepted || (isOpen && isRequest && isUsedByClient(list)) ? "breaking" : isDescribed ? "patch" : "none",
        affected: isOpen
          ? "Affects code that sends it: iyzico may reject it."
          : isAccepted
            ? "Affects code that names or sends it, which no longer compiles; the client rejects it."
            : "Affects code that names it where the list's type is expected, which no longer compiles.",
      }),
    ),
    ...(added.length + removed.length === 0 ? [rateOrder(list)] : []),
  ];
}

function rateOrder(list: Place): Rating {
  return {
    key: ["values-reordered"],
    text: `${list.label} lists the same values in another order.`,
    types: "patch",
    client: "none",
  };
}

function formatList(values: readonly unknown[]): string {
  return values.map(formatAsCode).join(", ");
}
