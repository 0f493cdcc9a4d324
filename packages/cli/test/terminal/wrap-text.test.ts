import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { widthsOf } from "../../src/terminal/output.ts";
import { formatParagraphs } from "../../src/terminal/paragraphs.ts";
import { wrapText } from "../../src/terminal/wrap-text.ts";
import { createRecorder } from "../support/run-cli.ts";

const text = "Ödeme yapılmayan alıcılara yeni bir planla, başka bir key ve başka bir itemExternalId ile ödenebilir.";

test("a text is wrapped between its words, and no word is lost", () => {
  for (const columns of [40, 60, 80, 100]) {
    const lines = wrapText(text, columns);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    expect(lines.join(" ")).toBe(text);
  }
});

test("a word that is longer than a line stays whole, because it may be copied", () => {
  const digest = "0f".repeat(32);
  expect(wrapText(`The digest is ${digest} now.`, 40)).toEqual(["The digest is", digest, "now."]);
});

test("paragraphs are apart, and wide characters count as what they take", () => {
  const lines = formatParagraphs(["受取 人三 受取 人三", "Alıcı"], 10);
  expect(lines).toEqual(["", "受取 人三", "受取 人三", "", "Alıcı"]);
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(10);
});

describe("the width of an output", () => {
  const { output } = createRecorder();
  test.each([
    [20, { text: 40, table: 20 }],
    [80, { text: 80, table: 80 }],
    [200, { text: 100, table: 200 }],
    // A terminal that does not know its size.
    [0, { text: 100, table: Number.POSITIVE_INFINITY }],
  ])("of a terminal of %i columns", (columns, widths) => {
    expect(widthsOf({ ...output, isTTY: true, columns })).toEqual(widths);
  });

  test("that is no terminal is as usual for texts, and not limited for rows", () => {
    expect(widthsOf(output)).toEqual({ text: 100, table: Number.POSITIVE_INFINITY });
  });
});
