/** The origin of a file of spec/upstream. A file with a hash is the published text; one without is our transcription. */
export interface Origin {
  source: string;
  comparedWith?: string;
  content: string;
  entered: string;
  /**
   * Counts the pages that were imported with a change: of two files, the one with the higher number is of the newer page,
   * also on the same day. All files of a page have its number. A file that no import replaced has none and counts as older.
   */
  importNumber?: number;
  /** The URL of the page, if known: `spec:update` fetches it to detect changes. */
  page?: string;
  sha256?: string;
}

/** The file of spec/upstream that has the origins of the others. */
export const originsFile = "sources.json";

/** The origins of spec/upstream/sources.json, by file name. */
export type Origins = Readonly<Record<string, Origin>>;

/**
 * Sorts files of spec/upstream from the oldest to the newest: by import, then by date, then by name. Uses nothing but
 * sources.json, so that every machine builds the same document.
 */
export function sortByAge(names: readonly string[], origins: Origins): string[] {
  return names.toSorted((one, other) => {
    const { importNumber: first = 0, entered: firstDate = "" } = origins[one] ?? {};
    const { importNumber: second = 0, entered: secondDate = "" } = origins[other] ?? {};
    return first - second || compareText(firstDate, secondDate) || compareText(one, other);
  });
}

/** By code units, which every locale sorts alike. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
