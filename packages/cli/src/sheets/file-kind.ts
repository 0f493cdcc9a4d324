import type { UnsupportedFile } from "../messages/sheets.js";

/** What a file is, told by its first bytes and not by its name. */
export type FileKind = "zip" | "text" | UnsupportedFile;

const signatures: readonly (readonly [string, FileKind])[] = [
  ["504b0304", "zip"],
  // An empty archive.
  ["504b0506", "archive"],
  // The container of .xls, and of an .xlsx that is protected by a password.
  ["d0cf11e0a1b11ae1", "xls"],
  ["25504446", "pdf"],
  ["1f8b", "archive"],
  ["377abcaf271c", "archive"],
  ["52617221", "archive"],
  ["89504e47", "binary"],
  ["ffd8ff", "binary"],
];

/** Tells what a file is. */
export function fileKindOf(bytes: Uint8Array): FileKind {
  const beginning = Buffer.from(bytes.subarray(0, 512));
  const hex = beginning.toString("hex");
  const signature = signatures.find(([bytesOfKind]) => hex.startsWith(bytesOfKind));
  if (signature !== undefined) return signature[1];
  const text = beginning
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|table|head|body|meta)\b/.test(text)) return "html";
  return text.startsWith("<?xml") ? "xml" : "text";
}
