/** Long enough to be an account, phone or identity number, with the blanks that are written into them. */
const account = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){10,30}\b|\+?\(?\d(?:[\s().-]{0,2}\d){7,}/g;

/**
 * Removes from a message of the vendor what it may repeat of a recipient: every string and amount of the request, and
 * everything that has the form of an account number. Messages are logged, and readers of logs must not learn
 * recipients' data.
 */
export function redact(message: string, request: unknown): string {
  // By length, because one string may contain another.
  const strings = [...new Set(collectStrings(request))].sort((one, other) => other.length - one.length);
  return strings.reduce(removeString, message).replace(account, "…");
}

/**
 * A string of this length does not occur in other words by chance. Shorter ones, such as names, are removed as words.
 */
const minLength = 4;

function removeString(message: string, string: string): string {
  if (string.length >= minLength) return message.replaceAll(string, "…");
  // It consists of letters, so that it needs no escaping.
  return message.replace(new RegExp(`(?<![\\p{L}\\p{N}])${string}(?![\\p{L}\\p{N}])`, "gu"), "…");
}

/** Fields whose values are words of the API and say nothing about a recipient. */
const vendorWordFields: readonly string[] = ["itemType", "purpose", "recipientType", "currency"];

/** Every string of a request that may identify a recipient. */
function collectStrings(value: unknown): string[] {
  if (typeof value === "string") return value.length >= minLength || /^\p{L}{2,}$/u.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => (vendorWordFields.includes(key) ? [] : collectStrings(field)));
}
