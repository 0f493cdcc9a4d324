import type { Locale, PaymentReport } from "@iyzico-mass-payout/client";
import { payMessages, reportMessages } from "../../messages/catalogs.js";

/** How far a payment is, as a sentence. */
export function formatOutcome({ phase, paid }: PaymentReport, locale: Locale): string {
  const { settled, phases } = payMessages.in(locale);
  return phase === "settled" ? settled[paid] : reportMessages.in(locale).notSettled(phases[phase]);
}
