/**
 * A word as the search compares it: in lower case and without marks, so that "ISLEM", "İşlem" and "islem" are one word, whatever
 * keyboard it was typed on. The letters I, İ and ı are one, in Turkish and in English.
 */
export function fold(text: string): string {
  return text.replace(/[Iİı]/g, "i").toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
