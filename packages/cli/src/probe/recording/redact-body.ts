import { createScanner } from "jsonc-parser";

/** jsonc-parser declares its kinds of tokens as a const enum, which cannot be imported here. */
const tokens = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  blank: 15,
  unknown: 16,
  end: 17,
};

/** Replaces the values of a body. `key` is that of the object around; a list has the key of the list. */
export interface Replacements {
  text(value: string, key: string, place: Place): string;
  /** Must return digits that are a number. */
  number(digits: string, key: string, place: Place): string;
  key(name: string, place: Place): string;
  /** What is no JSON. */
  other(text: string, place: Place): string;
}

/** Tells where in a body a value is, such as `massPayoutItems.items[0].recipientName`, by the names that stand for its keys. */
export type Place = () => string;

/**
 * Replaces strings and numbers of a JSON text where they stand. Everything else stays byte for byte: white space, the order of
 * keys, keys that occur twice, null, and how numbers are written. Also of a text that is not quite JSON, such as `000000`.
 */
export function redactBody(text: string, replace: Replacements): string {
  if (!/^[\uFEFF\s]*[[{]/.test(text)) return replace.other(text, () => "");
  const parts = scan(text);
  const open: { key: string; name: string; index: number | undefined }[] = [{ key: "", name: "", index: undefined }];
  const place = () =>
    open.reduce((path, { name, index }) => {
      const named = name === "" ? path : path === "" ? name : `${path}.${name}`;
      return index === undefined ? named : `${named}[${index}]`;
    }, "");
  let output = "";
  parts.forEach(({ kind, raw }, at) => {
    const inner = open.at(-1) as (typeof open)[number];
    if (kind === tokens.openBrace) open.push({ key: inner.key, name: "", index: undefined });
    if (kind === tokens.openBracket) open.push({ key: inner.key, name: "", index: 0 });
    if ((kind === tokens.closeBrace || kind === tokens.closeBracket) && open.length > 1) open.pop();
    if (kind === tokens.comma && inner.index !== undefined) inner.index += 1;
    if (kind === tokens.string) {
      const value = stringOf(raw);
      const isKey = kindAfter(parts, at) === tokens.colon;
      const replaced = isKey ? replace.key(value, place) : replace.text(value, inner.key, place);
      if (isKey) Object.assign(inner, { key: value, name: replaced });
      output += replaced === value ? raw : JSON.stringify(replaced);
    } else if (kind === tokens.number) output += replace.number(raw, inner.key, place);
    else if (isText(kind)) output += replace.other(raw, place);
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
  return kind === tokens.lineComment || kind === tokens.blockComment || kind === tokens.unknown;
}

function isBlank(kind: number | undefined): boolean {
  return kind === tokens.lineBreak || kind === tokens.blank;
}

/** A string that is cut off or badly escaped is taken as it is written. */
function stringOf(raw: string): string {
  try {
    return JSON.parse(raw);
  } catch {
    return raw.replace(/^"|"$/g, "");
  }
}
