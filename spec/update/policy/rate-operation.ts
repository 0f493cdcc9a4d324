import type { Document } from "../../document/object.ts";
import { methods } from "../../document/operation.ts";
import { valueAt } from "../../document/pointer.ts";
import { placeAt } from "../diff/place.ts";
import type { Impact } from "./change.ts";
import { type Case, clientStep, formatValue, placeWithoutKey, type Rating } from "./rating.ts";

/** Rates everything outside schemas: operations, parameters, bodies, answers, addresses. */
export function rateOperation(ratingCase: Case): Rating {
  const { typeName, kind, property } = ratingCase.difference;
  const isWhole = kind !== "modified";
  if ((typeName === "PathItem" || typeName === "Operation") && isWhole) return ratePath(ratingCase);
  if (typeName === "PathItem" && property === "key") return rateMovedPath(ratingCase);
  if (typeName === "Parameter" && (isWhole || property === "required")) return rateParameter(ratingCase);
  if (typeName === "Parameter" && property === "name") return rateParameterName(ratingCase);
  if (typeName === "RequestBody" && (isWhole || property === "required")) return rateBody(ratingCase);
  if (typeName === "Response" && isWhole) return rateResponse(ratingCase);
  if (typeName.startsWith("ServerVariable")) return rateServerVariable(ratingCase);
  if (typeName.startsWith("Server")) return rateServer(ratingCase);
  if (typeName.startsWith("Security")) return rateSecurity(ratingCase);
  return rateByTool(ratingCase);
}

function ratePath({ difference, place, before, after }: Case): Rating {
  const isAdded = difference.kind === "added";
  const [, path = "", method] = place.keys;
  const item = ((isAdded ? after : before) ?? {}) as Document;
  const all = method === undefined ? Object.keys(item).filter((key) => methods.has(key)) : [method];
  const name = all.map((key) => `${key.toUpperCase()} ${path}`).join(", ");
  return isAdded
    ? addition(
        ["operation-added", name],
        `There is a new operation: ${name}.`,
        "The client has no method for it; `raw` can call it.",
      )
    : breaking(["operation-removed", name], `The operation ${name} was removed.`, "Affects code that calls it.");
}

/** Rates the path of all its operations. */
function rateMovedPath({ place, difference, compared }: Case): Rating {
  const [, to = ""] = place.keys;
  const [, from = ""] = placeAt(difference.base?.pointer ?? "", compared.base).keys;
  const text = `The path ${from} changed to ${to}.`;
  return breaking(["address-changed", "path", from, to], text, "Affects every request to it.");
}

function rateParameter(ratingCase: Case): Rating {
  const { difference, before, compared } = ratingCase;
  const isRemoved = difference.kind === "removed";
  // A change of `required` alone has the place of that key, or of the parameter if the key is gone.
  const parameter = isRemoved ? before : valueAt(compared.revision, placeWithoutKey(ratingCase, "required").keys);
  const { name, in: where, required } = (parameter ?? {}) as Document;
  const isNew = difference.kind === "added";
  const label = `The ${where} parameter ${name}`;
  if (isRemoved) return breaking(["parameter-removed", label], `${label} was removed.`, "Affects code that sends it.");
  return required === true
    ? breaking(["parameter-required", label], `${label} is now required.`, "Affects code that sends the request.")
    : addition(
        ["parameter-optional", label],
        `${label} may now be ${isNew ? "sent or " : ""}omitted.`,
        isNew ? "The client does not send it; `raw` can." : undefined,
      );
}

/** Rates the name of a parameter. In a path it is not sent: only code that names it is affected. */
function rateParameterName(ratingCase: Case): Rating {
  const { before, after, compared } = ratingCase;
  const { in: where } = valueAt(compared.revision, placeWithoutKey(ratingCase, "name").keys) ?? {};
  const label = `The ${where} parameter ${before}`;
  if (where !== "path") {
    const text = `${label} was removed, and ${after} is new.`;
    return breaking(["parameter-removed", label], text, "Affects code that sends it.");
  }
  const key: Rating["key"] = ["parameter-renamed", label, String(after)];
  const text = `${label} was renamed to ${after}.`;
  const affected = "Affects code that calls the operation by its path, which no longer compiles.";
  return { key, text, types: "breaking", client: "none", affected, byHand: clientStep };
}

