/** A text without case, accents, Turkish dots and everything that is neither a letter nor a digit: forms of one value are equal. */
export function foldLetters(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[ıİ]/g, "i")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/ı/g, "i");
}
