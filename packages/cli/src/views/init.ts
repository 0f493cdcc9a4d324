import type { InitResult, Locale } from "@iyzico-mass-payout/client";
import { byHandMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { wrapText } from "../terminal/wrap-text.js";

/** What `init` prints: the requestId, and every item that iyzico rejected. Its messages may repeat personal data. */
export function formatInit({ requestId, accepted, invalidItems }: InitResult, locale: Locale): string {
  const text = byHandMessages.in(locale).init;
  const rejected = invalidItems.map(({ externalId, errorCode = "–", errorMessage = "" }) =>
    printable(`  ${externalId} (${errorCode}) ${errorMessage}`.trimEnd()),
  );
  return [
    ...wrapText(text.done(printable(requestId))),
    ...wrapText(text.accepted[accepted]),
    ...(rejected.length === 0 ? [] : ["", text.rejected, ...rejected]),
    "",
  ].join("\n");
}
