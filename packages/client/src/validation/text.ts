import type { RequestFault } from "../errors/request-fault.js";

/** What is wrong with a string. `words` follow the path of the field. */
export type TextFault = { reason: Extract<RequestFault["reason"], "not-normalised" | "unsafe-text">; words: string };

// U+FFFD stands for bytes that could not be decoded. C1 control characters come from a page decoded as Latin-1.
const broken = /[\p{Control}\p{Surrogate}\p{Noncharacter_Code_Point}\uFFFD]/u;

// What is shown as nothing, or changes how its neighbours are shown: two ids that differ in it look alike.
const invisible = /[\p{Format}\p{Default_Ignorable_Code_Point}\p{Line_Separator}\p{Paragraph_Separator}]/u;

/**
 * The fault of a string that is sent: it was decoded wrongly or cut, or contains a control character. Names may be in any
 * Unicode form, and may contain format characters, which some languages require.
 */
export function textFault(text: string): TextFault | undefined {
  if (!broken.test(text)) return undefined;
  const words =
    "must not contain control characters, unpaired surrogates, non-characters or U+FFFD, which stands for broken text";
  return { reason: "unsafe-text", words };
}

/**
 * The fault of an id. Two ids that look alike are different to iyzico and to a store, so that a payment under the second
 * would be another payment. An id must therefore be in Unicode's form NFC, without white space around it and without
 * invisible characters.
 */
export function idTextFault(id: string): TextFault | undefined {
  const fault = textFault(id);
  if (fault !== undefined) return fault;
  if (invisible.test(id)) {
    return { reason: "unsafe-text", words: "must not contain invisible characters, such as zero-width and bidi marks" };
  }
  if (id.normalize("NFC") === id && id.trim() === id) return undefined;
  return { reason: "not-normalised", words: "must be in Unicode form NFC, without white space around it" };
}
