/** Long enough to be an account, a phone or identity number, with the blanks that people write into them. */
const account = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){10,30}\b|\+?\(?\d(?:[\s().-]{0,2}\d){7,}/g;

/**
 * The vendor's message without what it may repeat of a recipient: every text and amount of the request, and whatever polls
 * like an account. Messages are logged by people who have not read them.
 */
export function redacted(message: string, request: unknown): string {
  // The longest first: one may contain another.
  const texts = [...new Set(textsOf(request))].sort((one, other) => other.length - one.length);
  return texts.reduce(withoutText, message).replace(account, "…");
}

/** Long enough not to stand in other words by chance. Names may be shorter, and are then looked for as words. */
const longEnough = 4;

function withoutText(message: string, text: string): string {
  if (text.length >= longEnough) return message.replaceAll(text, "…");
  // Nothing to escape: it is letters alone.
  return message.replace(new RegExp(`(?<![\\p{L}\\p{N}])${text}(?![\\p{L}\\p{N}])`, "gu"), "…");
}

/** Fields that hold a word of the API's own and nothing of a recipient's. */
const ownWords: readonly string[] = ["itemType", "purpose", "recipientType", "currency"];

/** Every text in a request that may mean somebody. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value.length >= longEnough || /^\p{L}{2,}$/u.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => (ownWords.includes(key) ? [] : textsOf(field)));
}
