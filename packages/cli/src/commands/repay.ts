import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { repayMessages } from "../messages/catalogs.js";
import { formatRepayment } from "../views/repay.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { checksOf, readPlan, type SheetFlags, type SkipCheckFlag } from "./plan-file.js";

/** What `mass-payout repay` takes. */
export interface RepayFlags extends ConnectionFlags, SheetFlags, SkipCheckFlag {
  store: string;
  /** The file of the plan of the payment. */
  plan: string;
  /** The key of the new plan. */
  key: string;
  pageSize?: number;
  concurrency?: number;
  json: boolean;
}

/** What `mass-payout repay` was called with. */
export interface RepayArguments extends RepayFlags {
  /** The key of the payment whose items are paid again. */
  paidKey: string;
}

/** `mass-payout repay`: prints the plan that pays again what came back from a settled payment. */
export async function runRepay(args: RepayArguments, context: CommandContext): Promise<number> {
  const { stdout, stderr, stopSignal, clock, locale } = context;
  const { paidKey, key, store: storeFolder, pageSize, concurrency, json } = args;
  await repayMessages.load(locale);
  const checks = checksOf(args);
  const paidPlan = await readPlan({ ...args, file: args.plan, key: paidKey, checks }, context);
  const iyzico = createMassPayoutClient({ ...connectionOf(args, context), locale, clock });
  const repayment = await iyzico.planRepayment(paidPlan, {
    store: createFileStore(storeFolder),
    key,
    checks,
    pageSize,
    concurrency,
    signal: stopSignal(),
  });
  const { plan, excluded } = repayment;
  if (json) stdout.write(`${JSON.stringify(repayment, null, 2)}\n`);
  else if (plan !== undefined) stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
  const payLine = commandLine(["pay", repayMessages.in(locale).file, "--store", storeFolder], args);
  stderr.write(formatRepayment(repayment, payLine, locale));
  if (plan !== undefined) return exitCodes.success;
  return excluded.some(({ reason }) => reason === "status-changed") ? exitCodes.actionRequired : exitCodes.wrongCall;
}
