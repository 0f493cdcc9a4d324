/**
 * A text for comparison: lower-case letters and digits of ASCII only, so that "T.C. Kimlik No", "TC KİMLİK NO" and
 * "tckimlikno" are the same.
 */
export function foldText(text: string): string {
  return decompose(text).replace(/[^a-z0-9]/g, "");
}

/** Whether nothing is lost of a folded text but marks of letters, blanks and punctuation: of "Tutar (-)", a sign is. */
export function isFoldedWhole(text: string): boolean {
  // The marks of European letters. Others, such as the stroke of "≠", change a sign.
  return /^(?:[a-z0-9\s.:*_]|[\u0300-\u0304]|[\u0306-\u030c]|[\u0327-\u0328])*$/.test(decompose(text));
}

/** Decomposed, most letters of Turkish are a letter of ASCII and a mark. */
function decompose(text: string): string {
  return text.normalize("NFKD").replace(/ı/g, "i").toLowerCase().replace(/ß/g, "ss");
}