function rateBody(ratingCase: Case): Rating {
  const { difference, compared } = ratingCase;
  if (difference.kind === "removed") {
    return breaking(["body-removed"], "The request no longer has a body.", "Affects code that sends one.");
  }
  const body = valueAt(compared.revision, placeWithoutKey(ratingCase, "required").keys);
  return body?.["required"] === true
    ? breaking(["body-required"], "The request body is now required.", "Affects code that sends the request.")
    : addition(["body-optional"], "The request body may now be sent or omitted.");
}

function rateResponse({ difference, place }: Case): Rating {
  const status = String(place.keys.at(-1));
  if (difference.kind === "added") return addition(["status-added", status], `Answers may have HTTP status ${status}.`);
  const text = `Answers no longer have HTTP status ${status}.`;
  // The client reads the body, whatever the HTTP status.
  const affected = "Affects code that handles this HTTP status.";
  return { key: ["status-removed", status], text, types: "breaking", client: "none", affected };
}

/** Rates addresses. A server list of one operation replaces the document's, so a new list changes the address. */
function rateServer({ difference, place, before, after }: Case): Rating {
  const urlsOf = (value: unknown): string =>
    [value]
      .flat()
      .map((server) => (typeof server === "string" ? server : (server as { url?: string } | undefined)?.url))
      .join(", ");
  const isOfAll = place.keys[0] === "servers";
  const key: Rating["key"] = ["address-changed", difference.kind, urlsOf(before), urlsOf(after)];
  if (difference.kind === "added" && isOfAll) return addition(key, `There is a new address: ${urlsOf(after)}.`);
  const affected = "Affects code that sends requests there, the client's `environment` too.";
  if (difference.kind === "added") {
    return breaking(key, `The operation has its own address: ${urlsOf(after)}.`, affected);
  }
  const change = difference.kind === "removed" ? "was removed" : `changed to ${urlsOf(after)}`;
  return breaking(key, `The address ${urlsOf(before)} ${change}.`, affected);
}

/** Rates a variable of an address: the address is another one. */
function rateServerVariable({ difference, place, before, after, compared }: Case): Rating {
  const { url } = valueAt(compared.revision, place.keys.slice(0, place.keys.indexOf("servers") + 2)) ?? {};
  const key: Rating["key"] = ["address-changed", difference.kind, formatValue(before), formatValue(after)];
  const text = `The address ${url} changed: ${place.keys.slice(place.keys.indexOf("variables") + 1).join(" ")}.`;
  return breaking(key, text, "Affects code that sends requests there, the client's `environment` too.");
}

/**
 * Rates how requests must be signed. A further alternative is optional; everything else makes requests fail that are signed
 * as before, for one operation or for all.
 */
function rateSecurity({ difference, place, compared }: Case): Rating {
  const { typeName, kind, property } = difference;
  const of = place.keys[0] === "paths" ? "of the operation" : "of every operation";
  const key: Rating["key"] = ["security-changed", typeName, kind, property ?? ""];
  const before = valueAt(compared.base, place.keys.slice(0, -1));
  const isAlternative = Array.isArray(before) && before.length > 0;
  if (typeName === "SecurityRequirement" && kind === "added" && isAlternative) {
    return addition(key, `Requests may be authenticated in a further way (the security ${of}).`);
  }
  const text =
    typeName === "SecurityScheme"
      ? `The security scheme ${place.keys[2] ?? ""} changed: ${property ?? kind}.`
      : `Requests must be authenticated in another way: the security ${of} changed.`;
  return breaking(key, text, "Affects every request that is signed as before.");
}

/** Rates a difference that the policy has no rule for by the tool's own rating. */
function rateByTool({ difference, place }: Case): Rating {
  const { typeName, kind, property, impact, verdicts } = difference;
  const what = [
    typeName
      .replace(/(Map|List)$/, "")
      .replaceAll(/\B[A-Z]/g, " $&")
      .toLowerCase(),
    property,
  ]
    .join(" ")
    .trim();
  const verb = kind === "modified" ? "changed" : `was ${kind}`;
  const text = verdicts[0]?.message ?? `${place.label}: ${property ?? what} ${verb}.`;
  const key: Rating["key"] = ["other", what, kind, place.keys.at(-1) ?? ""];
  if (impact === "major") return breaking(key, text, "Affects code that uses the operation.");
  return { ...addition(key, text), types: impact satisfies Impact };
}

function addition(key: Rating["key"], text: string, affected?: string): Rating {
  return { key, text, types: "minor", client: "none", affected };
}

function breaking(key: Rating["key"], text: string, affected: string): Rating {
  return { key, text, types: "breaking", client: "breaking", affected, byHand: clientStep };
}
