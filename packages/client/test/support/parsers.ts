import { LosslessNumber, parse } from "lossless-json";
import { Numeral, parseCompact } from "../../src/http/parse-exactly.ts";

/** A parsed value as a text that differs if any of it differs; `undefined` if there is none. */
export const contentOf = (value: unknown): string | undefined =>
  value === undefined
    ? undefined
    : JSON.stringify(value, (_, part: unknown) => {
        if (part instanceof Numeral) return ["number", part.digits];
        if (part instanceof LosslessNumber) return ["number", part.value];
        return typeof part === "number" ? ["float", part] : part;
      });

/** What lossless-json reads, in the form of `contentOf`; `undefined` if it refuses the text. */
export function losslessContent(text: string): string | undefined {
  try {
    return contentOf(parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Compares the readings of any number of texts by `parseCompact` and by lossless-json. Returns how many the first has read,
 * and how many the second has refused; throws if they differ in a text that the first has read.
 */
export function compareReadings(runs: number, makeText: () => string): { read: number; refused: number } {
  let read = 0;
  let refused = 0;
  for (let run = 0; run < runs; run += 1) {
    const text = makeText();
    const expected = losslessContent(text);
    if (expected === undefined) refused += 1;
    const content = contentOf(parseCompact(text));
    if (content === undefined) continue;
    read += 1;
    if (content !== expected) throw new Error(`The readings differ for ${JSON.stringify(text)}`);
  }
  return { read, refused };
}
