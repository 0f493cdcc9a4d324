import { createMassPayoutClient, isMassPayoutError } from "@iyzico-mass-payout/client";
import { readPlan as checkPlan } from "@iyzico-mass-payout/client/payment";
import { durableMessages, payMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { formatConfirmation } from "../views/pay.js";
import { abortedError } from "./aborted-error.js";
import type { CommandContext } from "./command.js";
import { announceDestination, confirmAtProduction } from "./confirm.js";
import { withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { nameDestination } from "./destination.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { type PlanFlags, readPlan } from "./plan-file.js";
import { printRecorded } from "./print-recorded.js";
import { UsageError } from "./usage-error.js";
import { dateOf } from "./wall-time.js";

/** What `mass-payout submit` takes. */
export interface SubmitFlags extends DatabaseFlags, ConnectionFlags, PlanFlags {
  by: string;
  /** In milliseconds since 1970. */
  authorizeAt?: number;
  maxItems?: number;
  maxAmount?: string;
  maxTotal?: string;
  yes: boolean;
  quiet: boolean;
  json: boolean;
}

/** `mass-payout submit`: stores a plan, which workers pay. */
export async function runSubmit(args: SubmitFlags & { planFile: string }, context: CommandContext): Promise<number> {
  const { stderr, locale, stopSignal, clock } = context;
  const { planFile, by, authorizeAt, maxItems, maxAmount, maxTotal, quiet, yes } = args;
  await Promise.all([durableMessages, payMessages].map((messages) => messages.load(locale)));
  const text = durableMessages.in(locale);
  const connection = connectionOf(args, context);
  const destination = nameDestination(connection);
  if (!quiet) await announceDestination(destination, context);
  const plan = await readPlan({ ...args, file: planFile }, context);
  // Every fault of the plan comes before a question.
  const checked = await checkPlan(plan, { maxAmount, maxTotal });
  const client = createMassPayoutClient({ ...connection, locale });
  const submit = async (): Promise<number> =>
    withPayouts(
      args,
      context,
      async (payouts) => {
        // A payout that is there is not stored again, and needs neither question nor time.
        if ((await payouts.get(checked.key)) === undefined) {
          if (authorizeAt !== undefined && authorizeAt <= dateOf(clock)) throw new UsageError(text.timeIsPast);
          const explain = () => void stderr.write(formatConfirmation(checked, formatOf(stderr, context)));
          if (!yes) await confirm(checked.key, explain);
        }
        const submission = await payouts.submit(plan, { by, authorizeAt });
        const { key, isNew, parts } = submission;
        const sentences = [
          isNew ? text.submitted(printable(key), printable(by)) : text.submittedBefore(printable(key)),
          ...(parts.length > 1 ? [text.parts(parts.length)] : []),
          ...(isNew ? [text.workerNeeded] : []),
        ];
        printRecorded(submission, sentences, args, context);
        return exitCodes.success;
      },
      { client, maxItems, maxAmount, maxTotal },
    );

  async function confirm(key: string, explain: () => void): Promise<void> {
    if (destination.kind !== "production") return;
    const signal = stopSignal();
    try {
      await confirmAtProduction(key, destination, context, signal, explain);
    } catch (error) {
      throw signal.aborted ? abortedError(locale) : error;
    }
  }

  try {
    return await submit();
  } catch (error) {
    if (!isMassPayoutError(error, "payment_locked")) throw error;
    throw new UsageError(text.keyTaken(printable(checked.key)));
  }
}
