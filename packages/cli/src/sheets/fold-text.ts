/**
 * A text for comparison: lower-case letters and digits of ASCII only, so that "T.C. Kimlik No", "TC KİMLİK NO" and
 * "tckimlikno" are the same.
 */
export function foldText(text: string): string {
  return (
    text
      // Decomposed, most letters of Turkish are a letter of ASCII and a mark.
      .normalize("NFKD")
      .replace(/ı/g, "i")
      .toLowerCase()
      .replace(/ß/g, "ss")
      .replace(/[^a-z0-9]/g, "")
  );
}
