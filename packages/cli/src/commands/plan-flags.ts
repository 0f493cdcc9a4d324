import type { Currency, InitChecks, Purpose } from "@iyzico-mass-payout/client";
import type { FlagParametersForType } from "@stricli/core";
import type { DefinitionContext } from "./command.js";
import { optional } from "./flags.js";
import type { PlanFlags, SheetFlags, SkipCheckFlag } from "./plan-file.js";

// Every value of the client, and nothing else, or it does not compile.
const purposes = Object.keys({
  SALARY: true,
  BONUS: true,
  SETTLEMENT: true,
  GOODS: true,
  SERVICES: true,
  CASHBACK: true,
  REBATES: true,
  DONATIONS: true,
} satisfies Record<Purpose, true>) as Purpose[];

const currencies = Object.keys({ TRY: true, USD: true, EUR: true } satisfies Record<Currency, true>) as Currency[];

const checks = Object.keys({
  iban: true,
  identityNumber: true,
  phone: true,
  description: true,
  currency: true,
} satisfies Record<keyof InitChecks, true>) as (keyof InitChecks)[];

/** The flags of a command that reads a plan from a file: see `PlanFlags`. */
export function planFlags(context: DefinitionContext): FlagParametersForType<PlanFlags> {
  const { flags, placeholders } = context.help;
  const { parse } = context;
  return {
    key: optional(parse.text, flags.key, placeholders.key),
    ...sheetFlags(context),
    expectCount: optional(parse.positiveInteger, flags.expectCount, placeholders.number),
    expectTotal: { ...optional(parse.text, flags.expectTotal, placeholders.amount), variadic: true },
  };
}

/** The flags of a command that reads the plan of an earlier payment: how a spreadsheet was read then. */
export function sheetFlags({ help, parse }: DefinitionContext): FlagParametersForType<SheetFlags> {
  const { flags, placeholders } = help;
  return {
    purpose: { kind: "enum", values: purposes, optional: true, brief: flags.purpose },
    currency: { kind: "enum", values: currencies, optional: true, brief: flags.currency },
    decimal: { kind: "enum", values: ["comma", "point"], optional: true, brief: flags.decimal },
    map: { ...optional(parse.text, flags.map, placeholders.mapping), variadic: true },
    sheet: optional(parse.text, flags.sheet, placeholders.name),
  };
}

/** The flag that switches checks of the client off. */
export function skipCheckFlag({ help }: DefinitionContext): FlagParametersForType<SkipCheckFlag> {
  return { skipCheck: { kind: "enum", values: checks, optional: true, variadic: true, brief: help.flags.skipCheck } };
}
