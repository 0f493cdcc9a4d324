import { splitWords, toTerm } from "./terms.ts";

/** A part of a page that the search finds: a heading, and the text up to the next one. */
export interface SearchEntry {
  /** Its address on the site, such as `errors/#timeout`. */
  id: string;
  title: string;
  /** The headings around it, from the page's own. */
  titles: readonly string[];
  text: string;
  /** What readers may type who do not know the words of the page. */
  words: string;
  kind: SearchKind;
}

/** `other-language` is English among Turkish pages. */
export type SearchKind = "guide" | "background" | "reference" | "other-language";

/** A name of the reference is found by typing it; what it means is in the guides. */
const weights: Readonly<Record<SearchKind, number>> = {
  guide: 1,
  background: 0.3,
  reference: 0.25,
  "other-language": 0.3,
};

/** The options of MiniSearch that are used here. The package is not in the workspace: see `installed/`. */
interface IndexOptions {
  fields: readonly string[];
  storeFields: readonly string[];
  tokenize(text: string): string[];
  processTerm(word: string): string | null;
  searchOptions: {
    boost: Readonly<Record<string, number>>;
    boostDocument(id: string, term: string, fields?: Record<string, unknown>): number;
    prefix(term: string): boolean;
    fuzzy(term: string): number | false;
    weights: { fuzzy: number; prefix: number };
  };
}

/** The options of MiniSearch, for building the index and for searching it: they must be the same. */
export const indexOptions: IndexOptions = {
  fields: ["title", "titles", "words", "text"],
  storeFields: ["title", "titles", "text", "kind"],
  tokenize: splitWords,
  processTerm: (word) => toTerm(word) ?? null,
  searchOptions: {
    boost: { title: 5, words: 4, titles: 2, text: 1 },
    boostDocument: (_id, _term, fields) => weights[(fields?.["kind"] ?? "guide") as SearchKind],
    prefix: (term) => term.length > 2,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    weights: { fuzzy: 0.2, prefix: 0.5 },
  },
};
