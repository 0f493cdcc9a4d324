/** How many characters of a digest approve: 48 bits, which no two reviews of a payment share by chance. */
export const minDigestLength = 12;

/** The length of a whole digest. */
export const digestLength = 64;

/** Whether a text is a digest, or a beginning of one that is long enough: hexadecimal digits. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]+$/i.test(text) && text.length >= minDigestLength && text.length <= digestLength;
}

/** Whether a given text is the digest, or a beginning of it that is long enough. */
export function matchesDigest(given: string, digest: string): boolean {
  return isDigest(given) && digest.startsWith(given.toLowerCase());
}
