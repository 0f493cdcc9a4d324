import stringWidth from "string-width";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Shortens a text without escape codes to a width, with an ellipsis in the place of what is left out. A letter keeps its
 * marks, and a wide character that does not fit is left out. By hand, because cli-truncate requires Node 22.
 *
 * @param keep which part stays.
 */
export function truncate(text: string, columns: number, keep: "start" | "end" = "start"): string {
  if (stringWidth(text) <= columns) return text;
  const segments = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const ordered = keep === "start" ? segments : segments.reverse();
  let width = 0;
  const cut = ordered.findIndex((segment) => {
    width += stringWidth(segment);
    return width > columns - 1;
  });
  const kept = ordered.slice(0, cut);
  return keep === "start" ? `${kept.join("").trimEnd()}…` : `…${kept.reverse().join("").trimStart()}`;
}
