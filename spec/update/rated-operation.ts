import type { Document } from "../build/overlay.ts";
import type { Impact } from "./impact.ts";
import { methods } from "./operation.ts";
import { valueAt } from "./place.ts";
import { type Case, changeTheClient, type Rating } from "./rating.ts";

/** Everything that is no schema: operations, parameters, bodies, answers, addresses. */
export function ratedOperation(each: Case): Rating {
  const { typeName, kind, property } = each.difference;
  const isWhole = kind !== "modified";
  if ((typeName === "PathItem" || typeName === "Operation") && isWhole) return ratedPath(each);
  if (typeName === "Parameter" && (isWhole || property === "required")) return ratedParameter(each);
  if (typeName === "RequestBody" && (isWhole || property === "required")) return ratedBody(each);
  if (typeName === "Response" && isWhole) return ratedResponse(each);
  if (typeName === "Server" || typeName === "ServerList") return ratedServer(each);
  return asFound(each);
}

function ratedPath({ difference, place, before, after }: Case): Rating {
  const isAdded = difference.kind === "added";
  const [, path = "", method] = place.keys;
  const item = ((isAdded ? after : before) ?? {}) as Document;
  const all = method === undefined ? Object.keys(item).filter((key) => methods.has(key)) : [method];
  const name = all.map((each) => `${each.toUpperCase()} ${path}`).join(", ");
  return isAdded
    ? addition(`There is a new operation: ${name}.`, "The client lacks it; `raw` has it.")
    : breaking(`The operation ${name} is gone.`, "It concerns whoever calls it.");
}

function ratedParameter({ difference, place, before, after, compared }: Case): Rating {
  const isGone = difference.kind === "removed";
  const thing = isGone ? before : after;
  // When it changed whether it is required, the value is that alone.
  const parameter = typeof thing === "object" ? thing : valueAt(compared.revision, place.keys.slice(0, -1));
  const { name, in: where, required } = (parameter ?? {}) as Document;
  const label = `The ${where} parameter ${name}`;
  if (isGone) return breaking(`${label} is gone.`, "It concerns whoever sends it.");
  return required === true
    ? breaking(`${label} is needed now.`, "It concerns whoever sends the request.")
    : addition(`${label} may be sent.`, "The client does not send it; `raw` can.");
}

function ratedBody({ difference, place, before, after, compared }: Case): Rating {
  if (difference.kind === "removed")
    return breaking("The request has no body any more.", "It concerns whoever sends one.");
  const body = typeof after === "object" ? after : valueAt(compared.revision, place.keys.slice(0, -1));
  const isNeeded = (body as Document | undefined)?.["required"] === true && before !== true;
  return isNeeded
    ? breaking("The request needs a body now.", "It concerns whoever sends the request.")
    : addition("The request may be sent with a body or without.");
}

function ratedResponse({ difference, place }: Case): Rating {
  const status = place.keys.at(-1);
  if (difference.kind === "added") return addition(`There may be an answer with HTTP status ${status}.`);
  const text = `There is no answer with HTTP status ${status} any more.`;
  // The client looks at the body, whatever the HTTP status.
  return { text, types: "breaking", client: "none", affected: "It concerns whoever handles it by its number." };
}

/** An operation with an address of its own is asked at another one, even if the list is new. */
function ratedServer({ difference, place, before, after }: Case): Rating {
  const urlsOf = (value: unknown): string =>
    [value]
      .flat()
      .map((each) => (typeof each === "string" ? each : (each as { url?: string } | undefined)?.url))
      .join(", ");
  const isOfAll = place.keys[0] === "servers";
  if (difference.kind === "added" && isOfAll) return addition(`There is a new address: ${urlsOf(after)}.`);
  const affected = "It concerns whoever asks it, the client's `environment` too.";
  if (difference.kind === "added")
    return breaking(`The operation has an address of its own: ${urlsOf(after)}.`, affected);
  const what = difference.kind === "removed" ? "is gone" : `is ${urlsOf(after)} now`;
  return breaking(`The address ${urlsOf(before)} ${what}.`, affected);
}

/** What the policy has no rule for: as the tool rates it. */
function asFound({ difference, place }: Case): Rating {
  const { typeName, kind, property, impact, verdicts } = difference;
  const what = property === undefined ? typeName : `${typeName} (${property})`;
  const text = verdicts[0]?.message ?? `${place.label}: ${what} was ${kind}.`;
  if (impact === "major") return breaking(text, "It concerns whoever uses the operation.");
  return { ...addition(text), types: impact satisfies Impact };
}

function addition(text: string, affected?: string): Rating {
  return { text, types: "minor", client: "none", affected };
}

function breaking(text: string, affected: string): Rating {
  return { text, types: "breaking", client: "breaking", affected, byHand: changeTheClient };
}
