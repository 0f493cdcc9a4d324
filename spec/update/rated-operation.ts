import type { Document } from "../build/overlay.ts";
import type { Impact } from "./impact.ts";
import { methods } from "./operation.ts";
import type { Place } from "./place.ts";
import { type Case, nobody, type Rating, valueAt } from "./rating.ts";

/** Everything that is no schema: operations, parameters, answers, servers. */
export function ratedOperation({ difference, place, before, after, compared }: Case): Rating[] {
  const { typeName, kind, property, impact } = difference;
  const thing = kind === "removed" ? before : after;
  const rating = (words: string, types: Impact, client: Impact, affected: string): Rating[] => [
    { text: words, types, client, affected },
  ];
  if (typeName === "PathItem" || typeName === "Operation") {
    const [, path = "", method] = place.keys;
    const all =
      method === undefined ? Object.keys((thing ?? {}) as Document).filter((key) => methods.has(key)) : [method];
    const name = all.map((each) => `${each.toUpperCase()} ${path}`).join(", ");
    if (kind === "added")
      return rating(
        `There is a new operation: ${name}.`,
        "minor",
        "none",
        "Nobody has to do anything. The client lacks it; `raw` has it.",
      );
    if (kind === "removed")
      return rating(`The operation ${name} is gone.`, "breaking", "breaking", "Whoever calls it.");
  }
  if (typeName === "Parameter") {
    const { name, in: where, required } = parameterOf(place, thing, compared.revision);
    if (kind === "removed")
      return rating(`The ${where} parameter ${name} is gone.`, "breaking", "breaking", "Whoever sends it.");
    if (kind === "added" || property === "required") {
      return required
        ? rating(
            `The ${where} parameter ${name} is needed now.`,
            "breaking",
            "breaking",
            "Whoever sends the request. The client must be changed by hand.",
          )
        : rating(
            `The ${where} parameter ${name} may be sent.`,
            "minor",
            "none",
            "Nobody has to do anything. The client does not send it; `raw` can.",
          );
    }
  }
  if (typeName === "Server") {
    const url = (value: unknown) => (typeof value === "string" ? value : ((value as { url?: string })?.url ?? ""));
    return kind === "added"
      ? rating(`There is a new address: ${url(after)}.`, "minor", "none", nobody)
      : rating(
          `The address ${url(before)} ${kind === "removed" ? "is gone" : `is ${url(after)} now`}.`,
          "breaking",
          "breaking",
          "Whoever asks it, the client's `environment` too, which must be changed by hand.",
        );
  }
  if (typeName === "Response" && kind !== "modified") {
    const status = place.keys.at(-1);
    return kind === "added"
      ? rating(`There may be an answer with HTTP status ${status}.`, "minor", "none", nobody)
      : rating(
          `There is no answer with HTTP status ${status} any more.`,
          "breaking",
          "none",
          "Whoever handles it by its number.",
        );
  }
  const fallback: Impact = impact === "major" ? "breaking" : impact;
  const what = property === undefined ? typeName : `${typeName} (${property})`;
  return rating(
    difference.verdicts[0]?.message ?? `${what} of ${place.label} was ${kind}.`,
    fallback,
    fallback === "breaking" ? "breaking" : "none",
    fallback === "breaking" ? "Whoever uses the operation." : nobody,
  );
}

/** The parameter that was added or removed, or of which it changed whether it is required. */
function parameterOf(
  place: Place,
  thing: unknown,
  document: Document,
): { name: string; in: string; required: boolean } {
  const parameter = typeof thing === "object" ? thing : valueAt(document, place.keys.slice(0, -1));
  const { name = "", in: where = "", required = false } = (parameter ?? {}) as Document;
  return { name: String(name), in: String(where), required: required === true };
}
