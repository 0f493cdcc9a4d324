import fc from "fast-check";
import { expect, test } from "vitest";
import { html, Markup } from "../../../src/views/report/markup.ts";

test("values are escaped, whatever they are, and markup is not", () => {
  const name = `<img src=x onerror="alert(1)">&'`;
  expect(html`<b title="${name}">${name}</b>`.html).toBe(
    '<b title="&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;&#39;">&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;&#39;</b>',
  );
  expect(html`${[html`<i>${1}</i>`, [undefined, "<"]]}${new Markup("<hr>")}`.html).toBe("<i>1</i>&#60;<hr>");
});

test("a value never has a character that could begin or end an element, an attribute or a reference", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const escaped = html`${text}`.html;
      expect(escaped).not.toMatch(/[<>"']/);
      expect(escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(text);
    }),
  );
});
