import type { Impact } from "./change.ts";
import { type Case, formatAsCode, isUsedByClient, placeWithoutKey, type Rating, subjectOf } from "./rating.ts";

/**
 * Rates what stands for a missing field. Code that omits a field in a request means the default: another one changes what
 * the same request does. The generated types don't show it.
 */
export function rateDefault(ratingCase: Case): Rating {
  const { directions, before, after } = ratingCase;
  const field = placeWithoutKey(ratingCase, "default");
  const isNew = before === undefined;
  const isRequest = field.isOfParameter || directions.includes("request");
  const impact: Impact = isNew || (!isRequest && after === undefined) ? "minor" : "breaking";
  const isOfClient = isRequest && isUsedByClient(field);
  return {
    key: ["default-changed", subjectOf(field), formatAsCode(after)],
    text:
      after === undefined
        ? `${field.label} no longer has the default ${formatAsCode(before)}.`
        : `${field.label}: the default ${isNew ? "is" : `changed from ${formatAsCode(before)} to`} ${formatAsCode(after)}.`,
    types: impact,
    client: isOfClient ? impact : "none",
    affected: isRequest
      ? "Affects code that omits it: iyzico decides what that means."
      : "Affects code that reads it and finds it missing.",
    ...(isOfClient && { byHand: "Decide whether the client may still omit it." }),
  };
}
