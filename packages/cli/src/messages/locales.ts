import type { Locale } from "@iyzico-mass-payout/client";
import type { Messages } from "./messages.js";

const loaders: Readonly<Record<Locale, () => Promise<Messages>>> = {
  tr: async () => (await import("./tr.js")).tr,
  en: async () => (await import("./en.js")).en,
};

/** The languages that `--locale` takes. */
export const locales = Object.keys(loaders) as readonly Locale[];

const loaded = new Map<Locale, Messages>();

/** Loads the messages in a language. A command does it before it prints, so that it loads one language. */
export async function loadMessages(locale: Locale): Promise<void> {
  loaded.set(locale, await loaders[locale]());
}

/** The messages in a language that was loaded. */
export function messagesIn(locale: Locale): Messages {
  return loaded.get(locale) as Messages;
}
