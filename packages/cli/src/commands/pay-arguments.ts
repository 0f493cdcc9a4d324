import type { InitChecks, Locale, PayOptions } from "@iyzico-mass-payout/client";
import { locales } from "../messages/catalogs.js";
import type { GivenApprover } from "./approval.js";
import {
  parseAmount,
  parseChoice,
  parseDays,
  parseOptions,
  parsePositiveInteger,
  parseSeconds,
  parseText,
  UsageError,
} from "./arguments.js";

// Every check of the client, and nothing else, or it does not compile.
const checks = Object.keys({
  iban: true,
  identityNumber: true,
  phone: true,
  description: true,
  currency: true,
} satisfies Record<keyof InitChecks, true>) as (keyof InitChecks)[];

/** What `mass-payout pay` was called with. */
export interface PayArguments {
  planFile: string;
  storeFolder: string;
  isNewStore: boolean;
  options: Omit<PayOptions, "store" | "approve">;
  /** The digest that is approved. */
  approved: string | undefined;
  approver: GivenApprover;
  /** Whether the payment must not be in the store already. */
  isExpectedNew: boolean;
  /** The given options that are for the first run of a command only, and make a second one fail. */
  firstRunOptions: readonly string[];
  locale: Locale;
  signedTarget: string | undefined;
  json: boolean;
}

/** @throws {UsageError} if an argument is wrong or missing. */
export function parsePayArguments(args: readonly string[]): PayArguments {
  const { values, positionals } = parseOptions(
    args,
    {
      store: { type: "string" },
      "new-store": { type: "boolean", default: false },
      "expect-new": { type: "boolean", default: false },
      approve: { type: "string" },
      by: { type: "string" },
      note: { type: "string" },
      "request-id": { type: "string" },
      "max-amount": { type: "string" },
      "max-total": { type: "string" },
      "skip-check": { type: "string", multiple: true, default: [] },
      "no-restart": { type: "boolean", default: false },
      "page-size": { type: "string" },
      concurrency: { type: "string" },
      "max-wait": { type: "string" },
      "poll-every": { type: "string" },
      "not-found-grace": { type: "string" },
      "stuck-after": { type: "string" },
      locale: { type: "string", default: "tr" },
      "signed-target": { type: "string" },
      json: { type: "boolean", default: false },
    },
    true,
  );
  const [planFile, ...others] = positionals;
  const {
    store: storeFolder,
    approve: approved,
    "request-id": requestId,
    "signed-target": signedTarget,
    json,
  } = values;
  const { "new-store": isNewStore, "expect-new": isExpectedNew } = values;
  if (planFile === undefined || others.length > 0) throw new UsageError("Exactly one plan file is required.");
  if (!storeFolder) throw new UsageError("--store is required: the folder that keeps the payment.");
  const skipped = values["skip-check"].map((name) => parseChoice(checks, "--skip-check", name));
  const approver = {
    by: parseGiven(parseText, "--by", values.by),
    note: parseGiven(parseText, "--note", values.note),
  };
  const options = {
    requestId,
    maxAmount: parseGiven(parseAmount, "--max-amount", values["max-amount"]),
    maxTotal: parseGiven(parseAmount, "--max-total", values["max-total"]),
    checks: Object.fromEntries(skipped.map((name) => [name, false])),
    restart: !values["no-restart"],
    pageSize: parseGiven(parsePositiveInteger, "--page-size", values["page-size"]),
    concurrency: parseGiven(parsePositiveInteger, "--concurrency", values.concurrency),
    maxWaitMs: parseGiven(parseSeconds, "--max-wait", values["max-wait"]),
    pollEveryMs: parseGiven(parseSeconds, "--poll-every", values["poll-every"]),
    notFoundGraceMs: parseGiven(parseSeconds, "--not-found-grace", values["not-found-grace"]),
    stuckAfterMs: parseGiven(parseDays, "--stuck-after", values["stuck-after"]),
  };
  const locale = parseChoice(locales, "--locale", values.locale);
  const firstRunOptions = [...(isNewStore ? ["--new-store"] : []), ...(isExpectedNew ? ["--expect-new"] : [])];
  return {
    planFile,
    storeFolder,
    isNewStore,
    options,
    approved,
    approver,
    isExpectedNew,
    firstRunOptions,
    locale,
    signedTarget,
    json,
  };
}

/** Parses an option that is given. The client has the defaults of the others. */
function parseGiven<Value>(
  parse: (option: string, text: string) => Value,
  option: string,
  text: string | undefined,
): Value | undefined {
  return text === undefined ? undefined : parse(option, text);
}
