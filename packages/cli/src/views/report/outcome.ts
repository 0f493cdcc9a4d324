import type { Locale, PaymentReport } from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages, reportMessages } from "../../messages/catalogs.js";
import { standingOf } from "../outcome.js";

/** How far a payment is, as a sentence. */
export function formatOutcome(payment: PaymentReport, locale: Locale): string {
  const { phase, paid } = payment;
  const { phases, actionRequired } = payMessages.in(locale);
  if (phase !== "settled") return reportMessages.in(locale).notSettled(phases[phase]);
  return standingOf(payment).outcome === "settled" ? payoutsMessages.in(locale).settled[paid] : actionRequired;
}
