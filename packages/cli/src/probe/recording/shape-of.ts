/** Letters for x, digits for 0: nothing is left but the shape. */
export function shapeOf(text: string): string {
  return text
    .replace(/\p{Lu}/gu, "X")
    .replace(/[\p{L}\p{M}]/gu, (letter) => (letter === "X" ? letter : "x"))
    .replace(/\p{N}/gu, "0");
}

/** A page that is not JSON: its tags stay, and the shape of everything else. */
export function shapeOfPage(text: string): string {
  return text.replace(/<\/?[a-zA-Z][a-zA-Z0-9]{0,15}(?![\p{L}\p{N}])|[^<]+|</gu, (part) =>
    isTag(part) ? part : shapeOf(part),
  );
}

const tags =
  /^<\/?(html|head|title|body|h[1-6]|p|a|b|i|div|span|center|hr|br|meta|link|style|script|table|tr|td|th|ul|li|pre|code|img|form|input|error|message|fault|response)$/i;

function isTag(part: string): boolean {
  return tags.test(part);
}
