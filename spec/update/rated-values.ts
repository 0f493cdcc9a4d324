import { clientAccepts, clientDescribes } from "./client-fields.ts";
import type { Place } from "./place.ts";
import { meaningIn } from "./rated-meanings.ts";
import { type Case, isClients, type Rating, readers, shown, withoutKey } from "./rating.ts";

/** A list of values. Those of answers are open sets: whoever reads them must be ready for any. */
export function ratedValues({ place, directions, before, after, compared }: Case): Rating[] {
  const list = withoutKey(place, "enum");
  const name = list.schema !== undefined && list.field === "" ? list.schema : "";
  const old = Array.isArray(before) ? (before as unknown[]) : undefined;
  const now = Array.isArray(after) ? (after as unknown[]) : undefined;
  const isRequest = directions.includes("request");
  if (old === undefined) {
    return [
      {
        text: `${list.label} lists its values now: ${listed(now ?? [])}.`,
        types: isRequest ? "breaking" : "minor",
        client: isRequest && isClients(list) ? "breaking" : "none",
        affected: isRequest
          ? "Whoever sends another value, which does not compile any more."
          : "Nobody has to do anything: any other text may still come.",
      },
    ];
  }
  if (now === undefined) {
    return [
      {
        text: `${list.label} no longer lists its values.`,
        types: "breaking",
        client: isClients(list) || clientAccepts.includes(name) || clientDescribes.includes(name) ? "breaking" : "none",
        affected: "Whoever uses the list by its name, which is gone.",
      },
    ];
  }
  const isDescribed = clientDescribes.includes(name);
  const isAccepted = clientAccepts.includes(name);
  const meaningOf = (value: unknown) => {
    const meaning = meaningIn(compared.revision, name, value);
    return meaning === undefined ? "" : ` It means: ${meaning}`;
  };
  const added = now.filter((value) => !old.includes(value));
  const removed = old.filter((value) => !now.includes(value));
  return [
    ...added.map(
      (value): Rating => ({
        text: `${list.label} has a new value: ${shown(value)}.${meaningOf(value)}`,
        types: "minor",
        client: isDescribed || isAccepted ? "minor" : "none",
        affected: isDescribed
          ? "Whoever handles every status by its name. The client describes it; what it means for the money it calls unknown until " +
            "packages/client/src/status.ts says so."
          : isAccepted
            ? "Whoever handles every value by its name. The client accepts it."
            : "Whoever handles every value by its name.",
      }),
    ),
    ...removed.map(
      (value): Rating => ({
        text: `${list.label} no longer has the value ${shown(value)}.`,
        types: "breaking",
        client: isAccepted ? "breaking" : isDescribed ? "patch" : "none",
        affected: isAccepted
          ? "Whoever names or sends it, which does not compile any more; the client refuses it."
          : "Whoever names it, which does not compile any more where the list is meant.",
      }),
    ),
    ...(added.length + removed.length === 0 ? [documentedOrder(list)] : []),
  ];
}

function documentedOrder(list: Place): Rating {
  return {
    text: `${list.label} lists the same values in another order.`,
    types: "patch",
    client: "none",
    affected: readers,
  };
}

function listed(values: readonly unknown[]): string {
  return values.map(shown).join(", ");
}
