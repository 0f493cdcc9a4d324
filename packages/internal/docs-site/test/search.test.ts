import { describe, expect, test } from "vitest";
import { entriesOf } from "../src/search/entries.ts";
import { fold } from "../src/search/fold.ts";
import { splitWords, toTerm } from "../src/search/terms.ts";

test.each([
  ["islem", ["ISLEM", "İŞLEM", "işlem", "ıslem", "Işlem"]],
  ["odeme", ["ödeme", "ÖDEME", "odeme", "O\u0308deme"]],
  ["iptal", ["İPTAL", "iptal", "IPTAL", "ıptal"]],
  ["sgcu", ["şğçü", "ŞĞÇÜ"]],
  ["init", ["INIT", "init"]],
])("%s is one word, however it is typed", (folded, spellings) => {
  expect(spellings.map(fold)).toEqual(spellings.map(() => folded));
});

test("a compound is found as a whole and by its parts", () => {
  expect(splitWords("NOT_FOUND").map(toTerm)).toEqual(["not_found", "not", "found"]);
  expect(splitWords("items-stuck").map(toTerm)).toEqual(["items_stuck", "items", "stuck"]);
  expect(splitWords("notFoundGraceMs").map(toTerm)).toEqual(["notfoundgracems", "not", "found", "grace", "ms"]);
  expect(splitWords("ödendi mi?")).toEqual(["ödendi", "mi"]);
});

test("words of a question that say nothing of its subject are not searched", () => {
  const terms = (question: string) => splitWords(question).flatMap((word) => toTerm(word) ?? []);
  expect(terms("What does action required mean")).toEqual(["action", "required"]);
  expect(terms("iptal nasıl yapılır")).toEqual(["iptal", "yapilir"]);
});

describe("the entries of a page", () => {
  const heading = (level: number, id: string, text: string) =>
    `<h${level} id="${id}" tabindex="-1">${text} <a class="header-anchor" href="#${id}" aria-label="Permalink">&ZeroWidthSpace;</a></h${level}>`;
  const html = `<nav>menu</nav><main><div>${heading(1, "errors", "Errors")}<p>Every &lt;failure&gt;.</p>
    ${heading(2, "timeout", "<code>timeout</code>")}<table><tr><td>one</td><td>two</td></tr></table>
    ${heading(3, "more", "More")}<div><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre>code</pre></div>
    ${heading(2, "last", "Last")}</div></main><footer>end</footer>`;

  test("are its sections, with the headings around them and the text that a reader sees", () => {
    expect(entriesOf({ path: "errors/", html }, "guide", { "": "fault", timeout: "slow" })).toEqual([
      { id: "errors/", title: "Errors", titles: [], text: "Every <failure>.", words: "fault", kind: "guide" },
      { id: "errors/#timeout", title: "timeout", titles: ["Errors"], text: "one two", words: "slow", kind: "guide" },
      { id: "errors/#more", title: "More", titles: ["Errors", "timeout"], text: "code", words: "", kind: "guide" },
      { id: "errors/#last", title: "Last", titles: ["Errors"], text: "", words: "", kind: "guide" },
    ]);
  });

  test("are one for a page of the reference", () => {
    expect(entriesOf({ path: "reference/pay.html", html }, "reference")).toEqual([
      expect.objectContaining({ id: "reference/pay.html", title: "Errors", text: "Every <failure>. one two code " }),
    ]);
  });
});
