import type { SignMessages } from "../sign.js";

/** The English messages of `sign`. */
export const sign: SignMessages = {
  stringToSign: "String to sign (random key, path and body, without separators; the secret key is no part of it):",
  measured: (bytes, sha256) => `${bytes} bytes, SHA-256 ${sha256}`,
  decoded: "The header is Base64 of:",
  curl: "The same request with curl:",
  secrecy:
    "The header has the API key in Base64 and a signature that is valid for this request: share it with no one who may not " +
    "send the request. The secret key is not in it.",
  noCurlForAuth:
    "No curl line for an auth: sent twice, it may pay all recipients twice, and nothing would record it. Use mass-payout " +
    "pay, or mass-payout auth.",
  noCurlForPath:
    "No curl line: the path must begin with a slash, and that of a POST must be exactly the path of retrieve, init or cancel.",
  writes: (place) => `The curl line changes something at iyzico (${place}). Nothing records it: send it once.`,
  methodMustBe: "METHOD must be GET or POST.",
  bodyOfGet: "--body must be left out with GET: the request has no body.",
};
