/** Long enough to be an account, a phone or identity number, with the blanks that people write into them. */
const account = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){10,30}\b|\+?\(?\d(?:[\s().-]{0,2}\d){7,}/g;

/**
 * The vendor's message without what it may repeat of a payee: every text of the request, and whatever looks like an
 * account. Messages are logged by people who have not read them.
 */
export function redacted(message: string, request: unknown): string {
  const withoutTexts = textsOf(request).reduce((text, value) => text.replaceAll(value, "…"), message);
  return withoutTexts.replace(account, "…");
}

/** Every text in a request that is long enough to mean somebody. The longest first: one may contain another. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value.length >= 4 ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value)
    .flatMap(textsOf)
    .sort((one, other) => other.length - one.length);
}
