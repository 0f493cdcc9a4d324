import { type PayoutPlan, type PlannedItem, sumByCurrency, toMinorUnits } from "@iyzico-mass-payout/client";
import { checkMessages } from "../messages/catalogs.js";
import { bankCodeOf, bankNameOf } from "../sheets/banks.js";
import { type BankTotal, type CheckReport, formatCheck, formatCheckFaults } from "../views/check.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import { checksOf, inspectPlan, type PlanFlags, type SkipCheckFlag } from "./plan-file.js";

/** What `mass-payout check` takes. */
export interface CheckFlags extends PlanFlags, SkipCheckFlag {
  json: boolean;
}

/** `mass-payout check`: says what is wrong with a plan, or what `pay` would do with it. */
export async function runCheck(args: CheckFlags & { file: string }, context: CommandContext): Promise<number> {
  const { stdout, locale } = context;
  await checkMessages.load(locale);
  const { name, plan, faults, ignoredColumns, positionOf, isSheet } = await inspectPlan(
    { ...args, checks: checksOf(args) },
    context,
  );
  const printJson = (value: object) => stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  if (plan === undefined) {
    if (args.json) printJson({ file: name, ignoredColumns, faults });
    else stdout.write(formatCheckFaults(name, faults, locale));
    return exitCodes.wrongCall;
  }
  const repeated = findRepeated(plan, positionOf);
  const report: CheckReport = {
    file: name,
    key: plan.key,
    externalId: plan.externalId ?? plan.key,
    purpose: plan.purpose,
    recipients: plan.items.length,
    sums: sumsOf(plan.items),
    banks: groupByBank(plan.items),
    repeated,
    requiresApproval: plan.allowRepeatedRecipients !== true && repeated.some(({ isIdentical }) => isIdentical),
    ignoredColumns,
    faults: [],
  };
  if (args.json) printJson(report);
  else stdout.write(formatCheck(report, { locale, isSheet }));
  return exitCodes.success;
}

function sumsOf(items: readonly PlannedItem[]): Record<string, string> {
  return sumByCurrency(items.map(({ amount: { value, currency } }) => ({ amount: value, currency })));
}

function groupByBank(items: readonly PlannedItem[]): BankTotal[] {
  const groups = groupBy(items, ({ recipientType, recipientInfo }) =>
    recipientType === "IBAN" ? (bankCodeOf(recipientInfo) ?? "foreign-iban") : "no-iban",
  );
  const totals = [...groups].map(([key, members]): BankTotal => {
    const kind = key === "foreign-iban" || key === "no-iban" ? key : "bank";
    const code = kind === "bank" ? key : null;
    const name = code === null ? null : (bankNameOf(code) ?? null);
    return { kind, code, name, recipients: members.length, sums: sumsOf(members) };
  });
  return totals.sort((one, other) => other.recipients - one.recipients);
}

function findRepeated(
  { items }: PayoutPlan,
  positionOf: (item: number) => number,
): { positions: number[]; isIdentical: boolean }[] {
  const indexed = items.map((item, index) => ({ item, index }));
  const groups = groupBy(indexed, ({ item }) => JSON.stringify([item.recipientType, item.recipientInfo]));
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      positions: group.map(({ index }) => positionOf(index)),
      isIdentical: new Set(group.map(({ item }) => contentOf(item))).size < group.length,
    }));
}

/** What an item has besides its id, as `pay` compares it. */
function contentOf({ recipientName = "", amount: { value, currency }, description }: PlannedItem): string {
  const name = recipientName.normalize("NFC").trim().toLowerCase();
  return JSON.stringify([name, String(toMinorUnits(value, currency)), currency, description?.trim()]);
}

/** `Map.groupBy`, which Node 20 does not have. */
function groupBy<Element>(elements: readonly Element[], keyOf: (element: Element) => string): Map<string, Element[]> {
  const groups = new Map<string, Element[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return groups;
}
