import type { Locale } from "@iyzico-mass-payout/client";
import { en } from "./en.js";
import type { Messages } from "./messages.js";
import { tr } from "./tr.js";

const messagesByLocale: Readonly<Record<Locale, Messages>> = { tr, en };

/** The languages that `--locale` takes. */
export const locales = Object.keys(messagesByLocale) as readonly Locale[];

/** The messages in a language. */
export function messagesIn(locale: Locale): Messages {
  return messagesByLocale[locale];
}
