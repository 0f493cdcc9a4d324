import { createScanner } from "jsonc-parser";

/** jsonc-parser declares its kinds of tokens as a const enum, which cannot be imported here. */
const tokens = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  colon: 6,
  string: 10,
  number: 11,
  end: 17,
};

/** Replaces the values of a body. `key` is that of the object around; a list has the key of the list. */
export interface Replacements {
  text(value: string, key: string): string;
  /** Must return digits that are a number. */
  number(digits: string, key: string): string;
  key(name: string): string;
  /** What is no JSON. */
  other(text: string): string;
}

/**
 * Replaces strings and numbers of a JSON text where they stand. Everything else stays byte for byte: white space, the order of
 * keys, keys that occur twice, null, and how numbers are written. Also of a text that is not quite JSON, such as `000000`.
 */
export function redactBody(text: string, replace: Replacements): string {
  if (!/^[\uFEFF\s]*[[{]/.test(text)) return replace.other(text);
  const parts = scan(text);
  const keys: string[] = [""];
  let output = "";
  parts.forEach(({ kind, raw }, index) => {
    const key = keys.at(-1) as string;
    if (kind === tokens.openBrace || kind === tokens.openBracket) keys.push(key);
    if ((kind === tokens.closeBrace || kind === tokens.closeBracket) && keys.length > 1) keys.pop();
    if (kind === tokens.string) {
      const value = stringOf(raw);
      const isKey = kindAfter(parts, index) === tokens.colon;
      if (isKey) keys[keys.length - 1] = value;
      const replaced = isKey ? replace.key(value) : replace.text(value, key);
      output += replaced === value ? raw : JSON.stringify(replaced);
    } else if (kind === tokens.number) output += replace.number(raw, key);
    else if (isText(kind)) output += replace.other(raw);
    else output += raw;
  });
  return output;
}

/** The kind of the next token that is not blank. */
function kindAfter(parts: readonly Part[], index: number): number | undefined {
  let next = index + 1;
  while (isBlank(parts[next]?.kind)) next += 1;
  return parts[next]?.kind;
}

interface Part {
  kind: number;
  raw: string;
}

function scan(text: string): Part[] {
  const scanner = createScanner(text, false);
  const parts: Part[] = [];
  for (let kind: number = scanner.scan(); kind !== tokens.end; kind = scanner.scan()) {
    const raw = text.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength());
    const last = parts.at(-1);
    // 000000 is six tokens, and one number.
    if (last !== undefined && kind === tokens.number && last.kind === tokens.number) last.raw += raw;
    else parts.push({ kind, raw });
  }
  return parts;
}

/** Comments, and what is no token. */
function isText(kind: number): boolean {
  return kind === 12 || kind === 13 || kind === 16;
}

function isBlank(kind: number | undefined): boolean {
  return kind === 14 || kind === 15;
}

/** A string that is cut off or badly escaped is taken as it is written. */
function stringOf(raw: string): string {
  try {
    return JSON.parse(raw);
  } catch {
    return raw.replace(/^"|"$/g, "");
  }
}
