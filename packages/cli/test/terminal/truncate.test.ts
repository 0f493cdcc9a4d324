import stringWidth from "string-width";
import { expect, test } from "vitest";
import { truncate } from "../../src/terminal/truncate.ts";

test("a text that fits is unchanged, and a longer one ends or begins with an ellipsis", () => {
  expect(truncate("Alıcı Bir", 9)).toBe("Alıcı Bir");
  expect(truncate("Alıcı Bir", 8)).toBe("Alıcı B…");
  expect(truncate("Alıcı Bir", 7)).toBe("Alıcı…");
  expect(truncate("salaries-2026-11-300", 8, "end")).toBe("…-11-300");
});

test("a letter keeps its marks, and a wide character is whole or left out", () => {
  const combining = "Is\u0327c\u0327i Bir";
  expect(truncate(combining, 5)).toBe("Is\u0327c\u0327i…");
  expect(truncate("受取人三", 6)).toBe("受取…");
  expect(truncate("受取人三", 6, "end")).toBe("…人三");
  expect(truncate("👩🏽👩🏽👩🏽", 4)).toBe("👩🏽…");
});

test("no width is exceeded, whatever the text", () => {
  for (const text of ["受取人三", "Alıcı Bir", "👩🏽👩🏽👩🏽", "e\u0301".repeat(9)]) {
    for (let columns = 1; columns < 12; columns += 1) {
      for (const keep of ["start", "end"] as const) {
        expect(stringWidth(truncate(text, columns, keep))).toBeLessThanOrEqual(columns);
      }
    }
  }
});
