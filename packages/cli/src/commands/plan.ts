import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import { checksOf, type PlanFlags, readPlan, type SkipCheckFlag } from "./plan-file.js";

/** What `mass-payout plan` takes. */
export interface PlanCommandFlags extends PlanFlags, SkipCheckFlag {}

/** `mass-payout plan`: prints a spreadsheet as a plan. */
export async function runPlan(args: PlanCommandFlags & { file: string }, context: CommandContext): Promise<number> {
  const plan = await readPlan({ ...args, checks: checksOf(args) }, context);
  context.stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
  return exitCodes.success;
}
