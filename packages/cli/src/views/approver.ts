import type { Locale } from "@iyzico-mass-payout/client";
import { payMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";

/** Who approved a review: the name that was given, or how it was approved without one. */
export function formatApprover(by: string, locale: Locale): string {
  const { approvedBy, unnamedApprovers } = payMessages.in(locale);
  const isUnnamed = (name: string): name is keyof typeof unnamedApprovers => Object.hasOwn(unnamedApprovers, name);
  return isUnnamed(by) ? unnamedApprovers[by] : approvedBy(printable(by));
}
