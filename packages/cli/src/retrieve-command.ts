import {
  createMassPayoutClient,
  describeItemStatus,
  describePayoutStatus,
  type RetrievedPage,
  type RetrieveRequest,
} from "@iyzico-mass-payout/client";
import { oneOf, readOptions, wholeNumber } from "./arguments.js";
import { optionsFrom } from "./environment.js";
import { hasColour, type Output } from "./output.js";
import { payoutText } from "./payout-text.js";
import { UsageError } from "./usage-error.js";
import type { Locale } from "./words.js";

/** `mass-payout retrieve`: what it prints. */
export async function retrieveCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdout: Output,
): Promise<string> {
  const { request, locale, json } = readArguments(args);
  // Somebody sits in front of it: better an error that they can act on than a silent minute.
  const limits = { timeoutMs: 15_000, deadlineMs: 30_000, retry: { maxAttempts: 3, baseDelayMs: 200 } };
  const iyzico = createMassPayoutClient({ ...optionsFrom(environment), locale, ...limits });
  const retrieved = await iyzico.retrieve(request);
  if (json) return `${JSON.stringify(withStates(retrieved), null, 2)}\n`;
  return payoutText(retrieved, locale, hasColour(stdout, environment));
}

interface Arguments {
  request: RetrieveRequest;
  locale: Locale;
  json: boolean;
}

function readArguments(args: readonly string[]): Arguments {
  const { values } = readOptions(args, {
    "request-id": { type: "string" },
    "external-id": { type: "string" },
    page: { type: "string", default: "0" },
    size: { type: "string", default: "40" },
    "item-type": { type: "string" },
    locale: { type: "string", default: "tr" },
    json: { type: "boolean", default: false },
  });
  const { "request-id": requestId, "external-id": externalMassPayoutId, json } = values;
  const locale = oneOf(["tr", "en"], "locale", values.locale);
  const request = {
    page: wholeNumber("page", values.page),
    size: wholeNumber("size", values.size),
    itemType:
      values["item-type"] === undefined ? undefined : oneOf(["VALID", "INVALID"], "item-type", values["item-type"]),
  };
  if (requestId !== undefined) return { request: { ...request, requestId, externalMassPayoutId }, locale, json };
  if (externalMassPayoutId !== undefined) return { request: { ...request, externalMassPayoutId }, locale, json };
  throw new UsageError("Name the payout with --request-id or --external-id.");
}

/** The result of the client with the state of each status, which a program behind the pipe can't look up. */
function withStates({ massPayout, items, ...paging }: RetrievedPage) {
  return {
    massPayout: { ...massPayout, state: describePayoutStatus(massPayout.massPayoutStatus).state },
    items: items.map((item) => ({ ...item, state: describeItemStatus(item.itemStatus).state })),
    ...paging,
  };
}
