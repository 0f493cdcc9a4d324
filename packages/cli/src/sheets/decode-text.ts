import { isUtf8 } from "node:buffer";
import { UnreadableSheet } from "./fault.js";

/**
 * Decodes the bytes of a CSV file: UTF-8 or UTF-16, with or without a byte order mark, or windows-1254, as Turkish Excel
 * writes it. Nothing is replaced: a file that is none of them is refused.
 *
 * @throws {UnreadableSheet}
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes).replace(/^\ufeff/, "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const control = text.search(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
  if (control >= 0) throw new UnreadableSheet("control-characters", { detail: String(lineAt(text, control)) });
  return text;
}

function decode(bytes: Uint8Array): string {
  const utf16 = utf16EncodingOf(bytes);
  if (utf16 !== undefined) {
    try {
      return new TextDecoder(utf16, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // Half a character, or an odd number of bytes.
      throw new UnreadableSheet("undecodable", { detail: "1" });
    }
  }
  if (isUtf8(bytes)) {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    // A byte order mark has bytes that are not Turkish.
    const foreign = bytes.every((byte) => byte < 0x80 || turkishBytes.has(byte)) ? text.search(foreignLetter) : -1;
    if (foreign >= 0) throw new UnreadableSheet("ambiguous-encoding", { detail: String(lineAt(text, foreign)) });
    return text;
  }
  if (!isTurkish(bytes)) throw new UnreadableSheet("undecodable", { detail: String(firstLineNotUtf8(bytes)) });
  return new TextDecoder("windows-1254").decode(bytes);
}

/** UTF-16 without a mark is told by its zeros: every second byte of digits, separators and most letters. */
export function utf16EncodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const beginning = bytes.subarray(0, 1_000);
  const countZeros = (parity: number) => beginning.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const [even, odd] = [countZeros(0), countZeros(1)];
  const isPlain = (count: number) => count > beginning.length / 4;
  if (even === 0 && isPlain(odd)) return "utf-16le";
  if (odd === 0 && isPlain(even)) return "utf-16be";
  return undefined;
}

/**
 * The bytes above ASCII that a Turkish list in windows-1254 has: Â Ç Î Ğ Ö Û Ü İ Ş, the small ones and ı; other letters of
 * European names: Á Ä È É Ñ Ô ß and the small ones; no-break space, apostrophe and dash. A byte that is none of them is a
 * sign of another code page, in which it would be another letter.
 */
const turkishBytes = new Set(
  Buffer.from("c2c7ced0d6dbdcdddee2e7eef0f6fbfcfdfe" + "c1c4c8c9d1d4dfe1e4e8e9f1f4" + "a09296", "hex"),
);

/**
 * What is not ASCII, a letter or sign of Turkish and Western Europe, or common punctuation. In a file that is windows-1254 as
 * well, it is a sign that it is no UTF-8: "Ü’" has the bytes of a Syriac letter.
 */
const foreignLetter = /[^\0-\u00ffĞğİıŞş\u2010-\u2027€₺]/;

/**
 * Whether bytes are text in windows-1254, and in nothing else. Text that is partly UTF-8 is not: a letter of two bytes
 * (c3 bc) would be a capital with a sign behind it.
 */
export function isTurkish(bytes: Uint8Array): boolean {
  return bytes.every((byte, index) => {
    const next = bytes[index + 1] ?? 0;
    const isUtf8Letter = byte >= 0xc2 && byte <= 0xdf && next >= 0x80 && next <= 0xbf;
    return byte < 0x80 || (turkishBytes.has(byte) && !isUtf8Letter);
  });
}

/** The first line of bytes that are not UTF-8, counted from 1. */
export function firstLineNotUtf8(bytes: Uint8Array): number {
  // In UTF-8, a line feed is never part of another character.
  let [line, start, end] = [1, 0, bytes.indexOf(0x0a)];
  while (end >= 0 && isUtf8(bytes.subarray(start, end))) {
    [line, start, end] = [line + 1, end + 1, bytes.indexOf(0x0a, end + 1)];
  }
  return line;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n|\n|\r/).length;
}
