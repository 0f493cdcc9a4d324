import type { Locale } from "@iyzico-mass-payout/client";
import { signMessages } from "../messages/catalogs.js";

/** A signed request. */
export interface SignedRequest {
  stringToSign: Buffer;
  /** The hash of the string to sign, in hexadecimal. */
  sha256: string;
  headers: Readonly<Record<string, string>>;
  /** The content of the Authorization header, with the key masked. */
  decoded: string;
  /** Missing if there is none to give. */
  curl?: string;
}

/** What `sign` prints: each part on lines of its own, so that it can be copied. */
export function formatSigned({ stringToSign, sha256, headers, decoded, curl }: SignedRequest, locale: Locale): string {
  const text = signMessages.in(locale);
  return [
    text.stringToSign,
    escapeControls(stringToSign.toString()),
    text.measured(stringToSign.length, sha256),
    "",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
    text.decoded,
    decoded,
    ...(curl === undefined ? [] : ["", text.curl, curl]),
    "",
  ].join("\n");
}

/** Shows the control characters of a body, line feeds and tabs excepted, instead of having the terminal obey them. */
function escapeControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
  });
}
