import type { Locale } from "@iyzico-mass-payout/client";
import { locales } from "../messages/catalogs.js";

/**
 * The language of a call: that of `--locale`, else of the first of LC_ALL, LC_MESSAGES and LANG that is set, as POSIX has
 * it, else of the system. It is known before the arguments are scanned, because their faults are told in it. A language
 * that is not one of ours is English.
 */
export function localeOf(args: readonly string[], { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Locale {
  const position = args.findIndex((arg) => arg === "--locale" || arg.startsWith("--locale="));
  const given = args[position]?.split("=")[1] ?? args[position + 1];
  const chosen = position < 0 ? undefined : locales.find((locale) => locale === given);
  const language = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return chosen ?? (/^tr(\b|_)/i.test(language) ? "tr" : "en");
}
