import type {
  Destination,
  Locale,
  MassPayoutReference,
  RetrieveRequest,
  SigningIdentity,
} from "@iyzico-mass-payout/client";
import { locales } from "../messages/catalogs.js";
import { parseChoice, parseInteger, parseOptions, UsageError } from "./arguments.js";
import { clientOptionsFrom } from "./environment.js";

/** What `mass-payout retrieve` was called with. */
export interface RetrieveArguments {
  request: RetrieveRequest;
  clientOptions: Destination & SigningIdentity;
  locale: Locale;
  json: boolean;
}

/** @throws {UsageError} if an argument or a variable of the environment is wrong or missing. */
export function parseRetrieveArguments(args: readonly string[], environment: NodeJS.ProcessEnv): RetrieveArguments {
  const { values } = parseOptions(args, {
    "request-id": { type: "string" },
    "external-id": { type: "string" },
    page: { type: "string", default: "0" },
    size: { type: "string", default: "40" },
    "item-type": { type: "string" },
    locale: { type: "string", default: "tr" },
    "signed-target": { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { "request-id": requestId, "external-id": externalMassPayoutId, "item-type": itemType } = values;
  const locale = parseChoice(locales, "--locale", values.locale);
  const request = {
    page: parseInteger("--page", values.page),
    size: parseInteger("--size", values.size),
    itemType: itemType === undefined ? undefined : parseChoice(["VALID", "INVALID"], "--item-type", itemType),
  };
  const reference = referenceOf(requestId, externalMassPayoutId);
  const clientOptions = clientOptionsFrom(environment, values["signed-target"]);
  return { request: { ...request, ...reference }, clientOptions, locale, json: values.json };
}

function referenceOf(requestId: string | undefined, externalMassPayoutId: string | undefined): MassPayoutReference {
  if (requestId !== undefined) return { requestId, externalMassPayoutId };
  if (externalMassPayoutId !== undefined) return { externalMassPayoutId };
  throw new UsageError("--request-id or --external-id is required.");
}
