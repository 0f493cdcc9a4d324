import stringWidth from "string-width";
import { expect, test } from "vitest";
import { truncate } from "../../src/terminal/truncate.ts";

test("a text that fits is unchanged, and a longer one ends or begins with an ellipsis", () => {
  expect(truncate("Ayşe Yılmaz", 11)).toBe("Ayşe Yılmaz");
  expect(truncate("Ayşe Yılmaz", 10)).toBe("Ayşe Yılm…");
  expect(truncate("Ayşe Yılmaz", 6)).toBe("Ayşe…");
  expect(truncate("salaries-2026-11-300", 8, "end")).toBe("…-11-300");
});

test("a letter keeps its marks, and a wide character is whole or left out", () => {
  const combining = "Ays\u0327e Yilmaz";
  expect(truncate(combining, 5)).toBe("Ays\u0327e…");
  expect(truncate("山田太郎", 6)).toBe("山田…");
  expect(truncate("山田太郎", 6, "end")).toBe("…太郎");
  expect(truncate("👩🏽👩🏽👩🏽", 4)).toBe("👩🏽…");
});

test("no width is exceeded, whatever the text", () => {
  for (const text of ["山田太郎", "Ayşe Yılmaz", "👩🏽👩🏽👩🏽", "e\u0301".repeat(9)]) {
    for (let columns = 1; columns < 12; columns += 1) {
      for (const keep of ["start", "end"] as const) {
        expect(stringWidth(truncate(text, columns, keep))).toBeLessThanOrEqual(columns);
      }
    }
  }
});
