/** A language of the site. */
export type Language = "en" | "tr";

/** The language of a page, by its place on the site. */
export function languageOf(path: string): Language {
  return path.startsWith("tr/") ? "tr" : "en";
}
