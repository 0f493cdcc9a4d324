/** HTML that is safe to put into HTML as it is. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

/** What a template takes: text is escaped, markup is not, and nothing is left out. */
export type Content = string | number | Markup | undefined | readonly Content[];

/**
 * Makes markup of a template: what is written in the template is markup, and every value is escaped unless it is markup. So
 * nothing from outside can become an element, an attribute or a script.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => (index === 0 ? part : htmlOf(values[index - 1]) + part)).join(""));
}

function htmlOf(value: Content): string {
  if (value === undefined) return "";
  if (value instanceof Markup) return value.html;
  if (typeof value === "object") return value.map(htmlOf).join("");
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
