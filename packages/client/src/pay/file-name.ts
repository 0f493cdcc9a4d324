import { createHash } from "node:crypto";

/** Two of these, a lock's ids and what stands between them make a name of less than 255 bytes. */
const longest = 64;

/**
 * A text as part of a file's name: letters, digits, '_', '-', '%' and '+'. Different texts have different names on every
 * system, also where a capital is no other letter: "MAAS-11" is "+maas+-11". Long ones are named by their hash.
 */
export function encodedName(text: string): string {
  const encoded = text
    .replace(/[^A-Za-z0-9_-]+/g, (others) => Buffer.from(others).toString("hex").replace(/../g, "%$&"))
    .replace(/[A-Z]+/g, (capitals) => `+${capitals.toLowerCase()}+`);
  return encoded.length <= longest ? encoded : createHash("sha256").update(text).digest("hex");
}
