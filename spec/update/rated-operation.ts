import type { Document } from "../build/overlay.ts";
import type { Impact } from "./impact.ts";
import { methods } from "./operation.ts";
import { type Case, nobody, type Rating, valueAt } from "./rating.ts";

/** Everything that is no schema: operations, parameters, answers, servers. */
export function ratedOperation(each: Case): Rating {
  const { typeName, kind, property } = each.difference;
  const isWhole = kind !== "modified";
  if ((typeName === "PathItem" || typeName === "Operation") && isWhole) return ratedPath(each);
  if (typeName === "Parameter" && (isWhole || property === "required")) return ratedParameter(each);
  if (typeName === "Response" && isWhole) return ratedResponse(each);
  if (typeName === "Server") return ratedServer(each);
  return asFound(each);
}

function ratedPath({ difference, place, before, after }: Case): Rating {
  const isAdded = difference.kind === "added";
  const [, path = "", method] = place.keys;
  const item = ((isAdded ? after : before) ?? {}) as Document;
  const all = method === undefined ? Object.keys(item).filter((key) => methods.has(key)) : [method];
  const name = all.map((each) => `${each.toUpperCase()} ${path}`).join(", ");
  return isAdded
    ? addition(`There is a new operation: ${name}.`, "Nobody has to do anything. The client lacks it; `raw` has it.")
    : breaking(`The operation ${name} is gone.`, "Whoever calls it.");
}

function ratedParameter({ difference, place, before, after, compared }: Case): Rating {
  const isGone = difference.kind === "removed";
  const thing = isGone ? before : after;
  // When it changed whether it is required, the value is that alone.
  const parameter = typeof thing === "object" ? thing : valueAt(compared.revision, place.keys.slice(0, -1));
  const { name, in: where, required } = (parameter ?? {}) as Document;
  const label = `The ${where} parameter ${name}`;
  if (isGone) return breaking(`${label} is gone.`, "Whoever sends it.");
  return required === true
    ? breaking(`${label} is needed now.`, "Whoever sends the request. The client must be changed by hand.")
    : addition(`${label} may be sent.`, "Nobody has to do anything. The client does not send it; `raw` can.");
}

function ratedResponse({ difference, place }: Case): Rating {
  const status = place.keys.at(-1);
  if (difference.kind === "added") return addition(`There may be an answer with HTTP status ${status}.`, nobody);
  const text = `There is no answer with HTTP status ${status} any more.`;
  // The client looks at the body, whatever the HTTP status.
  return { ...breaking(text, "Whoever handles it by its number."), client: "none" };
}

function ratedServer({ difference, before, after }: Case): Rating {
  const url = (value: unknown) => (typeof value === "string" ? value : (value as { url?: string } | undefined)?.url);
  if (difference.kind === "added") return addition(`There is a new address: ${url(after)}.`, nobody);
  const what = difference.kind === "removed" ? "is gone" : `is ${url(after)} now`;
  const affected = "Whoever asks it, the client's `environment` too, which must be changed by hand.";
  return breaking(`The address ${url(before)} ${what}.`, affected);
}

/** What the policy has no rule for: as the tool rates it. */
function asFound({ difference, place }: Case): Rating {
  const { typeName, kind, property, impact, verdicts } = difference;
  const what = property === undefined ? typeName : `${typeName} (${property})`;
  const text = verdicts[0]?.message ?? `${what} of ${place.label} was ${kind}.`;
  if (impact === "major") return breaking(text, "Whoever uses the operation.");
  return { ...addition(text, nobody), types: impact satisfies Impact };
}

function addition(text: string, affected: string): Rating {
  return { text, types: "minor", client: "none", affected };
}

function breaking(text: string, affected: string): Rating {
  return { text, types: "breaking", client: "breaking", affected };
}
