import {
  createMassPayoutClient,
  describeItemStatus,
  describePayoutStatus,
  type Locale,
  type RetrievedPage,
  type RetrieveRequest,
} from "@iyzico-mass-payout/client";
import { locales } from "../messages/locales.js";
import { hasColour } from "../terminal/output.js";
import { formatRetrievedPage } from "../views/retrieve.js";
import { parseChoice, parseInteger, parseOptions, UsageError } from "./arguments.js";
import type { CommandContext } from "./command.js";
import { clientOptionsFrom } from "./environment.js";
import { exitCodes } from "./exit-codes.js";

// The caller waits for the answer: an error after half a minute is more useful than a longer silence.
const limits = { timeoutMs: 15_000, deadlineMs: 30_000, retry: { maxAttempts: 3, baseDelayMs: 200 } };

/** `mass-payout retrieve`: prints a payout and one page of its items. */
export async function runRetrieve(args: readonly string[], { environment, stdout }: CommandContext): Promise<number> {
  const { request, locale, signedTarget, json } = parseRetrieveArguments(args);
  const iyzico = createMassPayoutClient({ ...clientOptionsFrom(environment, signedTarget), locale, ...limits });
  const retrieved = await iyzico.retrieve(request);
  if (json) stdout.write(`${JSON.stringify(addStates(retrieved), null, 2)}\n`);
  else stdout.write(formatRetrievedPage(retrieved, locale, hasColour(stdout, environment)));
  return exitCodes.success;
}

interface RetrieveArguments {
  request: RetrieveRequest;
  locale: Locale;
  signedTarget: string | undefined;
  json: boolean;
}

function parseRetrieveArguments(args: readonly string[]): RetrieveArguments {
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
  const others = {
    locale: parseChoice(locales, "--locale", values.locale),
    signedTarget: values["signed-target"],
    json: values.json,
  };
  const request = {
    page: parseInteger("--page", values.page),
    size: parseInteger("--size", values.size),
    itemType: itemType === undefined ? undefined : parseChoice(["VALID", "INVALID"], "--item-type", itemType),
  };
  if (requestId !== undefined) return { request: { ...request, requestId, externalMassPayoutId }, ...others };
  if (externalMassPayoutId !== undefined) return { request: { ...request, externalMassPayoutId }, ...others };
  throw new UsageError("--request-id or --external-id is required.");
}

/** Adds the state of each status, which a program that reads the JSON has no table for. */
function addStates({ massPayout, items, ...paging }: RetrievedPage) {
  return {
    massPayout: { ...massPayout, state: describePayoutStatus(massPayout.massPayoutStatus).state },
    items: items.map((item) => ({ ...item, state: describeItemStatus(item.itemStatus).state })),
    ...paging,
  };
}
