import { createHash } from "node:crypto";

/** Longer than this, some file systems take no name. */
const longest = 100;

/** A text as part of a file's name on every system: letters, digits, '_', '-' and '%'. Long ones by their hash. */
export function encodedName(text: string): string {
  const encoded = encodeURIComponent(text).replace(/[.!~*'()]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return encoded.length <= longest ? encoded : createHash("sha256").update(text).digest("hex");
}
