import { clientAccepts, clientDescribes } from "./client-fields.ts";
import type { Place } from "./place.ts";
import { openTheList } from "./rated-fields.ts";
import { meaningIn } from "./rated-meanings.ts";
import { type Case, changeTheClient, isClients, type Rating, shown, withoutKey } from "./rating.ts";

/** A list of values. Those of answers are open sets: whoever reads them must be ready for any. */
export function ratedValues(each: Case): Rating[] {
  const { directions, before, after, compared } = each;
  const list = withoutKey(each, "enum");
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
          ? "It concerns whoever sends another value, which does not compile any more."
          : "It concerns whoever compares it with other values, which does not compile any more.",
        ...(!isRequest && { byHand: openTheList }),
      },
    ];
  }
  if (now === undefined) {
    return [
      {
        text: `${list.label} no longer lists its values.`,
        types: "breaking",
        client: isClients(list) || clientAccepts.includes(name) || clientDescribes.includes(name) ? "breaking" : "none",
        affected: "It concerns whoever uses the list by its name, which is gone.",
        byHand: changeTheClient,
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
          ? "It concerns whoever handles every status by its name. The client describes it, and its state is `unknown`: it never counts as paid or final."
          : isAccepted
            ? "It concerns whoever handles every value by its name. The client accepts it."
            : "It concerns whoever handles every value by its name.",
        ...(isDescribed && { byHand: "Decide in packages/client/src/status.ts what it means for the money." }),
      }),
    ),
    ...removed.map(
      (value): Rating => ({
        text: `${list.label} no longer has the value ${shown(value)}.`,
        types: "breaking",
        client: isAccepted ? "breaking" : isDescribed ? "patch" : "none",
        affected: isAccepted
          ? "It concerns whoever names or sends it, which does not compile any more; the client refuses it."
          : "It concerns whoever names it, which does not compile any more where the list is meant.",
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
  };
}

function listed(values: readonly unknown[]): string {
  return values.map(shown).join(", ");
}
