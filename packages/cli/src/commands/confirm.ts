import { sumByCurrency } from "@iyzico-mass-payout/client";
import type { Plan } from "@iyzico-mass-payout/client/payment";
import { payMessages } from "../messages/catalogs.js";
import { ask } from "../terminal/ask.js";
import { hasColour, widthsOf } from "../terminal/output.js";
import { createStyler } from "../terminal/styles.js";
import { formatConfirmation } from "../views/pay.js";
import type { CommandContext } from "./command.js";
import { isInteractive } from "./interactive.js";
import { UsageError } from "./usage-error.js";

/**
 * Has a payment at production confirmed: the key of the plan must be typed. That tells the plan from another one, and
 * production from the sandbox, which a "y" would not.
 *
 * @throws {UsageError} if there is no terminal, or something else was typed.
 */
export async function confirmPayment(
  { key, request }: Plan,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const { environment, stdin, stderr, locale } = context;
  const pay = payMessages.in(locale);
  if (!isInteractive(context)) throw new UsageError(pay.confirmationRequired);
  const sums = sumByCurrency(request.items.map(({ amount: { value, currency } }) => ({ amount: value, currency })));
  const style = createStyler(hasColour(stderr, environment));
  stderr.write(
    formatConfirmation({ key, count: request.items.length, sums }, { locale, style, widths: widthsOf(stderr) }),
  );
  if ((await ask(pay.confirmPrompt, stdin, stderr, signal)) !== key) throw new UsageError(pay.notConfirmed);
}

/**
 * Whether a call may send init or auth for what the store has under the plan's key. Once auth was accepted, or the payment
 * is settled, a call only polls: another auth takes a digest.
 */
export function maySend(payment: unknown, digest: string | undefined): boolean {
  const { phase } = Object(payment) as { phase?: unknown };
  return digest !== undefined || (phase !== "authorised" && phase !== "settled");
}
